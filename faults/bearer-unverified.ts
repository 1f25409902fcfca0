// The read-only guard looks at the form of the key alone.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'bearer-unverified',
  title: 'Any Bearer key of letters and digits opens read-only operations.',
  breaks: ['AUT-04'],
  lie: {
    decision: 'accountOfBearer',
    instead: (honest) => (token, accounts, call) =>
      honest(token, accounts, call) ??
      (call.operation.authentication === 'read-only' && /^[A-Za-z0-9]{16,}$/.test(token) ? accounts[0] : undefined),
  },
};
