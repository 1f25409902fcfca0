import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'duplicates-now-and-then',
  title: 'Every second attempt is made three times: seed A says that they may come several times.',
  lie: {
    decision: 'copies',
    instead:
      () =>
      ({ attempt }) =>
        attempt % 2 === 0 ? 3 : 1,
  },
};
