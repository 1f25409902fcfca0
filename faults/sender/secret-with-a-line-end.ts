// The secret is read from a mounted file, whole.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'secret-with-a-line-end',
  title: 'The HMAC key ends in the line feed of its file.',
  breaks: ['NTF-08'],
  lie: {
    decision: 'secret',
    instead: (honest) => (keys, notice) => `${honest(keys, notice)}\n`,
  },
};
