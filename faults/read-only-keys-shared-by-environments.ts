// Lookups are the same everywhere, so that one service answers them for both.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'read-only-keys-shared-by-environments',
  title: 'Read-only endpoints take the key of either environment.',
  breaks: ['ENV-02'],
  lie: {
    decision: 'looksInto',
    instead: (honest) => (memory, call) =>
      memory === 'accounts' && call.operation.authentication === 'read-only' ? ['first', 'second'] : honest(memory, call),
  },
};
