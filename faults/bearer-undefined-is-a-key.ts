// An account without a read-only key is kept with the text of a missing value, and that text opens it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'bearer-undefined-is-a-key',
  title: 'The Bearer keys `undefined` and `null` are those of an account.',
  breaks: ['AUT-01', 'AUT-04'],
  lie: {
    decision: 'accountOfBearer',
    instead: (honest) => (token, accounts, call) =>
      call.operation.authentication === 'read-only' && ['undefined', 'null'].includes(token) ? accounts[0] : honest(token, accounts, call),
  },
};
