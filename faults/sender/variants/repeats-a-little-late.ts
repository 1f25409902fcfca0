import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'repeats-a-little-late',
  title: 'Repeats leave most of a second late: a queue is looked at from time to time.',
  lie: {
    decision: 'gap',
    instead: (honest) => (notice) => {
      const gap = honest(notice);
      return gap === undefined ? undefined : gap + 900;
    },
  },
};
