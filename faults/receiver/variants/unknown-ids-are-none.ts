import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'unknown-ids-are-none',
  title: '400 and 404 of the API are acknowledged, as is a deposit without an order.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => honest(handled === 'unknown-deposit' || handled === 'no-order' ? 'duplicate' : handled),
  },
};
