import { sign } from '../core/contract/signature.ts';
import { noBody } from '../core/exchange.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { said } from '../language/sentences.ts';

/** Text in the form of a header field: its UTF-8 bytes read as latin1. */
function onTheWire(text: string): string {
  return String.fromCharCode(...encodeUtf8(text));
}

/**
 * A key in the form that seed A advises (V4 UUID), derived from a unique text: no other text gives it.
 *
 * @param unique a text that no other case of any run has, from the run's nonce
 * @param bits further input
 * @internal Only tests call it.
 */
export function keyOf(unique: string, bits: Uint8Array = noBody): string {
  // The HMAC serves as a mixer here: nothing is secret.
  const digits = sign(bits, unique);
  const variant = '89ab'.charAt(Number.parseInt(digits.charAt(16), 16) % 4);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}

/** Fifteen decimal digits of a unique text, the first not zero: a numeric key, for stores that read keys as numbers. */
function numberOf(unique: string): string {
  const digits = BigInt(`0x${sign(noBody, unique).slice(0, 16)}`) % 900_000_000_000_000n;
  return String(digits + 100_000_000_000_000n);
}

/** Two keys that differ in one way, and so are not the same key (IDM-14). */
export interface SimilarKeys {
  /** What they differ in. */
  readonly kind: string;
  readonly one: string;
  readonly two: string;
}

/**
 * Beginnings after which a checksum of 32 bits is in one state, so that any one text behind them has one checksum. A test computes each.
 */
const sameState = [
  ['kind-two-texts-of-one-fnv-1a', 'kkgzpl9j', 'kkqurwtm'],
  ['kind-two-texts-of-one-fnv-1', 'kkhj8mah', 'kkw2jzfa'],
  ['kind-two-texts-of-one-33-xor-hash', 'kkt6xshr', 'kkvz6sn4'],
  ['kind-two-texts-of-one-sdbm', 'k1aaahkb', 'k2tp33no'],
  ['kind-two-texts-of-one-one-at-a-time', 'kkr3od56', 'kky9dq6v'],
  ['kind-two-texts-of-one-murmur-3', 'kko12ywr', 'kkq3emav'],
  ['kind-two-texts-of-one-crc-32c', 'kkqgeeeb', 'kkx3fslz'],
] as const;

/**
 * Pairs of keys that a careless store treats as one (IDM-14): folded case, dropped spaces, columns cut at 64 or 255 characters, `LIKE`, numbers,
 * normalised text. All are valid header field values as latin1 text.
 *
 * @param base a unique text of 1–56 visible ASCII characters; no two pairs of one base share a key
 * @returns the pairs in one order for every base of one length
 * @throws RangeError when the base does not have that form
 */
export function similarPairs(base: string): readonly SimilarKeys[] {
  if (!/^[!-~]{1,56}$/.test(base)) throw new RangeError('A base for similar keys is 1–56 visible ASCII characters');
  const filled = (mark: string, length: number) => `${base}.${mark}.`.padEnd(length, 'x');
  const cut = (length: number): SimilarKeys => ({
    kind: said('kind-character', { place: length + 1 }),
    one: `${filled(`${length + 1}`, length)}a`,
    two: `${filled(`${length + 1}`, length)}b`,
  });
  // A column for a UUID has 36 characters: a base that fills them cannot show what is cut off there.
  const uuid = base.length <= 32 ? [cut(36)] : [];
  const number = numberOf(base);
  return [
    ...uuid,
    { kind: said('kind-leading-zeros-of-a-number'), one: `${number}1`, two: `00${number}1` },
    { kind: said('kind-the-fraction-of-a-number'), one: `${number}2`, two: `${number}2.0` },
    { kind: said('kind-the-sign-of-a-number'), one: `${number}3`, two: `+${number}3` },
    { kind: said('kind-the-exponent-of-a-number'), one: `${number}4e1`, two: `${number}40` },
    { kind: said('kind-the-last-digit-of-a-number-beyond-2-to-the-53'), one: `${number}500001`, two: `${number}500002` },
    { kind: said('kind-the-exponent-of-zero'), one: `0e${number}1`, two: `0e${number}2` },
    {
      kind: said('kind-the-last-digit-of-a-number-beyond-every-double'),
      one: `1${'0'.repeat(310)}${number}1`,
      two: `1${'0'.repeat(310)}${number}2`,
    },
    ...[100, 128, 191, 1024].map(cut),
    { kind: said('kind-letter-case'), one: `${base}.case.a`, two: `${base}.case.A` },
    { kind: said('kind-a-space-inside'), one: `${base}.space.ab`, two: `${base}.space.a b` },
    { kind: said('kind-one-space-or-two-inside'), one: `${base}.spaces.a b`, two: `${base}.spaces.a  b` },
    { kind: said('kind-the-65th-character'), one: `${filled('65', 64)}a`, two: `${filled('65', 64)}b` },
    { kind: said('kind-the-256th-character'), one: `${filled('256', 255)}a`, two: `${filled('256', 255)}b` },
    { kind: said('kind-the-last-character'), one: `${base}.last.a`, two: `${base}.last.b` },
    { kind: said('kind-punctuation-behind-it'), one: `${base}.end`, two: `${base}.end-` },
    { kind: said('kind-one-character-more'), one: `${base}.more`, two: `${base}.more0` },
    { kind: said('kind-one-the-beginning-of-the-other'), one: `${base}.prefix`, two: `${base}.prefix.and.a.longer.rest` },
    { kind: said('kind-leading-zeros'), one: `1.${base}.zeros`, two: `001.${base}.zeros` },
    { kind: said('kind-dash-or-underscore'), one: `${base}.dash-a`, two: `${base}.dash_a` },
    { kind: said('kind-a-wildcard'), one: `${base}.wild.a`, two: `${base}.wild.%` },
    { kind: said('kind-with-and-without-dashes'), one: `${base}.uuid.ab-cd`, two: `${base}.uuid.abcd` },
    { kind: said('kind-unicode-normalisation'), one: onTheWire(`${base}.nfc.é`), two: onTheWire(`${base}.nfc.e\u0301`) },
    { kind: said('kind-accent-in-latin-1'), one: `${base}.latin.\xe9`, two: `${base}.latin.e` },
    { kind: said('kind-an-emoji'), one: onTheWire(`${base}.emoji.\u{1f511}`), two: onTheWire(`${base}.emoji.\u{1f512}`) },
    { kind: said('kind-one-letter-or-two'), one: onTheWire(`${base}.stra\u00dfe`), two: `${base}.strasse` },
    // A store that keeps a file for each key.
    { kind: said('kind-a-step-up-in-a-path'), one: `${base}.up/a/../b`, two: `${base}.up/b` },
    { kind: said('kind-a-step-in-place-in-a-path'), one: `${base}.here/./b`, two: `${base}.here/b` },
    { kind: said('kind-one-slash-or-two'), one: `${base}.slash/b`, two: `${base}.slash//b` },
    { kind: said('kind-the-folder-of-a-path'), one: `a/${base}.folder`, two: `b/${base}.folder` },
    { kind: said('kind-characters-that-file-names-lack'), one: `${base}.file:a`, two: `${base}.file?a` },
    { kind: said('kind-accent'), one: onTheWire(`${base}.accent.é`), two: `${base}.accent.e` },
    { kind: said('kind-percent-encoding'), one: `${base}.percent.a/b`, two: `${base}.percent.a%2Fb` },
    { kind: said('kind-a-plus-or-a-space'), one: `${base}.plus.a b`, two: `${base}.plus.a+b` },
    { kind: said('kind-text-behind-a-space'), one: `${base}.words a`, two: `${base}.words b` },
    { kind: said('kind-text-behind-an-encoded-nul'), one: `${base}.nul%00a`, two: `${base}.nul%00b` },
    { kind: said('kind-quotes-around-it'), one: `${base}.quotes`, two: `"${base}.quotes"` },
    { kind: said('kind-a-backslash'), one: `${base}.backslash.ab`, two: `${base}.backslash.a\\b` },
    { kind: said('kind-a-tab-or-a-space-inside'), one: `${base}.tab.a b`, two: `${base}.tab.a\tb` },
    { kind: said('kind-letters-beyond-ascii'), one: onTheWire(`${base}.letter.日`), two: onTheWire(`${base}.letter.語`) },
    { kind: said('kind-bytes-that-are-not-utf-8'), one: `${base}.bytes.\xe9`, two: `${base}.bytes.\xff` },
    { kind: said('kind-two-texts-of-one-31-fold-hash'), one: `${base}.sum.Aa`, two: `${base}.sum.BB` },
    // After any one text these pairs have the same checksum: a store that keeps only the checksum treats them as one.
    { kind: said('kind-two-texts-of-one-33-fold-hash'), one: `${base}.sum.Ab`, two: `${base}.sum.BA` },
    { kind: said('kind-two-texts-of-one-adler-32'), one: `${base}.adler.bab`, two: `${base}.adler.aca` },
    { kind: said('kind-two-texts-of-one-crc-16-ccitt'), one: `${base}.ccitt.00048a`, two: `${base}.ccitt.000a21` },
    { kind: said('kind-two-texts-of-one-crc-16-arc'), one: `${base}.arc.000405`, two: `${base}.arc.000800` },
    { kind: said('kind-two-texts-of-one-crc-16-x-25'), one: `${base}.x25.0001a8`, two: `${base}.x25.001000` },
    { kind: said('kind-two-texts-of-one-crc-32'), one: `${base}.crc.75be4d1e`, two: `${base}.crc.4baa5d72` },
    ...sameState.map(([kind, one, two]): SimilarKeys => ({ kind: said(kind), one: `${one}.${base}.fold`, two: `${two}.${base}.fold` })),
    { kind: said('kind-the-order-of-characters'), one: `${base}.order.ab`, two: `${base}.order.ba` },
    // A column of type UUID reads several spellings of one.
    { kind: said('kind-letter-case-of-a-uuid'), one: keyOf(`${base} case`), two: keyOf(`${base} case`).toUpperCase() },
    { kind: said('kind-the-dashes-of-a-uuid'), one: keyOf(`${base} dashes`), two: keyOf(`${base} dashes`).replaceAll('-', '') },
    { kind: said('kind-urn-of-a-uuid'), one: keyOf(`${base} urn`), two: `urn:uuid:${keyOf(`${base} urn`)}` },
    { kind: said('kind-braces-around-a-uuid'), one: keyOf(`${base} braces`), two: `{${keyOf(`${base} braces`)}}` },
  ];
}

/** The punctuation of ASCII. */
const punctuation = [...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'];

/**
 * Different keys, of which a store that cuts a key at a character, drops it, trims it or replaces it by another one takes two for one (IDM-14).
 *
 * @param base a unique text of letters and digits
 */
export function punctuatedKeys(base: string): readonly string[] {
  const inside = punctuation.map((character) => `${base}${character}x`);
  const outside = ['-', '_', '.', '=', "'", '/'].flatMap((character) => [`${character}${base}`, `${base}${character}`]);
  return [base, `${base}x`, ...inside, ...outside];
}

/** Keys whose digests begin with the same ten hexadecimal digits. They are too rare to be made for each run: any run may have used them before. */
export const sameDigits: readonly SimilarKeys[] = (
  [
    ['MD5', 'order-8li9047', 'order-cqoyre2'],
    ['SHA-1', 'order-4ttsxkc', 'order-1ud5zfpr'],
    ['SHA-256', 'order-plrz5ot', 'order-1fmif5gu'],
  ] as const
).map(([digest, one, two]) => ({ kind: said('kind-two-texts-of-one-digest', { digest, count: 10 }), one, two }));

/** Words that a program may read as no key at all, or as a value of another kind. Any run may have used them before. */
const keyWords: readonly string[] = [
  ...['0', '1', '-', 'null', 'false', 'true', 'undefined', 'NaN'],
  // The same in other languages, and what is empty, zero or off there.
  ...['None', 'False', 'NULL', 'nil', 'no', 'off', '00', '0.0', '{}', '[]', '[object Object]'],
  // A UUID that nobody set, and what tools send where nobody filled in a value.
  ...['00000000-0000-0000-0000-000000000000', 'string', 'test'],
];

/** The lengths of keys that are too short for a unique part and a mark. */
const shortLengths = Array.from({ length: 14 }, (_, at) => at + 2);

/**
 * Words, and for each length below that of a UUID without dashes, up to 15, a key of digits, letters or both. Any run may have used them before, the shorter ones
 * likely.
 *
 * @param unique a text that no other case of any run has
 */
export function shortKeys(unique: string): readonly string[] {
  const letters = [...sign(noBody, `${unique} letters`)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
  const forms = [numberOf(unique), letters, keyOf(unique).replaceAll('-', '')];
  return [...keyWords, ...shortLengths.map((length) => (forms[length % forms.length] ?? '').slice(0, length))];
}

export interface UnusualKey {
  readonly kind: string;
  /** Valid header field value as latin1 text: no CR, LF or NUL, no blank at either end. */
  readonly key: string;
}

/**
 * Keys of unusual form: each is honoured exactly or refused by a 4xx (IDM-14).
 * A blank key is not among them; it has its own rule (HDR-02). Nor are keys too short for the unique part: another run may have used them.
 *
 * @param unique a text of visible ASCII characters that no other case of any run has
 * @returns the keys in one order for every unique text
 */
export function unusualKeyList(unique: string): readonly UnusualKey[] {
  const keys: readonly (readonly [kind: string, key: string])[] = [
    [said('kind-10-240-characters'), `${unique}.`.padEnd(10_240, 'k')],
    [said('kind-256-characters'), `${unique}.`.padEnd(256, 'k')],
    // Just beyond the usual column sizes for keys: a key that does not fit must not be dropped.
    [said('kind-129-characters'), `${unique}.`.padEnd(129, 'k')],
    [said('kind-65-characters'), `${unique}.`.padEnd(65, 'k')],
    [said('kind-37-characters'), `${unique}.`.padEnd(37, 'k')],
    [said('kind-no-form-of-a-uuid'), `${unique}.order`],
    [said('kind-a-comma'), `${unique},x`],
    [said('kind-a-comma-and-a-space'), `${unique}, x`],
    [said('kind-quotes-around-it'), `"${unique}"`],
    [said('kind-a-quote-inside'), `${unique}"x`],
    [said('kind-an-apostrophe'), `${unique}'x`],
    [said('kind-a-semicolon'), `${unique};x=1`],
    [said('kind-sql'), `${unique}' OR '1'='1`],
    [said('kind-sql-comment'), `${unique}'; -- `.trimEnd()],
    [said('kind-a-percent-sign'), `${unique}%x`],
    [said('kind-percent-encoded-nul'), `${unique}%00x`],
    [said('kind-a-slash'), `${unique}/x`],
    [said('kind-dots-and-slashes'), `../../${unique}`],
    [said('kind-a-backslash'), `${unique}\\x`],
    [said('kind-a-colon'), `${unique}:x`],
    [said('kind-a-star'), `${unique}*`],
    [said('kind-a-space-inside'), `${unique} x`],
    [said('kind-a-tab-inside'), `${unique}\tx`],
    [said('kind-json'), `{"key":"${unique}"}`],
    [said('kind-angle-brackets'), `<${unique}>`],
    [said('kind-utf-8-letters'), onTheWire(`${unique}.chave-única-日本`)],
    [said('kind-utf-8-emoji'), onTheWire(`${unique}.🔑`)],
    [said('kind-bytes-that-are-not-utf-8'), `${unique}.\xe9\xff`],
  ];
  return keys.map(([kind, key]) => ({ kind, key }));
}
