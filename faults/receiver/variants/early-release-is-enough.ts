import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'early-release-is-enough',
  title: 'EARLY_RELEASED releases: it is the merchant who asked for it (C22).',
  lie: {
    decision: 'releases',
    instead: (honest) => (seen, order) => honest(seen.status === 'EARLY_RELEASED' ? { ...seen, status: 'COMPLETED' } : seen, order),
  },
};
