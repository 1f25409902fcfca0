// `body.deposit_id` of null throws.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'null-ends-the-process',
  title: 'A body that is null ends the process.',
  row: 'R14',
  breaks: ['RCV-09'],
  lie: {
    decision: 'depositId',
    instead: (honest) => (body, request) => {
      if (body.kind === 'null') throw Object.assign(new Error('Cannot read properties of null'), { name: 'UncaughtInReceiver' });
      return honest(body, request);
    },
  },
};
