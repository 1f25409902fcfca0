// Only the first three numbers of an address are compared.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'addresses-compared-by-network',
  title: 'A neighbour of a listed address is served.',
  breaks: ['IPA-01'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => (account, call) => {
      const network = (address: string) => address.split('.', 3).join('.');
      return honest(account, call) || account.addresses.some((address) => network(address) === network(call.arrival.peer));
    },
  },
};
