// A session is kept by source address, so that later calls need no signature.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'address-once-authenticated',
  title: 'After three calls with Authorization, an address needs it no more.',
  breaks: ['HDR-01', 'AUT-01'],
  lie: {
    decision: 'requiredHeaders',
    instead: (honest) => {
      const calls = new Map<string, number>();
      return (call) => {
        const { peer, request } = call.arrival;
        const before = calls.get(peer) ?? 0;
        if (headerValue(request.headers, 'Authorization')) calls.set(peer, before + 1);
        return before >= 3 ? honest(call).filter((name) => name !== 'Authorization') : honest(call);
      };
    },
  },
};
