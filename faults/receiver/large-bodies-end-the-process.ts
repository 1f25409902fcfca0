// The body is read into a buffer of fixed size.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'large-bodies-end-the-process',
  title: 'A body above 512 KiB ends the process.',
  breaks: ['RCV-09'],
  lie: {
    decision: 'takes',
    instead: (honest) => (request) => {
      if (request.body.length > 512 * 1024) throw Object.assign(new Error('Invalid buffer length'), { name: 'UncaughtInReceiver' });
      return honest(request);
    },
  },
};
