// The guard lets reads of nothing through, and believes what a field says of the method.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'method-override-excuses-signature',
  title: 'A POST that calls itself a GET in X-HTTP-Method-Override needs no right signature.',
  breaks: ['SIG-02'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) =>
      headerValue(call.arrival.request.headers, 'X-HTTP-Method-Override') === 'GET' || honest(hash, message, secret, call),
  },
};
