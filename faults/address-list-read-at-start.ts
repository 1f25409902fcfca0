// The list is read when the service starts.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'address-list-read-at-start',
  title: 'A change of the address list has no effect until a restart.',
  breaks: ['IPA-02'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => {
      const lists = new Map<string, readonly string[]>();
      return (account, call) => {
        const place = `${call.environment} ${account.merchant}`;
        const addresses = lists.get(place) ?? account.addresses;
        lists.set(place, addresses);
        return honest({ ...account, addresses }, call);
      };
    },
  },
};
