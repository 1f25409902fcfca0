import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'old-answers-dropped',
  title: 'An answer of the status that a later call has overtaken is dropped.',
  lie: { decision: 'overtaken', instead: () => (askedAt, latestAskedAt) => (askedAt < latestAskedAt ? 'dropped' : 'dealt-with') },
};
