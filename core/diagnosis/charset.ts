import { decodeUtf8 } from '../utf8.ts';
import { equalBytes, joined, latin1, latin1Text, utf8 } from './octets.ts';

/** What windows-1252 has at 80–9F, where ISO-8859-1 has controls; a space where it has nothing. */
const windows1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** What ISO-8859-15 has in place of eight letters of ISO-8859-1. */
const latin9: Readonly<Record<number, string>> = { 164: '€', 166: 'Š', 168: 'š', 180: 'Ž', 184: 'ž', 188: 'Œ', 189: 'œ', 190: 'Ÿ' };

/** A charset by its standard name. */
export type Charset =
  | 'US-ASCII'
  | 'ISO-8859-1'
  | 'windows-1252'
  | 'ISO-8859-15'
  | 'UTF-16LE'
  | 'UTF-16BE'
  | 'CESU-8'
  | 'UTF-32LE'
  | 'UTF-32BE'
  | 'Shift_JIS'
  | 'GBK'
  | 'Big5'
  | 'EUC-KR'
  | 'EUC-JP'
  | 'ISO-8859-2'
  | 'windows-1250'
  | 'windows-1251'
  | 'windows-1254'
  | 'MacRoman'
  | 'cp437'
  | 'cp850'
  | 'UTF-7';

/** What encoders make of characters that a charset lacks, and charsets with something more: by id, the words are the catalogue's. */
export type AlteredCharset =
  | 'utf-16le-with-mark'
  | 'utf-16be-with-mark'
  | 'utf-32le-with-mark'
  | 'utf-32be-with-mark'
  | 'us-ascii-mark-for-each-unit'
  | 'iso-8859-1-mark-for-each-unit'
  | 'us-ascii-mark-for-each-byte'
  | 'us-ascii-others-dropped'
  | 'iso-8859-1-others-dropped'
  | 'us-ascii-xml-references'
  | 'us-ascii-low-seven-bits'
  | 'low-byte-of-each-unit';

/** The letters of a charset of one byte each, from 00 to FF; undefined where it has none. */
type Letters = readonly (string | undefined)[];

const identity: Letters = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
const letters: Readonly<Record<'US-ASCII' | 'ISO-8859-1' | 'windows-1252' | 'ISO-8859-15', Letters>> = {
  'US-ASCII': identity.slice(0, 128),
  'ISO-8859-1': identity,
  'windows-1252': identity.map((letter, byte) => {
    if (byte < 0x80 || byte > 0x9f) return letter;
    const own = windows1252[byte - 0x80];
    return own === ' ' ? undefined : own;
  }),
  'ISO-8859-15': identity.map((letter, byte) => latin9[byte] ?? letter),
};

const bytesOf = new Map<Letters, ReadonlyMap<string, string>>(
  Object.values(letters).map((set) => [
    set,
    new Map(set.flatMap((letter, byte) => (letter === undefined ? [] : [[letter, String.fromCharCode(byte)] as const]))),
  ]),
);

/** Beyond ASCII, by code point. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: everything but ASCII is meant, and ASCII begins with controls.
const beyondAscii = /[^\u0000-\u007f]/gu;

function oneByte(text: string, set: Letters, otherwise: (character: string) => string): Uint8Array {
  const known = bytesOf.get(set);
  return latin1(text.replace(beyondAscii, (character) => known?.get(character) ?? otherwise(character)));
}

function utf16be(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le').swap16();
}

function utf32(text: string, bigEndian: boolean): Uint8Array {
  const points = [...text];
  const bytes = Buffer.alloc(points.length * 4);
  for (const [at, character] of points.entries()) {
    const code = character.codePointAt(0) ?? 0;
    if (bigEndian) bytes.writeUInt32BE(code, at * 4);
    else bytes.writeUInt32LE(code, at * 4);
  }
  return bytes;
}

/** Each half of a surrogate pair as three bytes, as Java's and some databases' UTF-8 has it. */
function cesu8(text: string): Uint8Array {
  const half = (unit: number): string => String.fromCharCode(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  const wire = latin1Text(utf8(text));
  if (!/[\u00f0-\u00f4]/.test(wire)) return latin1(wire);
  return latin1(
    [...text]
      .map((character) =>
        character.length === 2 ? half(character.charCodeAt(0)) + half(character.charCodeAt(1)) : latin1Text(utf8(character)),
      )
      .join(''),
  );
}

/** A text in the charsets that signers commonly use instead of UTF-8. */
export function commonEncodings(
  text: string,
): readonly (readonly [charset: Charset | AlteredCharset, bytes: Uint8Array, common: boolean])[] {
  return [
    ['ISO-8859-1', oneByte(text, letters['ISO-8859-1'], () => '?'), true],
    ['windows-1252', oneByte(text, letters['windows-1252'], () => '?'), true],
    ['US-ASCII', oneByte(text, letters['US-ASCII'], () => '?'), true],
    ['UTF-16LE', Buffer.from(text, 'utf16le'), true],
    ['UTF-16BE', utf16be(text), true],
  ];
}

/** A text in every charset that signers are known to use instead of UTF-8, the most common first. */
export function encodings(text: string): readonly (readonly [charset: Charset | AlteredCharset, bytes: Uint8Array, common: boolean])[] {
  const ascii = letters['US-ASCII'];
  return [
    ...commonEncodings(text),
    ['utf-16le-with-mark', Buffer.from(`\ufeff${text}`, 'utf16le'), false],
    ['utf-16be-with-mark', utf16be(`\ufeff${text}`), false],
    // Two question marks for a character of two UTF-16 units, as .NET writes them.
    ['us-ascii-mark-for-each-unit', oneByte(text, ascii, (character) => '?'.repeat(character.length)), false],
    ['iso-8859-1-mark-for-each-unit', oneByte(text, letters['ISO-8859-1'], (character) => '?'.repeat(character.length)), false],
    ['us-ascii-mark-for-each-byte', oneByte(text, ascii, (character) => '?'.repeat(Buffer.byteLength(character))), false],
    ['us-ascii-others-dropped', oneByte(text, ascii, () => ''), false],
    ['iso-8859-1-others-dropped', oneByte(text, letters['ISO-8859-1'], () => ''), false],
    ['us-ascii-xml-references', oneByte(text, ascii, (character) => `&#${character.codePointAt(0)};`), false],
    ['us-ascii-low-seven-bits', utf8(text).map((byte) => byte & 0x7f), false],
    // What node's "latin1" and "binary" do: the low eight bits of each UTF-16 unit.
    ['low-byte-of-each-unit', latin1(text), false],
    ['ISO-8859-15', oneByte(text, letters['ISO-8859-15'], () => '?'), false],
    ['CESU-8', cesu8(text), false],
    ['UTF-32LE', utf32(text, false), false],
    ['UTF-32BE', utf32(text, true), false],
    ['utf-32le-with-mark', utf32(`\ufeff${text}`, false), false],
    ['utf-32be-with-mark', utf32(`\ufeff${text}`, true), false],
  ];
}

function decoded(bytes: Uint8Array, set: Letters): string | undefined {
  let isWhole = true;
  const text = latin1Text(bytes).replace(/[\u0080-\u00ff]/g, (byte) => {
    const letter = set[byte.charCodeAt(0)];
    if (letter === undefined) isWhole = false;
    return letter ?? '';
  });
  return isWhole ? text : undefined;
}

/** The texts that bytes may be if they are not UTF-8, by charset (C40). */
export function decodings(bytes: Uint8Array): readonly (readonly [charset: Charset | AlteredCharset, text: string])[] {
  const found: [Charset | AlteredCharset, string][] = [];
  for (const charset of ['ISO-8859-1', 'windows-1252', 'ISO-8859-15'] as const) {
    const text = decoded(bytes, letters[charset]);
    if (text !== undefined) found.push([charset, text]);
  }
  if (bytes.length % 2 === 0) {
    const own = Buffer.from(bytes);
    const [little, big] = [own.toString('utf16le'), Buffer.from(own).swap16().toString('utf16le')];
    found.push(['UTF-16LE', little], ['UTF-16BE', big]);
    if (little.startsWith('\ufeff')) found.push(['utf-16le-with-mark', little.slice(1)]);
    if (big.startsWith('\ufeff')) found.push(['utf-16be-with-mark', big.slice(1)]);
  }
  for (const charset of ['Shift_JIS', 'GBK', 'Big5', 'EUC-KR', 'EUC-JP', 'ISO-8859-2', 'windows-1251'] as const) {
    try {
      found.push([charset, new TextDecoder(charset, { fatal: true }).decode(bytes)]);
    } catch {
      // These bytes are not text of that charset, or this runtime does not know it.
    }
  }
  return found;
}

/** UTF-8 bytes read as letters of a one-byte charset and encoded once more, and the opposite. */
export function encodedAgain(bytes: Uint8Array, most: number): readonly (readonly [through: Charset, times: number, bytes: Uint8Array])[] {
  const found: [Charset, number, Uint8Array][] = [];
  for (const charset of ['ISO-8859-1', 'windows-1252'] as const) {
    // Programs that read windows-1252 leave its five holes as controls.
    const set = letters[charset].map((letter, byte) => letter ?? String.fromCharCode(byte));
    let once = bytes;
    for (let times = 1; times <= most; times++) {
      once = utf8(decoded(once, set) ?? '');
      found.push([charset, times, once]);
    }
  }
  return found;
}

/** What the bytes were before they were encoded once more; empty where they do not look like that. */
export function encodedOnce(bytes: Uint8Array): readonly (readonly [through: Charset, bytes: Uint8Array])[] {
  const text = decodeUtf8(bytes);
  if (text === undefined) return [];
  const found: [Charset, Uint8Array][] = [];
  for (const charset of ['ISO-8859-1', 'windows-1252'] as const) {
    const known = bytesOf.get(letters[charset]);
    let isWhole = true;
    const wire = text.replace(beyondAscii, (character) => {
      const byte = known?.get(character) ?? (/[\u0080-\u009f]/.test(character) ? character : undefined);
      if (byte === undefined) isWhole = false;
      return byte ?? '';
    });
    if (isWhole && decodeUtf8(latin1(wire)) !== undefined && !equalBytes(latin1(wire), bytes)) found.push([charset, latin1(wire)]);
  }
  return found;
}

export const byteOrderMark: Uint8Array = Uint8Array.of(0xef, 0xbb, 0xbf);

export function withMark(bytes: Uint8Array): Uint8Array {
  return joined([byteOrderMark, bytes]);
}

/** What the code pages of consoles have at 80–FF. */
const consolePages = {
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
} as const;

/** Charsets of one byte each that signers rarely use, from 80 to FF. */
function rareLetters(): readonly (readonly [charset: Charset, set: Letters])[] {
  const found = (['cp437', 'cp850'] as const).map((page): [Charset, Letters] => [page, [...identity.slice(0, 128), ...consolePages[page]]]);
  const bytes = Uint8Array.from({ length: 128 }, (_, at) => at + 128);
  for (const [charset, label] of [
    ['MacRoman', 'macintosh'],
    ['ISO-8859-2', 'iso-8859-2'],
    ['windows-1250', 'windows-1250'],
    ['windows-1251', 'windows-1251'],
    ['windows-1254', 'windows-1254'],
  ] as const)
    found.push([charset, [...identity.slice(0, 128), ...new TextDecoder(label).decode(bytes)]]);
  return found;
}

/** UTF-7 (RFC 2152) has letters and some marks as themselves: programs differ in whether the optional marks are among them. */
const directInUtf7 = [/^[\w '(),./:?!"#$%&*;<=>@[\]^`{|}\-\t\r\n]$/, /^[A-Za-z\d '(),./:?\-\t\r\n]$/] as const;

function utf7(text: string, direct: RegExp): string {
  let [written, run] = ['', ''];
  const close = (next: string): void => {
    if (run === '') return;
    written += `+${Buffer.from(run, 'utf16le').swap16().toString('base64').replace(/=+$/, '')}${/^[A-Za-z\d+/-]?$/.test(next) ? '-' : ''}`;
    run = '';
  };
  for (const character of text) {
    if (direct.test(character)) {
      close(character);
      written += character;
    } else if (character === '+' && run === '') written += '+-';
    else run += character;
  }
  close('');
  return written;
}

/** A text in UTF-7, by both kinds of programs. */
export function inUtf7(text: string): readonly Uint8Array[] {
  return directInUtf7.map((direct) => latin1(utf7(text, direct)));
}

/** A text in charsets of consoles, of old computers and of other regions. */
export function rareEncodings(text: string): readonly (readonly [charset: Charset, bytes: Uint8Array])[] {
  if (text.replace(beyondAscii, '') === text) return [];
  return rareLetters().map(([charset, set]) => {
    const known = new Map(set.map((letter, byte) => [letter, String.fromCharCode(byte)]));
    return [charset, latin1(text.replace(beyondAscii, (own) => known.get(own) ?? '?'))];
  });
}

/** The text that bytes of UTF-8 are when they are read in these charsets. */
export function readOtherwise(bytes: Uint8Array): readonly (readonly [charset: Charset, text: string])[] {
  const wire = latin1Text(bytes);
  if (!/[\u0080-\u00ff]/.test(wire)) return [];
  return rareLetters().map(([charset, set]) => [charset, wire.replace(/[\u0080-\u00ff]/g, (own) => set[own.charCodeAt(0)] ?? own)]);
}
