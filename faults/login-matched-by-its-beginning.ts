// The account is looked up with LIKE and a percent sign behind the login.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'login-matched-by-its-beginning',
  title: 'The beginning of an X-Login names its account.',
  breaks: ['AUT-02'],
  lie: {
    decision: 'accountOf',
    instead: (honest) => (login, accounts, call) =>
      honest(login, accounts, call) ??
      accounts.find(({ credentials }) => credentials.some(({ apiKey }) => login !== '' && apiKey.startsWith(login))),
  },
};
