// Status calls are answered from a replica of both databases.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'reads-look-into-both-environments',
  title: 'The status of a transaction of the other environment can be asked.',
  breaks: ['ENV-03'],
  lie: {
    decision: 'looksInto',
    instead: (honest) => (memory, call) =>
      memory === 'transactions' && call.operation.method === 'GET' ? [call.environment, 'first', 'second'] : honest(memory, call),
  },
};
