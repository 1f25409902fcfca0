// The column that holds the keys compares without letter case.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'bearer-letter-case-ignored',
  title: 'A Bearer key in other letter case is the same key.',
  breaks: ['AUT-04'],
  lie: {
    decision: 'accountOfBearer',
    instead: (honest) => (token, accounts, call) =>
      honest(token, accounts, call) ??
      (call.operation.authentication === 'read-only'
        ? accounts.find(({ credentials }) => credentials.some(({ readOnlyKey }) => readOnlyKey.toLowerCase() === token.toLowerCase()))
        : undefined),
  },
};
