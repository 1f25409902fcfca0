/** Why a signature by any scheme is wrong, in English. */
import type { HashForm, KeyForm, SchemeDifference, SchemeRemark } from '../../core/diagnosis/by-scheme.ts';
import type { Mistake } from '../../core/diagnosis/mistake.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { visible } from '../../core/visible.ts';
import { duration } from './duration.ts';

/** What was done, as the end of a sentence that begins "The signature is wrong: ", and what to do instead. */
interface Words {
  readonly what: string;
  readonly fix: string;
}

/** The words of a mistake in the body, the same in every scheme. */
export type WordsOf = (mistake: Mistake) => Words;

const shown = (text: string): string => `\`${visible(encodeUtf8(text))}\``;

const hashNames: Readonly<Record<HashForm, string>> = {
  'lower-hex': 'lower-case hex',
  'upper-hex': 'upper-case hex',
  'mixed-case-hex': 'hex of mixed case',
  base64: 'base64',
  base64url: 'base64url',
  'base64-without-padding': 'base64 without padding',
};

const keyNames: Readonly<Record<KeyForm, string>> = {
  text: 'the text of the key was used as it is',
  'text-without-prefix': 'the text of the key after its prefix was used, and was not decoded',
  'base64-decoded': 'the key was decoded as base64',
  'hex-decoded': 'the key was decoded as hex',
  trimmed: 'the key was used without the blanks around it',
  'line-feed-behind': 'the key was used with a line feed after it',
  nothing: 'an empty key was used',
};

const dateNames: Readonly<Record<string, string>> = {
  'iso-seconds-z': "yyyy-MM-dd'T'HH:mm:ss'Z'",
  'unix-seconds': 'whole seconds since 1970',
  'unix-milliseconds': 'whole milliseconds since 1970',
};

function wordsOf(difference: SchemeDifference, ofBody: WordsOf): Words {
  switch (difference.kind) {
    case 'key':
      return {
        what: `the ${difference.role} was used as HMAC key`,
        fix: 'Use the key of this contract, merchant and environment that makes the hash.',
      };
    case 'key-form':
      return { what: keyNames[difference.form], fix: 'Use the key in the encoding that the contract names.' };
    case 'message':
      return {
        what: `the message was put together as ${shown(difference.signed)}`,
        fix: `Sign ${shown(difference.wanted)}, and nothing else.`,
      };
    case 'date':
      return {
        what: `${shown(difference.signed)} was signed for the date, and ${difference.header} has another text`,
        fix: 'Build the date once, put that one text into the header and into the message.',
      };
    case 'method':
    case 'target':
      return {
        what: `${shown(difference.signed)} was signed for the ${difference.kind === 'method' ? 'method' : 'path'}, and the request has ${shown(difference.sent)}`,
        fix: `Sign the ${difference.kind === 'method' ? 'method' : 'path'} as it is sent.`,
      };
    case 'body': {
      const words = difference.mistakes.map(ofBody);
      return { what: words.map(({ what }) => what).join('; and '), fix: 'Sign the very bytes that are sent.' };
    }
    case 'mac':
      return { what: `the hash is HMAC with ${difference.algorithm}`, fix: 'Use HMAC-SHA-256.' };
    case 'hash':
      return {
        what: `the hash in ${difference.header} is written in ${hashNames[difference.seen]}`,
        fix: `Write the hash in ${hashNames[difference.wanted]}.`,
      };
    case 'carrier':
      return {
        what: `${difference.header} is not of the form ${shown(difference.wanted)}`,
        fix: `Write ${difference.header} as ${shown(difference.wanted)}.`,
      };
  }
}

/** Notes about a header by the scheme. */
export function schemeRemark(remark: SchemeRemark): string {
  switch (remark.about) {
    case 'missing':
      return `${remark.header} is missing.`;
    case 'blank':
      return `${remark.header} is blank.`;
    case 'repeated':
      return `${remark.header} was sent more than once.`;
    case 'no-hash':
      return `${remark.header} holds nothing that looks like a hash; its form is ${shown(remark.wanted)}.`;
    case 'no-date':
      return `${remark.header} holds no date; its form is ${shown(remark.wanted)}.`;
    case 'date-form':
      return `The date in ${remark.header} is not of the form ${dateNames[remark.format] ?? remark.format}.`;
    case 'stale':
      return `${remark.header} was ${duration(remark.offMs)} old on arrival; more than ${remark.toleranceMs / 1000} s is blocked.`;
    case 'ahead':
      return `${remark.header} was ${duration(remark.offMs)} ahead on arrival; more than ${remark.toleranceMs / 1000} s is blocked.`;
    case 'key-form':
      return `The key that should have signed is not ${remark.encoding}, so no signature can be made with it.`;
  }
}

/** The lines of the findings, before the notes. */
export function schemeLines(fits: readonly (readonly SchemeDifference[])[], tried: number, ofBody: WordsOf): readonly string[] {
  const whatOf = (fit: readonly SchemeDifference[]): string => fit.map((each) => wordsOf(each, ofBody).what).join('; and ');
  const [first] = fits;
  if (first === undefined) {
    return [
      tried === 0
        ? 'No explanation found: there is no hash to compare.'
        : `No explanation found: the hash fits none of ${tried} ways of signing this request with the keys that are given.`,
    ];
  }
  if (first.length === 0) return ['Apart from the notes the signature is right.'];
  const fixes = [...new Set(first.map((each) => wordsOf(each, ofBody).fix))].map((fix) => `Fix: ${fix}`);
  if (fits.length === 1) return [`The signature is wrong: ${whatOf(first)}.`, ...fixes];
  return [`The signature is wrong, and ${fits.length} mistakes would give it:`, ...fits.map((fit) => `  ${whatOf(fit)}.`), ...fixes];
}

/** What to do about the likeliest match; undefined where nothing fits. */
export function schemeFix(fits: readonly (readonly SchemeDifference[])[], ofBody: WordsOf): string | undefined {
  const [first] = fits[0] ?? [];
  return first && wordsOf(first, ofBody).fix;
}
