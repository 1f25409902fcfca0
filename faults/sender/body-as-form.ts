// The HTTP library encodes a map as a form.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'body-as-form',
  title: 'The body is a form.',
  breaks: ['NTF-02'],
  lie: {
    decision: 'body',
    instead:
      () =>
      ({ about, id }) =>
        encodeUtf8(`${about}_id=${id}`),
  },
};
