// The media type is compared as text.
import { headerValue } from '../../core/exchange.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'charset-refused',
  title: 'A Content-Type with a charset is refused.',
  breaks: ['RCV-02'],
  lie: {
    decision: 'takes',
    instead: (honest) => (request) => honest(request) && headerValue(request.headers, 'content-type') === 'application/json',
  },
};
