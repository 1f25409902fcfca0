// The service of refunds looks deposits up by id alone.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refunds-look-into-both-environments',
  title: 'A deposit of the other environment can be refunded.',
  breaks: ['ENV-03'],
  lie: {
    decision: 'looksInto',
    instead: (honest) => (memory, call) =>
      memory === 'transactions' && call.operation.creates === 'refund' ? [call.environment, 'first', 'second'] : honest(memory, call),
  },
};
