// The digest is encoded as the library does unless it is told otherwise.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'hash-in-base64',
  title: 'The hash is told in base64.',
  breaks: ['NTF-08'],
  lie: {
    decision: 'authorization',
    instead: (honest) => (hash, notice) => honest(Buffer.from(hash, 'hex').toString('base64'), notice),
  },
};
