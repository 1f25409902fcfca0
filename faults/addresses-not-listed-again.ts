// A deleted row keeps its place, and hides the new one.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'addresses-not-listed-again',
  title: 'An address that was taken off the list cannot be put on it again.',
  breaks: ['IPA-02'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => {
      const ever = new Set<string>();
      const gone = new Set<string>();
      return (account, call) => {
        const place = `${call.environment} ${account.merchant} ${call.arrival.peer}`;
        const listed = honest(account, call);
        if (!listed && ever.has(place)) gone.add(place);
        if (listed) ever.add(place);
        return listed && !gone.has(place);
      };
    },
  },
};
