import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'failures-redirected',
  title: 'A failure while handling ends at a page: 302 is not 2XX.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'failed' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 302 } }
        : delivery;
    },
  },
};
