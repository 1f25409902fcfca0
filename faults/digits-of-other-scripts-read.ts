// The parser's digit class is Unicode's, as in .NET and Java.
import { decodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

/** The digit zero of three scripts: Arabic-Indic, Persian, Devanagari. */
const zeros = [0x660, 0x6f0, 0x966];

export const fault: Fault = {
  id: 'digits-of-other-scripts-read',
  title: 'X-Dates in the digits of other scripts pass.',
  row: 'T04',
  breaks: ['CLK-04'],
  lie: {
    decision: 'date',
    instead: (honest) => (text, call) => {
      const read = decodeUtf8(Uint8Array.from(text, (letter) => letter.charCodeAt(0))) ?? text;
      const western = read.replace(/\p{Nd}/gu, (digit) => {
        const zero = zeros.find((each) => (digit.codePointAt(0) ?? 0) - each >= 0 && (digit.codePointAt(0) ?? 0) - each < 10);
        return zero === undefined ? digit : String((digit.codePointAt(0) ?? 0) - zero);
      });
      return honest(western, call);
    },
  },
};
