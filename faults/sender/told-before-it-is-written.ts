// The event goes out inside of the transaction, before its commit.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'told-before-it-is-written',
  title: 'The notification leaves before the new status can be read.',
  breaks: ['NTF-06'],
  lie: {
    decision: 'writesAfter',
    instead: () => () => 2000,
  },
};
