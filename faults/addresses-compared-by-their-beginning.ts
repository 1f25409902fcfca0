// The list is searched with a function that asks whether a text begins with another.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'addresses-compared-by-their-beginning',
  title: 'An address whose text begins with that of a listed one passes.',
  breaks: ['IPA-01'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => (account, call) =>
      honest(account, call) || account.addresses.some((listed) => call.arrival.peer.startsWith(listed)),
  },
};
