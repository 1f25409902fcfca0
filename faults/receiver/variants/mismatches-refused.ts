import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'mismatches-refused',
  title: 'A payment that is not that of the order gets 409, until somebody has looked at it.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'mismatched' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 409 } }
        : delivery;
    },
  },
};
