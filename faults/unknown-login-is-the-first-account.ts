// A service that once had one merchant falls back to it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'unknown-login-is-the-first-account',
  title: 'An unknown X-Login counts as that of the first account.',
  breaks: ['AUT-02'],
  lie: { decision: 'accountOf', instead: (honest) => (login, accounts, call) => honest(login, accounts, call) ?? accounts[0] },
};
