// The HTTP library has a helper for the Authorization field.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'hash-under-bearer',
  title: 'The hash stands after Bearer.',
  breaks: ['NTF-08'],
  lie: {
    decision: 'authorization',
    instead: () => (hash) => `Bearer ${hash}`,
  },
};
