import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'garbage-acknowledged',
  title: 'What cannot be read is acknowledged: that it comes again makes it no better.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      return handled === 'unreadable' && delivery.kind === 'response'
        ? { ...delivery, response: { ...delivery.response, status: 200 } }
        : delivery;
    },
  },
};
