// Notifications are sent in batches, of one.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'body-in-a-list',
  title: 'The body is a list of one object.',
  breaks: ['NTF-02'],
  lie: {
    decision: 'body',
    instead:
      () =>
      ({ about, id }) =>
        encodeUtf8(`[{"${about}_id":${id}}]`),
  },
};
