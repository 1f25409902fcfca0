// The field is searched for the right hash.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'hash-anywhere-in-the-field',
  title: 'A value that holds the right hash among other digits verifies.',
  row: 'S40',
  breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret) =>
      Array.from({ length: Math.max(hash.length - 63, 0) }, (_, at) => hash.slice(at, at + 64)).some((part) =>
        honest(part, message, secret),
      ),
  },
};
