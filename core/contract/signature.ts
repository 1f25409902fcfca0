import { createHmac, timingSafeEqual } from 'node:crypto';

/** The Authorization field taken apart (SIG-06). `hash` and `token` are the text after the scheme and its one space, unjudged. */
export type Authorization =
  | { readonly scheme: 'signed'; readonly hash: string }
  | { readonly scheme: 'bearer'; readonly token: string }
  /** HTTP Basic with a user name and an empty password, where it is taken at all (C1, C50). */
  | { readonly scheme: 'basic'; readonly user: string }
  | { readonly scheme: 'malformed' };

const hashForm = /^[0-9a-f]{64}$/;

/**
 * The control hash of a message: HMAC-SHA-256 under the API Signature's UTF-8 bytes, as 64 lower-case hex digits (Deposits API docs, Calculating the
 * signature; RFC 2104).
 * @param apiSignature the text from the panel; bytes are for keys that are no text (published vectors, a secret decoded by mistake)
 */
export function sign(message: Uint8Array, apiSignature: string | Uint8Array): string {
  return createHmac('sha256', apiSignature).update(message).digest('hex');
}

/**
 * Whether the hash text is the message's (SIG-02, SIG-07). Anything but exactly 64 lower-case hex digits is not: the value is case-sensitive (docs), and
 * a cut or lengthened hash is another value. The comparison takes the same time wherever the texts differ.
 */
export function verifies(hash: string, message: Uint8Array, apiSignature: string | Uint8Array): boolean {
  if (!hashForm.test(hash)) return false;
  return timingSafeEqual(Buffer.from(hash, 'latin1'), Buffer.from(sign(message, apiSignature), 'latin1'));
}

/** The Authorization value of a signed call: scheme, one space, hash (seed A). `scheme` comes without its space. */
export function authorizationValue(scheme: string, hash: string): string {
  return `${scheme} ${hash}`;
}

/**
 * Takes an Authorization value apart (SIG-06). Schemes are compared letter by letter, because the value is case-sensitive (docs); what follows the one
 * space is not judged here. A scheme with nothing behind it is malformed.
 * @param scheme the profile's scheme of signed calls, without its space (`D24`)
 */
export function readAuthorization(value: string, scheme: string): Authorization {
  const space = value.indexOf(' ');
  if (space < 0 || space === value.length - 1) return { scheme: 'malformed' };
  const name = value.slice(0, space);
  const rest = value.slice(space + 1);
  if (name === scheme) return { scheme: 'signed', hash: rest };
  if (name === 'Bearer') return { scheme: 'bearer', token: rest };
  return { scheme: 'malformed' };
}
