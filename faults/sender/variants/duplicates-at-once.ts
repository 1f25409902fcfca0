import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'duplicates-at-once',
  title: 'Every attempt is made twice at once: seed A says that they may come several times.',
  lie: {
    decision: 'copies',
    instead: () => () => 2,
  },
};
