// The hash is made of as many bytes as Content-Length says, and there is none.
import { headerValue, noBody } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'chunked-bodies-not-hashed',
  title: 'A body that comes in chunks is served, and verified as if there were none.',
  breaks: ['SIG-01', 'SIG-02'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) =>
      honest(xDate, xLogin, headerValue(call.arrival.request.headers, 'transfer-encoding') === undefined ? body : noBody, call),
  },
};
