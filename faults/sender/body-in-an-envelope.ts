// Other webhooks look so.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'body-in-an-envelope',
  title: 'The object stands inside a member data.',
  breaks: ['NTF-02'],
  lie: {
    decision: 'body',
    instead:
      () =>
      ({ about, id }) =>
        encodeUtf8(`{"type":"${about}","data":{"${about}_id":${id}}}`),
  },
};
