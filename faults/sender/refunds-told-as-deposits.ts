// One template serves both.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'refunds-told-as-deposits',
  title: 'A refund is told under deposit_id.',
  breaks: ['NTF-02'],
  lie: {
    decision: 'body',
    instead:
      () =>
      ({ id }) =>
        encodeUtf8(`{"deposit_id":${id}}`),
  },
};
