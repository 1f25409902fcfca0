import { firstDifference, visible } from '../visible.ts';
import type { ByteDifference } from './mistake.ts';

/** Bytes shown on either side of the first differing one. */
const before = 24;
const after = 16;

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** The bytes around an offset, not cut within a character of UTF-8. */
function around(bytes: Uint8Array, offset: number): string {
  let from = Math.max(0, offset - before);
  while (from > 0 && from > offset - before - 3 && isContinuation(bytes[from])) from--;
  let to = Math.min(bytes.length, offset + after);
  while (to < bytes.length && to < offset + after + 3 && isContinuation(bytes[to])) to++;
  return `${from > 0 ? '…' : ''}${visible(bytes.subarray(from, to))}${to < bytes.length ? '…' : ''}`;
}

/**
 * The first place in which a sent body differs from the bytes that were signed for it; undefined when they are equal.
 *
 * @param mayShow false where the bytes contain a secret, of which a cut piece could be shown
 */
export function differenceOf(sent: Uint8Array, signed: Uint8Array, mayShow: boolean): ByteDifference | undefined {
  const first = firstDifference(sent, signed);
  if (first === undefined) return undefined;
  return {
    offset: first.offset,
    sent: first.a,
    signed: first.b,
    sentLength: sent.length,
    signedLength: signed.length,
    sentContext: mayShow ? around(sent, first.offset) : undefined,
    signedContext: mayShow ? around(signed, first.offset) : undefined,
  };
}
