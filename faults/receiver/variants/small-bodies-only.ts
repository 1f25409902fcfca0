import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'small-bodies-only',
  title: 'Bodies above 4 KiB are refused.',
  lie: { decision: 'largestBody', instead: () => () => 4096 },
};
