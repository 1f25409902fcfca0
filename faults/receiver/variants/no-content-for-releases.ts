import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'no-content-for-releases',
  title: 'A release gets 204: any 2XX acknowledges (C24).',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'released' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 204 } }
        : delivery;
    },
  },
};
