import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'unknown-orders-acknowledged',
  title: 'A deposit without an order is acknowledged: there is nothing to do.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'no-order' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 200 } }
        : delivery;
    },
  },
};
