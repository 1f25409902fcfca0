// Invoice ids are unique in a table of both environments.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'invoices-shared-by-environments',
  title: 'An invoice id of one environment is refused in the other.',
  breaks: ['ENV-03'],
  lie: {
    decision: 'looksInto',
    instead: (honest) => (memory, call) => (memory === 'invoices' ? ['first', 'second'] : honest(memory, call)),
  },
};
