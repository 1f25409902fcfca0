// The template is saved in the charset of the office.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'body-in-latin1',
  title: 'The body is Latin-1, with a letter beyond ASCII in it.',
  row: 'N09',
  breaks: ['NTF-02'],
  lie: {
    decision: 'body',
    instead:
      () =>
      ({ about, id }) =>
        Uint8Array.from(Buffer.from(`{"${about}_id":${id},"note":"notificaci\u00f3n"}`, 'latin1')),
  },
};
