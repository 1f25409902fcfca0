import fc from 'fast-check';
import { decodeUtf8 } from '../core/utf8.ts';
import { said } from '../language/sentences.ts';

/** A text with the class for which it was made, so that a report can say what kind of text was lost. */
export interface Text {
  readonly text: string;
  readonly kind: string;
}

/** The most UTF-16 code units of a name: below every documented limit, however a party counts its characters. */
const longestName = 40;

function between(first: number, last: number): fc.Arbitrary<string> {
  return fc.integer({ min: first, max: last }).map((codePoint) => String.fromCodePoint(codePoint));
}

function oneOf(characters: string): fc.Arbitrary<string> {
  return fc.constantFrom(...characters);
}

function base(letters: fc.Arbitrary<string>, marks: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(letters, fc.array(marks, { maxLength: 1 })).map(([letter, mark]) => letter + mark.join(''));
}

const asciiLower = (): fc.Arbitrary<string> => between(0x61, 0x7a);

/** One script: how its names are composed of characters as a reader sees them, and names that have broken software before. */
interface Script {
  readonly kind: string;
  readonly character: () => fc.Arbitrary<string>;
  readonly known: readonly string[];
}

const scripts: readonly Script[] = [
  { kind: said('kind-ascii-letters'), character: asciiLower, known: ['Ana', 'Null', 'True'] },
  {
    kind: said('kind-latin-with-accents'),
    character: () => fc.oneof(asciiLower(), oneOf('áàâãäåçéèêëíìîïñóòôõöøúùûüýÿæœßłşğıżđþðőűčřšž')),
    known: ['José', 'Nuñez', 'Conceição', 'Zoë', 'Łukasz', 'Øystein', 'Nguyễn'],
  },
  {
    kind: said('kind-latin-with-combining-marks'),
    character: () => base(asciiLower(), between(0x300, 0x331)),
    known: ['Jose\u0301', 'Nun\u0303ez', 'Conceic\u0327a\u0303o'],
  },
  {
    kind: said('kind-greek-and-cyrillic'),
    character: () => fc.oneof(between(0x3b1, 0x3c9), between(0x410, 0x44f)),
    known: ['Γιώργος', 'Дмитрий', 'Їжак'],
  },
  {
    kind: said('kind-cjk'),
    character: () => fc.oneof(between(0x4e00, 0x9fa5), between(0x3041, 0x3096), between(0x30a1, 0x30fa)),
    known: ['山田', '王小明', 'さくら', 'ガブリエル'],
  },
  { kind: said('kind-cjk-beyond-16-bits'), character: () => between(0x20000, 0x2a6d6), known: ['𠮷野', '𩸽'] },
  { kind: said('kind-hangul'), character: () => between(0xac00, 0xd7a3), known: ['김철수', '뷁', '\u1112\u1161\u11ab'] },
  {
    kind: said('kind-arabic'),
    character: () => base(fc.oneof(between(0x621, 0x63a), between(0x641, 0x64a)), between(0x64b, 0x652)),
    known: ['محمد', 'فاطمة', 'مُحَمَّد'],
  },
  {
    kind: said('kind-hebrew'),
    character: () => base(between(0x5d0, 0x5ea), between(0x5b0, 0x5bc)),
    known: ['משה', 'שָׁלוֹם'],
  },
  {
    kind: said('kind-devanagari'),
    character: () => base(between(0x915, 0x939), fc.oneof(between(0x93e, 0x94c), fc.constantFrom('\u0902', '\u094d'))),
    known: ['अनुष्का', 'क्षितिज'],
  },
  { kind: said('kind-thai'), character: () => base(between(0xe01, 0xe2e), between(0xe47, 0xe4d)), known: ['สมชาย', 'น้ำ'] },
  {
    kind: said('kind-symbols'),
    character: () => fc.oneof(oneOf('€$£¥¢₹©®™°+=<>|~^√∞≠±♥☕★'), between(0x2190, 0x21ff), between(0x2600, 0x26ff)),
    known: ['€', '©®™', '<x>', '∑√∞'],
  },
  {
    kind: said('kind-emoji'),
    character: () => fc.oneof(between(0x1f600, 0x1f64f), between(0x1f300, 0x1f320), oneOf('😊🎉🚀💸🥑')),
    known: ['😊', '❤️', '👍🏽'],
  },
  {
    kind: said('kind-joined-emoji'),
    character: () => fc.constantFrom('👨‍👩‍👧‍👦', '👩🏽‍🚀', '🏳️‍🌈', '👩‍❤️‍👨'),
    known: ['👨‍👩‍👧‍👦'],
  },
  {
    kind: said('kind-flags'),
    character: () => fc.tuple(between(0x1f1e6, 0x1f1ff), between(0x1f1e6, 0x1f1ff)).map((pair) => pair.join('')),
    known: ['🇧🇷', '🇲🇽🇦🇷'],
  },
];

/** Words of whole characters with single spaces between, cut before the limit and never inside a character. */
function words(character: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const word = fc.array(character, { minLength: 1, maxLength: 12 });
  return fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => {
    let text = '';
    for (const [index, part] of parts.entries()) {
      for (const [place, next] of part.entries()) {
        const lead = index > 0 && place === 0 ? ' ' : '';
        if (text !== '' && text.length + lead.length + next.length > longestName) return text;
        text += lead + next;
      }
    }
    return text;
  });
}

function nameIn({ kind, character, known }: Script): fc.Arbitrary<Text> {
  return fc
    .oneof({ withCrossShrink: true }, { weight: 3, arbitrary: words(character()) }, { weight: 1, arbitrary: fc.constantFrom(...known) })
    .map((text) => ({ text, kind }));
}

/**
 * A name in one of the world's scripts, or in two of them: well-formed text of assigned letters, marks and symbols (UTF-01), 1–40 UTF-16 code units,
 * no space at either end, no control, surrogate or private use characters.
 * Joined emoji contain U+200D, which is part of their spelling.
 */
export function personName(): fc.Arbitrary<Text> {
  const single = scripts.map(nameIn);
  const mixed = fc.tuple(fc.constantFrom(...scripts), fc.constantFrom(...scripts)).chain(([first, second]) =>
    fc
      .tuple(nameIn(first), nameIn(second))
      .filter(([a, b]) => a.text.length + b.text.length < longestName)
      .map(([a, b]) => ({ text: `${a.text} ${b.text}`, kind: said('kind-mixed-scripts') })),
  );
  return fc.oneof({ withCrossShrink: true }, ...single, mixed);
}

/** A name of ASCII letters, as a form of the merchant would give it: `Ana`, `Maria Silva`. 1–24 characters. */
export function asciiName(): fc.Arbitrary<Text> {
  const word = fc.tuple(between(0x41, 0x5a), fc.array(asciiLower(), { maxLength: 10 })).map(([first, rest]) => first + rest.join(''));
  return fc.array(word, { minLength: 1, maxLength: 2 }).map((parts) => ({ text: parts.join(' '), kind: said('kind-ascii-letters') }));
}

/**
 * Text whose JSON the serialisers of different languages spell differently: slashes (PHP), `<`, `>`, `&` (Go), quotes, backslashes and accents.
 * All are legal; a client must sign what it sends in any case (SIG-09).
 */
export function punctuatedText(): fc.Arbitrary<Text> {
  const piece = fc.oneof(asciiLower(), oneOf('/\\"\'<>&#%+:;,.!?()[]{}@-_'), oneOf('éñç'));
  return fc.oneof(
    fc
      .constantFrom('A&B <x>', 'https://shop.example/?a=1&b=2', 'C:\\new', 'say "yes"', "O'Brien", '</script>')
      .map((text) => ({ text, kind: said('kind-punctuation') })),
    fc.array(piece, { minLength: 1, maxLength: 24 }).map((pieces) => ({ text: pieces.join(''), kind: said('kind-punctuation') })),
  );
}

const awkward: readonly { readonly kind: string; readonly piece: fc.Arbitrary<string> }[] = [
  { kind: said('kind-control-character'), piece: fc.oneof(between(0x01, 0x08), between(0x0b, 0x0c), between(0x0e, 0x1f)) },
  { kind: said('kind-nul'), piece: fc.constant('\0') },
  { kind: said('kind-del'), piece: fc.constant('\x7f') },
  { kind: said('kind-c1-control-character'), piece: between(0x80, 0x9f) },
  { kind: said('kind-tab-or-line-break'), piece: fc.constantFrom('\t', '\n', '\r', '\r\n') },
  { kind: said('kind-u-2028-or-u-2029'), piece: fc.constantFrom('\u2028', '\u2029') },
  { kind: said('kind-lone-high-surrogate'), piece: between(0xd800, 0xdbff) },
  { kind: said('kind-lone-low-surrogate'), piece: between(0xdc00, 0xdfff) },
  {
    kind: said('kind-surrogates-in-reverse'),
    piece: fc.tuple(between(0xdc00, 0xdfff), between(0xd800, 0xdbff)).map((pair) => pair.join('')),
  },
  { kind: said('kind-byte-order-mark'), piece: fc.constant('\ufeff') },
  { kind: said('kind-noncharacter'), piece: fc.constantFrom('\ufffe', '\uffff', '\ufdd0', '\u{1ffff}', '\u{10ffff}') },
  { kind: said('kind-private-use'), piece: between(0xe000, 0xf8ff) },
  { kind: said('kind-direction-override'), piece: between(0x202a, 0x202e) },
  { kind: said('kind-invisible'), piece: fc.constantFrom('\u00ad', '\u200b', '\u2060', '\u00a0', '\u3000') },
  { kind: said('kind-replacement-character'), piece: fc.constant('\ufffd') },
];

/** One text of each kind on which filters, tables and templates are known to fail: always asked. */
export const awkwardTexts: readonly Text[] = [
  { kind: said('kind-nul'), text: 'a\0b' },
  { kind: said('kind-control-character'), text: 'a\x01\x1bb' },
  { kind: said('kind-c1-control-character'), text: 'a\x85b' },
  { kind: said('kind-tab-or-line-break'), text: 'a\t\r\nb' },
  { kind: said('kind-u-2028-or-u-2029'), text: 'a\u2028b\u2029' },
  { kind: said('kind-lone-high-surrogate'), text: 'a\ud83d' },
  { kind: said('kind-lone-low-surrogate'), text: '\ude00a' },
  { kind: said('kind-byte-order-mark'), text: '\ufeffa' },
  { kind: said('kind-noncharacter'), text: 'a\uffff\u{10ffff}' },
  { kind: said('kind-direction-override'), text: 'a\u202eb' },
  { kind: said('kind-joined-emoji'), text: '👨‍👩‍👧‍👦 👩🏽‍🚀 🇧🇷' },
  { kind: said('kind-proto'), text: '__proto__' },
  { kind: said('kind-constructor'), text: 'constructor' },
  { kind: said('kind-a-template'), text: '{{7*7}} <%= 7 %> #{7}' },
  { kind: said('kind-a-format'), text: '%s%n%x %1$s {0}' },
  { kind: said('kind-a-quote'), text: `a'"\`\\b` },
  { kind: said('kind-64-kib-of-emoji'), text: '😀'.repeat(16_384) },
];

/** Text with one awkward piece between, before or after ASCII letters: the result is recorded, never judged (UTF-04). It may be ill-formed UTF-16. */
export function awkwardText(): fc.Arbitrary<Text> {
  const letters = fc.array(asciiLower(), { maxLength: 6 }).map((parts) => parts.join(''));
  return fc.oneof(
    ...awkward.map(({ kind, piece }) =>
      fc.tuple(letters, piece, letters).map(([before, middle, after]) => ({ text: before + middle + after, kind })),
    ),
  );
}

/** The text's ISO-8859-1 bytes. */
function latin1Bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/**
 * Text that ISO-8859-1 can spell, with at least one character of U+00A1–U+00FF. Its ISO-8859-1 bytes are never well-formed UTF-8: a server that reads
 * `C3 A9` as é is right, and only bytes that cannot be UTF-8 show how it handles another charset (UTF-03).
 * 1–24 characters.
 */
export function latin1Text(): fc.Arbitrary<Text> {
  // U+00AD is the soft hyphen: a format character that storage may drop for its own sake.
  const accented = fc.oneof(
    oneOf('éáãçñöüßøåÉÑ'),
    between(0xa1, 0xff).filter((character) => character !== '\u00ad'),
  );
  const letters = fc.array(fc.oneof({ weight: 4, arbitrary: asciiLower() }, { weight: 1, arbitrary: accented }), { maxLength: 11 });
  return fc
    .tuple(letters, accented, letters)
    .map(([before, middle, after]) => ({ text: [...before, middle, ...after].join(''), kind: said('kind-iso-8859-1') }))
    .filter(({ text }) => decodeUtf8(latin1Bytes(text)) === undefined);
}

/** One assigned, visible character of any script: mostly ASCII, so that texts stay readable. */
export function visibleCharacter(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: between(0x21, 0x7e) },
    { weight: 1, arbitrary: fc.constant(' ') },
    { weight: 2, arbitrary: oneOf('áãçéíñóöúüßøŁ') },
    { weight: 1, arbitrary: fc.oneof(between(0x4e00, 0x9fa5), between(0x621, 0x63a), between(0x1f600, 0x1f64f)) },
  );
}
