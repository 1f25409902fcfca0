import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'forged-ones-forbidden',
  title: 'A forged notification gets 403.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'unverified' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 403 } }
        : delivery;
    },
  },
};
