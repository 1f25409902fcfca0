import { encodeUtf8 } from '../../../core/utf8.ts';
import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'answers-as-pages',
  title: 'Answers are HTML.',
  lie: {
    decision: 'answer',
    instead: (honest) => (handled) => {
      const delivery = honest(handled);
      if (delivery.kind !== 'response') return delivery;
      return {
        ...delivery,
        response: { ...delivery.response, headers: [['Content-Type', 'text/html']], body: encodeUtf8('<p>Thanks</p>') },
      };
    },
  },
};
