import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'unknown-deposits-acknowledged',
  title: 'A deposit that the API does not know is acknowledged: there is nothing to do.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'unknown-deposit' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 200 } }
        : delivery;
    },
  },
};
