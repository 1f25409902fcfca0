// The guard looks at the address that a gateway reports, the router at the real one.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'original-url-excuses-signature',
  title: 'A call that names a public path in X-Original-URL needs no right signature.',
  breaks: ['SIG-02'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) =>
      (headerValue(call.arrival.request.headers, 'X-Original-URL') ?? '').startsWith('/health') || honest(hash, message, secret, call),
  },
};
