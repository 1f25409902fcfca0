import { tokenForm } from './redaction/redaction.ts';

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Bytes as lower-case hex, without separators. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

function spacedHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** Length of the well-formed UTF-8 sequence that begins at `at`, or 0 when none does (Unicode, table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number): 0 | 1 | 2 | 3 | 4 {
  const lead = bytes[at] ?? 0xff;
  if (lead < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  const continues = (offset: number): boolean => ((bytes[at + offset] ?? 0) & 0xc0) === 0x80;
  if (lead >= 0xc2 && lead <= 0xdf) return continues(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    // Overlong forms after E0, surrogates after ED.
    const [from, to] = lead === 0xe0 ? [0xa0, 0xbf] : lead === 0xed ? [0x80, 0x9f] : [0x80, 0xbf];
    return second >= from && second <= to && continues(2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const [from, to] = lead === 0xf0 ? [0x90, 0xbf] : lead === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
    return second >= from && second <= to && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Length in bytes of the redaction token that begins at `at`, or 0. */
function tokenLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0xc2 || bytes[at + 1] !== 0xab) return 0;
  // A token's name has at most 80 characters, of at most 4 bytes.
  const found = tokenForm.exec(decoder.decode(bytes.subarray(at, at + 340)));
  return found?.index === 0 ? Buffer.byteLength(found[0], 'utf8') : 0;
}

/**
 * Bytes as text in which nothing is hidden: printable ASCII as it is, every other character as its escape followed by its UTF-8 bytes in hex
 * (`\u{e9}⟨c3 a9⟩`, `\n⟨0a⟩`), and a byte of no well-formed sequence as `\xff⟨ff⟩`. The brackets distinguish an escape from the same characters in
 * the text itself, where JSON has many. Tokens of redacted secrets are shown as they are.
 */
export function visible(bytes: Uint8Array): string {
  let shown = '';
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x20 && byte < 0x7f) {
      shown += String.fromCharCode(byte);
      at++;
      continue;
    }
    const token = tokenLength(bytes, at);
    if (token > 0) {
      shown += decoder.decode(bytes.subarray(at, at + token));
      at += token;
      continue;
    }
    const length = sequenceLength(bytes, at);
    const sequence = bytes.subarray(at, at + Math.max(length, 1));
    if (length === 0) shown += `\\x${hex(sequence)}`;
    else {
      const character = decoder.decode(sequence);
      shown += shortEscapes[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
    }
    shown += `⟨${spacedHex(sequence)}⟩`;
    at += sequence.length;
  }
  return shown;
}

const bytesPerLine = 16;

/**
 * Text in which no character moves a cursor, turns the direction of writing, or is there and not seen: those are escapes (`\u{202e}`).
 * @param kept control characters that stay
 */
export function withoutControls(text: string, kept = ''): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    kept.includes(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

const esc = '\u001b';

/** A colour, and a line that is drawn again: what our own output does on a terminal. */
const drawn = new RegExp(`^(?:${esc}\\[\\d{1,3}m|\\r?${esc}\\[2K)`);

/** What jobs of continuous integration take for a command: `::name::` at the begin of a line (GitHub), `##[name]` and `##vso[name]` anywhere (GitHub, Azure). */
const [lineCommand, bracketCommand] = [/^([^\S\r\n]*):(?=:[^\r\n]*::)/gm, /(##\w*)\[/g];

/**
 * Text that a terminal and the log of a job only show: what they would obey is in escapes (`\u202e`), which mean the same in JSON.
 * @param isTerminal whether colours, and a line that is drawn again, stay
 */
export function unobeyed(text: string, isTerminal: boolean): string {
  const escaped = (found: string): string =>
    [...Array(found.length).keys()].map((at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
  return text
    .replace(/\r\n|[\p{Cc}\p{Cf}\u2028\u2029]/gu, (found, at: number) =>
      found === '\r\n' || '\n\t'.includes(found) || (isTerminal && drawn.test(text.slice(at, at + 6))) ? found : escaped(found),
    )
    .replace(lineCommand, (_, blanks: string) => `${blanks}${escaped(':')}`)
    .replace(bracketCommand, (_, before: string) => `${before}${escaped('[')}`);
}

/**
 * Bytes as a dump: on each line the offset, sixteen bytes in hex, and their printable ASCII. After `limit` bytes a line tells how many are left out.
 * Lines are joined by a line feed, without one at the end.
 */
export function hexDump(bytes: Uint8Array, limit: number): string {
  const lines: string[] = [];
  const end = Math.min(bytes.length, Math.max(limit, 0));
  for (let at = 0; at < end; at += bytesPerLine) {
    const line = bytes.subarray(at, Math.min(at + bytesPerLine, end));
    const text = [...line].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${spacedHex(line).padEnd(bytesPerLine * 3 - 1)}  |${text}|`);
  }
  if (end < bytes.length) lines.push(`… ${bytes.length - end} more ${bytes.length - end === 1 ? 'byte' : 'bytes'}`);
  return lines.join('\n');
}

/** Where two byte strings differ first: the offset, and the byte of each there (undefined where it has ended). Undefined when they are equal. */
export function firstDifference(
  a: Uint8Array,
  b: Uint8Array,
): { readonly offset: number; readonly a: number | undefined; readonly b: number | undefined } | undefined {
  const longer = Math.max(a.length, b.length);
  for (let offset = 0; offset < longer; offset++) if (a[offset] !== b[offset]) return { offset, a: a[offset], b: b[offset] };
  return undefined;
}
