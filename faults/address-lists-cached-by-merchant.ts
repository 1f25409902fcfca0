// The cache of lists knows the merchant's name, and not the environment.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'address-lists-cached-by-merchant',
  title: 'For some seconds the list of one environment guards the other.',
  breaks: ['ENV-04'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => {
      const cache = new Map<string, { readonly addresses: readonly string[]; readonly until: number }>();
      return (account, call) => {
        const { merchant, addresses } = account;
        const cached = cache.get(merchant);
        const list = cached !== undefined && call.now < cached.until ? cached : { addresses, until: call.now + 4000 };
        cache.set(merchant, list);
        return honest({ ...account, addresses: list.addresses }, call);
      };
    },
  },
};
