import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'new-key-alone',
  title: 'Once it has new keys it takes no old ones.',
  lie: {
    decision: 'secrets',
    instead:
      () =>
      ({ current }) => [current.apiSignature],
  },
};
