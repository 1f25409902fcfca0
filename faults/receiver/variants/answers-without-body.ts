import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'answers-without-body',
  title: 'Answers have no body.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, headers: [], body: new Uint8Array(0) } }
        : delivery;
    },
  },
};
