// A refund was listed among the reports when the rights of keys were drawn up.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'read-only-key-refunds',
  title: 'The read-only key as Bearer makes refunds.',
  row: 'K01',
  breaks: ['AUT-03'],
  lie: {
    decision: 'accountOfBearer',
    instead: (honest) => (token, accounts, call) =>
      call.operation.id === 'createRefund'
        ? accounts.find(({ credentials }) => credentials.some(({ readOnlyKey }) => readOnlyKey === token))
        : honest(token, accounts, call),
  },
};
