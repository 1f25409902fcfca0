// The guard asks whether a key is known, not what it is for.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'read-only-key-opens-writes',
  title: 'The read-only key as Bearer opens every operation.',
  row: 'K01',
  breaks: ['AUT-03'],
  lie: {
    decision: 'accountOfBearer',
    instead: () => (token, accounts) => accounts.find(({ credentials }) => credentials.some(({ readOnlyKey }) => readOnlyKey === token)),
  },
};
