// Deposits have a unique index on the key, refunds do not.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refunds-check-then-insert',
  title: 'Concurrent refunds with one key are all executed.',
  row: 'I01',
  breaks: ['IDM-08'],
  lie: { decision: 'reserves', instead: (honest) => (call) => (call.operation.creates === 'refund' ? false : honest(call)) },
};
