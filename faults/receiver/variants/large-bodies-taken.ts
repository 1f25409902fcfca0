import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'large-bodies-taken',
  title: 'Bodies of up to 10 MiB are read.',
  lie: { decision: 'largestBody', instead: () => () => 10 * 1024 * 1024 },
};
