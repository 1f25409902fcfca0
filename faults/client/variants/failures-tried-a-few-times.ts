import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'failures-tried-a-few-times',
  title: 'A 500 is tried three times in all.',
  lie: {
    decision: 'repeats',
    instead: (honest) => (ended, tries, ask) =>
      ended.kind === 'response' && ended.response.status === 500 && tries < 3 ? 200 : honest(ended, tries, ask),
  },
};
