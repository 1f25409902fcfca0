// Reading was held to be harmless.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-of-either-environment-read',
  title: 'Signed reads take the keys of either environment.',
  breaks: ['ENV-02'],
  lie: {
    decision: 'looksInto',
    instead: (honest) => (memory, call) =>
      memory === 'accounts' && call.operation.authentication === 'signed' && call.operation.method === 'GET'
        ? ['first', 'second']
        : honest(memory, call),
  },
};
