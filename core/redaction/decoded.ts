import type { Span } from './escaped-form.ts';

/** What a text says in another form, character by character, and where each of these is in the text. */
export interface Decoded {
  readonly text: string;
  /** The position in the text of what is between two characters. */
  span(from: number, to: number): Span;
}

class Decoding implements Decoded {
  text = '';
  readonly #from: number[] = [];
  readonly #to: number[] = [];

  add(characters: string, from: number, to: number): void {
    this.text += characters;
    this.#from.push(from);
    this.#to.push(to);
  }

  span(from: number, to: number): Span {
    return { from: this.#from[from] ?? 0, to: this.#to[to - 1] ?? 0 };
  }
}

/** A line of a dump: its offset, up to sixteen bytes in hex, and their characters. */
const dumpLine = /^[0-9a-fA-F]{4,16}:?[ \t]{1,3}((?:[0-9a-fA-F]{2} {0,2}){1,16})[^\n]*/gm;

/**
 * Bytes of the dumps of `hexdump -C`, `xxd` and `od`. The position of a byte is the whole rest of its line, because the line shows its character too.
 */
function ofDumps(text: string): Decoded {
  const decoding = new Decoding();
  for (const { 0: line, 1: bytes = '', index } of text.matchAll(dumpLine)) {
    const at = index + line.indexOf(bytes);
    for (const { 0: byte, index: within } of bytes.matchAll(/[0-9a-fA-F]{2}/g))
      decoding.add(String.fromCharCode(Number.parseInt(byte, 16)), at + within, index + line.length);
  }
  return decoding;
}

const list = /-?\d{1,3}(?:(?:,\s{0,24}|[ \t])-?\d{1,3}){3,}/g;

/** Lists of decimal bytes: `{"type":"Buffer","data":[115, …]}`, those of Go without commas, and the signed ones of Java. */
function ofLists(text: string): Decoded {
  const decoding = new Decoding();
  for (const { 0: numbers, index } of text.matchAll(list)) {
    for (const { 0: number, index: within } of numbers.matchAll(/-?\d+/g))
      decoding.add(String.fromCharCode(Number(number) & 0xff), index + within, index + within + number.length);
  }
  return decoding;
}

/** A line end within base64, also escaped for JSON. */
const wrap = /(?<=[A-Za-z0-9+/_-])(?:\r?\n[ \t]{0,8}|(?:\\{1,2}r)?\\{1,2}n)(?=[A-Za-z0-9+/_-])/g;

/** The text without line ends within words, which base64 has after each 76 or 64 characters. */
export function unwrapped(text: string): Decoded | undefined {
  const decoding = new Decoding();
  let at = 0;
  const copy = (to: number): void => {
    for (; at < to; at += 1) decoding.add(text.charAt(at), at, at + 1);
  };
  for (const { 0: end, index } of text.matchAll(wrap)) {
    copy(index);
    at = index + end.length;
  }
  if (at === 0) return undefined;
  copy(text.length);
  return decoding;
}

/** Bytes that a text lists, as latin1 text. */
export function bytesListed(text: string): readonly Decoded[] {
  return [ofDumps(text), ofLists(text)].filter((decoded) => decoded.text !== '');
}
