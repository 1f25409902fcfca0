import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'forged-ones-not-found',
  title: 'A forged notification gets 404, so that nothing is told.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'unverified' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 404 } }
        : delivery;
    },
  },
};
