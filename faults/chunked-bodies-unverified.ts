// The middleware waits for a Content-Length before it reads and verifies.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'chunked-bodies-unverified',
  title: 'Every signature verifies on a call whose body comes in chunks.',
  breaks: ['SIG-02'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) =>
      headerValue(call.arrival.request.headers, 'transfer-encoding') !== undefined || honest(hash, message, secret, call),
  },
};
