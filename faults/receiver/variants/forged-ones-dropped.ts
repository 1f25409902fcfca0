import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'forged-ones-dropped',
  title: 'A forged notification is dropped in silence, behind a 200.',
  warns: ['RCV-16'],
  lie: { decision: 'answer', instead: (honest) => (handled) => honest(handled === 'unverified' ? 'duplicate' : handled) },
};
