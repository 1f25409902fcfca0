import { createHmac, timingSafeEqual } from 'node:crypto';

const hashForm = /^[0-9a-f]{64}$/;

/**
 * The control hash of a message: HMAC-SHA-256 under the API Signature's UTF-8 bytes, as 64 lower-case hex digits (Deposits API docs, Calculating the
 * signature; RFC 2104).
 * @param apiSignature the text from the panel; bytes are for keys that are not text (published vectors, a secret decoded by mistake)
 */
export function sign(message: Uint8Array, apiSignature: string | Uint8Array): string {
  return createHmac('sha256', apiSignature).update(message).digest('hex');
}

/**
 * Whether the hash text is the hash of the message (SIG-02, SIG-07). Anything but exactly 64 lower-case hex digits is not: the value is
 * case-sensitive (docs), and a shortened or extended hash is another value. The comparison takes the same time wherever the texts differ.
 */
export function verifies(hash: string, message: Uint8Array, apiSignature: string | Uint8Array): boolean {
  if (!hashForm.test(hash)) return false;
  return timingSafeEqual(Buffer.from(hash, 'latin1'), Buffer.from(sign(message, apiSignature), 'latin1'));
}

/** The Authorization value of a signed call: scheme, one space, hash (seed A). `scheme` comes without its space. */
export function authorizationValue(scheme: string, hash: string): string {
  return `${scheme} ${hash}`;
}
