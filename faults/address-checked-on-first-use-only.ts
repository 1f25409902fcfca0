// A merchant whose address was good once is remembered, and the list no more asked.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'address-checked-on-first-use-only',
  title: 'After a call from a listed address, any address is served.',
  breaks: ['IPA-01'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => {
      const good = new Set<string>();
      return (account, call) => {
        if (honest(account, call)) good.add(account.merchant);
        return good.has(account.merchant);
      };
    },
  },
};
