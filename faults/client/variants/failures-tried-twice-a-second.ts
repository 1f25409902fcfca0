import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'failures-tried-twice-a-second',
  title: 'A 500 is tried twice a second until the deadline.',
  lie: {
    decision: 'repeats',
    instead: (honest) => (ended, tries, ask) =>
      ended.kind === 'response' && ended.response.status === 500 ? 500 : honest(ended, tries, ask),
  },
};
