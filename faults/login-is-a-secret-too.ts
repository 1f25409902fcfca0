// For tests the API Key may sign as well, and this was never taken out.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'login-is-a-secret-too',
  title: 'A call signed with the API Key verifies.',
  row: 'S34',
  breaks: ['SIG-02'],
  lie: { decision: 'secretsOf', instead: (honest) => (account, login, call) => [...honest(account, login, call), login] },
};
