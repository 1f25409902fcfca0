import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'queued',
  title: 'It acknowledges at once, and works through a durable queue that tries again.',
  lie: {
    decision: 'acknowledges',
    instead: () => () => ({ when: 'at-once', keeps: 'durably', retries: [100, 200, 400, 800, 1000, 1000, 1000, 1000, 1000, 1000] }),
  },
};
