// A cache in front keys status answers by path, and not by who asks.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'status-cached-for-everybody',
  title: 'A status that its owner has read is shown to every merchant.',
  breaks: ['AUT-06'],
  lie: {
    decision: 'owns',
    instead: (honest) => {
      const cached = new Set<string>();
      return (account, owner, call) => {
        const { method, target } = call.arrival.request;
        const owned = honest(account, owner, call);
        if (owned && method === 'GET') cached.add(target);
        return owned || cached.has(target);
      };
    },
  },
};
