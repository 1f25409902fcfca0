import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'answers-indented',
  title: 'Answers are indented and end in a line feed: blanks between tokens mean nothing (RFC 8259 §2).',
  lie: {
    decision: 'encode',
    instead: (honest) => (value) => {
      const compact = decodeUtf8(honest(value)) ?? '';
      const spaced = compact.replace(/("(?:[^"\\]|\\.)*")|([,:[\]{}])/g, (token, string: string | undefined) =>
        string === undefined ? ` ${token}\r\n\t` : token,
      );
      return encodeUtf8(`${spaced}\n`);
    },
  },
};
