// Both environments write to one database.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'transactions-shared-by-environments',
  title: 'Deposits and refunds of each environment are there in the other.',
  breaks: ['ENV-03'],
  lie: {
    decision: 'looksInto',
    instead: (honest) => (memory, call) => (memory === 'transactions' ? ['first', 'second'] : honest(memory, call)),
  },
};
