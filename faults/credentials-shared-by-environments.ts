// One store of accounts stands behind both hosts.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'credentials-shared-by-environments',
  title: 'The keys of each environment are good in the other.',
  row: 'K04',
  breaks: ['ENV-02'],
  lie: {
    decision: 'looksInto',
    instead: (honest) => (memory, call) => (memory === 'accounts' ? ['first', 'second'] : honest(memory, call)),
  },
};
