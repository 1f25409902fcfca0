// The column has a collation that ignores accents.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'login-accents-folded',
  title: 'An X-Login with an accent on one of its letters names the account of the key without.',
  breaks: ['AUT-02'],
  lie: {
    decision: 'accountOf',
    instead: (honest) => (login, accounts, call) =>
      honest(Buffer.from(login, 'latin1').toString('utf8').normalize('NFD').replace(/\p{M}/gu, ''), accounts, call),
  },
};
