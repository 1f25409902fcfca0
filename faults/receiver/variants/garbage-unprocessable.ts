import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'garbage-unprocessable',
  title: 'What cannot be read gets 422, as some frameworks answer.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'unreadable' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 422 } }
        : delivery;
    },
  },
};
