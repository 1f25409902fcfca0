// The list is one for the gateway, into which the addresses of every merchant go.
import type { Account } from '../core/contract/ledger.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'addresses-of-all-on-one-list',
  title: 'An address that one merchant has listed lets every merchant in.',
  breaks: ['IPA-01'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => {
      const known = new Map<string, Account>();
      return (account, call) => {
        known.set(account.merchant, account);
        return [...known.values()].some((each) => honest(each, call));
      };
    },
  },
};
