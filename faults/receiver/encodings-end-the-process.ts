// The gunzip stream has no error handler.
import { headerValue } from '../../core/exchange.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'encodings-end-the-process',
  title: 'A Content-Encoding that the body does not have ends the process.',
  row: 'S29',
  breaks: ['RCV-09'],
  lie: {
    decision: 'takes',
    instead: (honest) => (request) => {
      if (headerValue(request.headers, 'content-encoding') === 'gzip')
        throw Object.assign(new Error('incorrect header check'), { name: 'UncaughtInReceiver' });
      return honest(request);
    },
  },
};
