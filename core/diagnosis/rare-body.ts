import type { JsonTree } from '../json.ts';
import { inUtf7, rareEncodings, readOtherwise } from './charset.ts';
import type { BodyVariant, Mistake } from './mistake.ts';
import { mistake } from './mistake.ts';
import { joined, latin1, latin1Text, utf8 } from './octets.ts';
import { textWriters } from './text-writer.ts';
import { chunked, decodedInPieces, isCutInside, linesOf } from './transport.ts';

function variant(value: Uint8Array, own: Mistake, weight = 1): BodyVariant {
  return { value, mistakes: [own], weight, common: false };
}

/** How many bytes the frames and the pieces of all sizes may take, each. */
const mostOfAllSizes = 2_500_000;

/** Sizes from the likely to the unlikely: those of buffers and of round numbers first. */
function sizesOf(length: number): readonly number[] {
  const each = Array.from({ length: Math.max(0, length - 1) }, (_, index) => index + 1);
  const likely = (size: number): number => (size % 256 === 0 || size % 100 === 0 ? 0 : size > 64 ? 1 : 2);
  return each.toSorted((a, b) => likely(a) - likely(b) || b - a);
}

const lastChunk = '0\r\n\r\n';

/** Up to that length, every beginning of a body is tried. */
const shortBody = 1024;

/** How many bytes the beginnings may take. */
const mostCut = 20_000_000;

/** The beginnings of a body: of a short one every one, of a long one those of buffers and of round numbers. */
function* beginnings(sent: Uint8Array): Generator<BodyVariant> {
  let left = mostCut;
  for (const size of sizesOf(sent.length)) {
    if (sent.length > shortBody && size % 256 !== 0 && size % 100 !== 0) return;
    yield variant(sent.subarray(0, size), mistake('body-cut', { signedBytes: size }));
    left -= size;
    if (left < 0) return;
  }
}

/** Frames and pieces of any size, and characters that were cut between two of them. */
function* ofAnySize(sent: Uint8Array): Generator<BodyVariant> {
  const sizes = sizesOf(sent.length);
  let left = mostOfAllSizes;
  for (const size of sizes) {
    // Digits in upper case differ in the head of a usual chunk, or in that of the last one.
    const heads = size.toString(16) + (sent.length % size).toString(16);
    for (const upper of /[a-f]/.test(heads) ? [false, true] : [false]) {
      const framed = chunked(sent, size, upper, lastChunk);
      yield variant(framed, mistake('body-framed', { size }));
      yield variant(framed.subarray(0, framed.length - lastChunk.length), mistake('body-framed', { size }));
      left -= 2 * framed.length;
    }
    if (left < 0) break;
  }
  if (!sent.some((byte) => byte >= 0x80)) return;
  left = mostOfAllSizes;
  for (const size of sizes) {
    if (!isCutInside(sent, size)) continue;
    for (const [by, value] of decodedInPieces(sent, size)) yield variant(value, mistake('body-packets', { size, by }));
    left -= 3 * sent.length;
    if (left < 0) return;
  }
}

/** Base64 and hex in lines or groups. */
function* inLines(sent: Uint8Array): Generator<BodyVariant> {
  const [base64, hex] = [Buffer.from(sent).toString('base64'), Buffer.from(sent).toString('hex')];
  const own = mistake('body-transformed', { form: 'base64-with-line-ends' });
  for (let width = 8; width <= 200 && width < base64.length; width++)
    for (const end of ['\n', '\r\n']) {
      const lines = latin1(linesOf(base64, width).join(end) + end);
      yield variant(lines.subarray(0, lines.length - end.length), own);
      yield variant(lines, own);
    }
  for (const digits of [hex, hex.toUpperCase()]) {
    const pairs = digits.match(/../g) ?? [];
    const form = mistake('body-transformed', { form: 'hex' });
    yield variant(latin1(digits), form);
    for (const between of [' ', ':', '-', ', ', ',', ' 0x', ', 0x', '\\x', '%']) yield variant(latin1(pairs.join(between)), form);
    for (const front of ['0x', '\\x']) yield variant(latin1(front + digits), form);
    for (const [front, between] of [
      ['\\x', '\\x'],
      ['0x', ' 0x'],
      ['0x', ', 0x'],
      ['0x', ',0x'],
      ['%', '%'],
    ] as const)
      yield variant(latin1(front + pairs.join(between)), form);
  }
  const numbers = [...sent];
  // JSON.stringify of a Buffer, and of a Uint8Array.
  const ofObjects = [JSON.stringify(Buffer.from(sent)), JSON.stringify({ ...numbers })];
  const lists = [`[${numbers.join(',')}]`, `[${numbers.join(', ')}]`, `[${numbers.join(' ')}]`];
  for (const text of [numbers.join(','), numbers.join(' '), ...lists, ...ofObjects])
    yield variant(latin1(text), mistake('body-transformed', { form: 'numbers-of-bytes' }));
}

/** What block ciphers and fixed records add behind a body. */
function* padded(sent: Uint8Array): Generator<BodyVariant> {
  for (const size of [8, 16, 32, 64, 128, 256, 512, 1000, 1024, 2048, 4096, 8192]) {
    const missing = (size - (sent.length % size)) % size;
    const own = mistake('body-transformed', { form: 'filled-up-to-blocks', size });
    if (missing > 0) for (const by of [0, 0x20, 0x30, 0xff]) yield variant(joined([sent, new Uint8Array(missing).fill(by)]), own);
    const count = missing === 0 ? size : missing;
    if (size > 255) continue;
    yield variant(joined([sent, new Uint8Array(count).fill(count)]), own);
    yield variant(joined([sent, new Uint8Array(count - 1), Uint8Array.of(count)]), own);
    yield variant(joined([sent, Uint8Array.of(0x80), new Uint8Array(count - 1)]), own);
  }
}

/** What a mail, a terminal or a literal of a language makes of a text. */
function* otherTexts(sent: Uint8Array, text: string): Generator<BodyVariant> {
  for (const bytes of inUtf7(text)) yield variant(bytes, mistake('body-charset', { charsets: ['UTF-7'] }));
  for (const [charset, bytes] of rareEncodings(text)) yield variant(bytes, mistake('body-charset', { charsets: [charset] }));
  for (const [charset, read] of readOtherwise(sent))
    yield variant(utf8(read), mistake('body-double-encoded', { side: 'signed', times: 1, through: [charset] }));
  const quoted = latin1Text(sent).replace(/[^\t\n -<>-~]/g, (own) => `=${own.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  const soft = (most: number): string =>
    quoted
      .split('\n')
      .map((line) => linesOfQuoted(line, most).join('=\n'))
      .join('\n');
  for (const own of new Set([quoted, soft(75), soft(76)]))
    for (const end of [own, own.replaceAll('\n', '\r\n')])
      yield variant(latin1(end), mistake('body-transformed', { form: 'quoted-printable' }));
  const escaped = (form: (code: number) => string): string =>
    text.replace(/[\\\u0080-\u{10ffff}\n\r\t]/gu, (own) => {
      const short: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
      return short[own] ?? form(own.codePointAt(0) ?? 0);
    });
  const hex = (code: number, width: number): string => code.toString(16).padStart(width, '0');
  for (const own of [
    escaped((code) => (code < 0x100 ? `\\x${hex(code, 2)}` : code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`)),
    escaped((code) => `\\u${hex(code, 4)}`),
    escaped((code) => `\\u{${code.toString(16)}}`),
  ])
    yield variant(utf8(own), mistake('body-transformed', { form: 'escapes-of-literal' }));
  for (const own of [text.replaceAll(' ', '\u00a0'), text.replaceAll('\u00a0', ' ')])
    if (own !== text) yield variant(utf8(own), mistake('body-transformed', { form: 'other-spaces' }));
}

/** The lines of one of quoted-printable, whose escapes are not cut. */
function linesOfQuoted(line: string, most: number): readonly string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > most + 1) {
    let at = most;
    if (rest[at - 1] === '=') at -= 1;
    else if (rest[at - 2] === '=') at -= 2;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...lines, rest];
}

/** Rare bytes of a whole body: other forms, charsets and languages' texts of it, and pieces of any size. */
export function* rareBodies(sent: Uint8Array, text: string, tree: JsonTree | undefined): Generator<BodyVariant> {
  yield* padded(sent);
  yield* otherTexts(sent, text);
  if (tree?.kind === 'object' || tree?.kind === 'array') {
    const known = new Set<string>();
    for (const { id, write } of textWriters()) {
      const own = write(tree);
      if (known.has(own) || !own.isWellFormed()) continue;
      known.add(own);
      yield variant(utf8(own), mistake('body-not-json', { writers: [id] }));
    }
  }
  yield* inLines(sent);
  yield* beginnings(sent);
  yield* ofAnySize(sent);
}
