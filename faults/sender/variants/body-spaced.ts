import { encodeUtf8 } from '../../../core/utf8.ts';
import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'body-spaced',
  title: 'The body is spaced and ends in a line feed: blanks between tokens mean nothing (RFC 8259 §2).',
  lie: {
    decision: 'body',
    instead:
      () =>
      ({ about, id }) =>
        encodeUtf8(`{\r\n  "${about}_id" : ${id}\r\n}\n`),
  },
};
