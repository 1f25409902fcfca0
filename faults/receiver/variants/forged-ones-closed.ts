import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'forged-ones-closed',
  title: 'A forged notification gets no answer: its connection is closed.',
  lie: { decision: 'answer', instead: (honest) => (handled) => (handled === 'unverified' ? { kind: 'closed' } : honest(handled)) },
};
