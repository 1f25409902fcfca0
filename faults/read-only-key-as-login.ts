// All keys of a merchant stand in one table, and X-Login is looked up in it without its kind.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'read-only-key-as-login',
  title: 'The read-only key is taken as X-Login of a POST.',
  row: 'K01',
  breaks: ['AUT-03'],
  lie: {
    decision: 'accountOf',
    instead: () => (login, accounts) =>
      accounts.find(({ credentials }) => credentials.some(({ apiKey, readOnlyKey }) => login === apiKey || login === readOnlyKey)),
  },
};
