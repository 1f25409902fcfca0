// Of two services only one is told of a change.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'list-changes-reach-reads-only',
  title: 'A change of the address list has no effect on calls that create.',
  breaks: ['IPA-02'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => {
      const lists = new Map<string, readonly string[]>();
      return (account, call) => {
        const place = `${call.environment} ${account.merchant}`;
        const addresses = lists.get(place) ?? account.addresses;
        lists.set(place, addresses);
        return honest(call.operation.method === 'GET' ? account : { ...account, addresses }, call);
      };
    },
  },
};
