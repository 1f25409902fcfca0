import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'same-bytes-within-the-window',
  title: 'A repeat within the window is the same signed bytes.',
  lie: {
    decision: 'signsAgain',
    instead: () => (ageMs) => ageMs > 4000,
  },
};
