// The key is looked up by its first eight characters, the index of the table, and never compared whole.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'bearer-matched-by-its-beginning',
  title: 'A Bearer key is known by its first eight characters.',
  breaks: ['AUT-04'],
  lie: {
    decision: 'accountOfBearer',
    instead: (honest) => (token, accounts, call) =>
      honest(token, accounts, call) ??
      (call.operation.authentication === 'read-only'
        ? accounts.find(({ credentials }) => credentials.some(({ readOnlyKey }) => readOnlyKey.slice(0, 8) === token.slice(0, 8)))
        : undefined),
  },
};
