import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'other-methods-acknowledged',
  title: 'A health check by GET gets 200, and does nothing.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'not-taken' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 200 } }
        : delivery;
    },
  },
};
