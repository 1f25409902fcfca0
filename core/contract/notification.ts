import type { Interpretations } from '../../specs/types/ambiguities.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { type HeaderLine, headerValue, headerValues, type WireRequest } from '../exchange.ts';
import { hashesIn, hashValue, hashVerifies, headersBeside, lineOf, type MessageParts, messageOf, partsIn, signedLines } from './scheme.ts';

/** How a notification is signed where the documents give no formula (C26). */
export type NotificationInterpretation = Interpretations['C26'];

export const notificationInterpretations: readonly NotificationInterpretation[] = [
  'request-rule',
  'without-scheme',
  'upper-case',
  'body-only',
];

/** How one white label signs its notifications: by the scheme of its contract, the word of its profile (`D24`), and an interpretation of C26. */
export interface NotificationForm {
  readonly by: Scheme;
  readonly scheme: string;
  readonly interpretation: NotificationInterpretation;
}

/** The bytes under the hash of a notification. */
export function notificationMessage(parts: MessageParts, { by, interpretation }: NotificationForm): Uint8Array {
  return interpretation === 'body-only' ? parts.body : messageOf(by, parts);
}

/** The value of the header that carries that hash, which is in the form of the scheme, and the date where the scheme has it there. */
export function notificationAuthorization(hash: string, date: string, { by, scheme, interpretation }: NotificationForm): string {
  if (interpretation === 'without-scheme') return hash;
  return hashValue(by, scheme, interpretation === 'upper-case' ? hash.toUpperCase() : hash, date);
}

/** The fields of a notification with that value of the header that holds the hash. */
export function notificationHeaders(authorization: string, parts: MessageParts, form: NotificationForm): readonly HeaderLine[] {
  return [...lineOf(form.by.signature, authorization), ...notificationParties(parts, form), ['Content-Type', 'application/json']];
}

/** The header lines of what is signed besides the body, where the interpretation sends them. */
export function notificationParties(parts: MessageParts, { by, interpretation }: NotificationForm): readonly HeaderLine[] {
  return interpretation === 'body-only' ? [] : signedLines(by, parts, undefined);
}

/** The hash texts of a value under an interpretation, in the form of the scheme; none where the value is not of its form. */
export function notificationHashes(value: string, { by, scheme, interpretation }: NotificationForm): readonly string[] {
  if (interpretation === 'without-scheme') return [value];
  const hashes = hashesIn(by, scheme, value);
  return interpretation === 'upper-case' ? hashes.filter((hash) => hash === hash.toUpperCase()).map((hash) => hash.toLowerCase()) : hashes;
}

/** The headers without which a notification cannot be verified. */
export function notificationFields({ by, interpretation }: NotificationForm): readonly string[] {
  return [...(by.signature === undefined ? [] : [by.signature.header]), ...(interpretation === 'body-only' ? [] : headersBeside(by))];
}

/**
 * Whether a notification verifies over its own raw bytes with one of the keys (RCV-01, NTF-08). With a missing or repeated field nothing verifies.
 *
 * @throws RangeError for a key that does not have the encoding of the scheme
 */
export function notificationVerifies(request: WireRequest, secrets: readonly string[], form: NotificationForm): boolean {
  const { signature } = form.by;
  if (signature === undefined || notificationFields(form).some((header) => headerValues(request.headers, header).length !== 1))
    return false;
  const message = notificationMessage(partsIn(form.by, request), form);
  const hashes = notificationHashes(headerValue(request.headers, signature.header) ?? '', form);
  // An unset secret must not verify anything: HMAC accepts an empty key.
  return secrets.some((secret) => secret !== '' && hashes.some((hash) => hashVerifies(form.by, hash, message, secret)));
}
