// Accounts are cached under the last four letters of their API Key, as the panel shows it.
import type { Account } from '../core/contract/ledger.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'account-cached-by-end-of-login',
  title: 'Once an account was found, any X-Login with its last four letters names it.',
  breaks: ['AUT-02'],
  lie: {
    decision: 'accountOf',
    instead: (honest) => {
      const cache = new Map<string, Account>();
      return (login, accounts, call) => {
        const found = cache.get(login.slice(-4)) ?? honest(login, accounts, call);
        if (found) cache.set(login.slice(-4), found);
        return found;
      };
    },
  },
};
