// Idempotency keys lie in a cache that both environments have in common.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'outcomes-shared-by-environments',
  title: 'A key of one environment gets its answer in the other.',
  breaks: ['ENV-03'],
  lie: {
    decision: 'looksInto',
    instead: (honest) => (memory, call) => (memory === 'outcomes' ? [call.environment, 'first', 'second'] : honest(memory, call)),
  },
};
