// The model has an int where the database has a bigint.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'id-cut-to-32-bits',
  title: 'deposit_id is cut to 32 bits.',
  breaks: ['NTF-02'],
  lie: {
    decision: 'body',
    instead:
      () =>
      ({ about, id }) =>
        encodeUtf8(`{"${about}_id":${id | 0}}`),
  },
};
