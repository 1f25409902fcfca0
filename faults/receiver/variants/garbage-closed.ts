import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'garbage-closed',
  title: 'The connection of what cannot be read is closed.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => (handled === 'unreadable' || handled === 'too-large' ? { kind: 'closed' } : honest(handled)),
  },
};
