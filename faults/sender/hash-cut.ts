// The column was made for SHA-1.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'hash-cut',
  title: 'The hash is cut to 40 digits.',
  breaks: ['NTF-08'],
  lie: {
    decision: 'hash',
    instead: (honest) => (message, secret, notice) => honest(message, secret, notice).slice(0, 40),
  },
};
