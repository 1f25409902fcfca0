import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'failures-answered-500',
  title: 'A failure while handling gets 500, as frameworks answer an exception.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'failed' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 500 } }
        : delivery;
    },
  },
};
