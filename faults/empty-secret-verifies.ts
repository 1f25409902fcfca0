// A second secret, for rotation, is not set, and the empty text is tried as one.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'empty-secret-verifies',
  title: 'A call signed with an empty secret verifies.',
  row: 'S41',
  breaks: ['SIG-02'],
  lie: { decision: 'secretsOf', instead: (honest) => (account, login, call) => [...honest(account, login, call), ''] },
};
