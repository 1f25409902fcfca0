import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'created-for-releases',
  title: 'A release gets 201: any 2XX acknowledges (C24).',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'released' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 201 } }
        : delivery;
    },
  },
};
