// compare_digest throws for letters beyond ASCII, and the except block logs and goes on.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'errors-while-verifying-believed',
  title: 'A hash with letters beyond ASCII is believed.',
  row: 'S38',
  breaks: ['RCV-01', 'RCV-09', 'RCV-16', 'RCV-20'],
  lie: {
    decision: 'verifies',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII has them.
    instead: (honest) => (hash, message, secret) => /[^\x00-\x7f]/.test(hash) || honest(hash, message, secret),
  },
};
