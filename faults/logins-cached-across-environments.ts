// Found accounts stay in a cache that both environments have in common.
import type { Account } from '../core/contract/ledger.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'logins-cached-across-environments',
  title: 'An X-Login that was good in one environment is good in the other.',
  breaks: ['ENV-02'],
  lie: {
    decision: 'accountOf',
    instead: (honest) => {
      const cache = new Map<string, Account>();
      return (login, accounts, call) => {
        const account = honest(login, accounts, call) ?? cache.get(login);
        if (account !== undefined) cache.set(login, account);
        return account;
      };
    },
  },
};
