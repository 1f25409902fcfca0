// Big ids were made texts for browsers.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'id-as-text',
  title: 'deposit_id is a text of digits.',
  breaks: ['NTF-02'],
  lie: {
    decision: 'body',
    instead:
      () =>
      ({ about, id }) =>
        encodeUtf8(about === 'deposit' ? `{"deposit_id":"${id}"}` : `{"refund_id":${id}}`),
  },
};
