// The serialiser names members as the class does.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'id-in-camel-case',
  title: 'The member is named depositId.',
  breaks: ['NTF-02'],
  lie: {
    decision: 'body',
    instead:
      () =>
      ({ about, id }) =>
        encodeUtf8(`{"${about}Id":${id}}`),
  },
};
