// New addresses are added to the gateway's list, and none is deleted.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'addresses-never-taken-off',
  title: 'An address that was taken off the list is served all the same.',
  breaks: ['IPA-02'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => {
      const lists = new Map<string, Set<string>>();
      return (account, call) => {
        const place = `${call.environment} ${account.merchant}`;
        const ever = new Set([...(lists.get(place) ?? []), ...account.addresses]);
        lists.set(place, ever);
        return honest({ ...account, addresses: [...ever] }, call);
      };
    },
  },
};
