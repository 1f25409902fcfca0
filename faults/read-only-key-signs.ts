// Every secret of the account is tried as HMAC key until one fits.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'read-only-key-signs',
  title: 'A call signed with the read-only key verifies.',
  row: 'S34',
  breaks: ['AUT-03', 'SIG-02'],
  lie: {
    decision: 'secretsOf',
    instead: (honest) => (account, login, call) => [
      ...honest(account, login, call),
      ...account.credentials.map(({ readOnlyKey }) => readOnlyKey),
    ],
  },
};
