import type { Interpretations } from '../../specs/types/ambiguities.ts';
import { type HeaderLine, headerValues, type WireRequest } from '../exchange.ts';
import { signedMessage } from './canonical.ts';
import { authorizationValue, verifies } from './signature.ts';

/** How a notification is signed: no page gives the formula (C26). */
export type NotificationInterpretation = Interpretations['C26'];

export const notificationInterpretations: readonly NotificationInterpretation[] = [
  'request-rule',
  'without-scheme',
  'upper-case',
  'body-only',
];

/** What a notification is signed over, as wire text and bytes. */
export interface NotificationParts {
  readonly xDate: string;
  readonly xLogin: string;
  readonly body: Uint8Array;
}

/** How one white label signs its notifications: its scheme without a space (`D24`), and the interpretation of C26. */
export interface NotificationForm {
  readonly scheme: string;
  readonly interpretation: NotificationInterpretation;
}

/** The bytes under the HMAC of a notification (seed A: an Authorization value comes along; C26: over what). */
export function notificationMessage({ xDate, xLogin, body }: NotificationParts, interpretation: NotificationInterpretation): Uint8Array {
  return interpretation === 'body-only' ? body : signedMessage(xDate, xLogin, body);
}

/** The Authorization value of a notification that has this hash (64 lower-case hex digits). */
export function notificationAuthorization(hash: string, { scheme, interpretation }: NotificationForm): string {
  if (interpretation === 'without-scheme') return hash;
  return authorizationValue(scheme, interpretation === 'upper-case' ? hash.toUpperCase() : hash);
}

/** The fields of a notification with that Authorization value. */
export function notificationHeaders(
  authorization: string,
  parts: NotificationParts,
  interpretation: NotificationInterpretation,
): readonly HeaderLine[] {
  return [['Authorization', authorization], ...notificationParties(parts, interpretation), ['Content-Type', 'application/json']];
}

/** X-Login and X-Date, where the interpretation sends them. */
export function notificationParties(
  { xDate, xLogin }: NotificationParts,
  interpretation: NotificationInterpretation,
): readonly HeaderLine[] {
  return interpretation === 'body-only'
    ? []
    : [
        ['X-Login', xLogin],
        ['X-Date', xDate],
      ];
}

/** The hash text of an Authorization value under an interpretation, in lower case; undefined where the value is not of its form. */
export function notificationHash(value: string, { scheme, interpretation }: NotificationForm): string | undefined {
  const hash = interpretation === 'without-scheme' ? value : value.startsWith(`${scheme} `) ? value.slice(scheme.length + 1) : undefined;
  if (hash === undefined) return undefined;
  return interpretation === 'upper-case' ? (/^[0-9A-F]{64}$/.test(hash) ? hash.toLowerCase() : undefined) : hash;
}

/**
 * Whether a notification verifies over its own raw bytes under one of the API Signatures (RCV-01, NTF-08). A field that is missing, or there twice,
 * leaves nothing to verify.
 */
export function notificationVerifies(request: WireRequest, apiSignatures: readonly string[], form: NotificationForm): boolean {
  const one = (name: string): string | undefined => {
    const values = headerValues(request.headers, name);
    return values.length === 1 ? values[0] : undefined;
  };
  const authorization = one('authorization');
  const hash = authorization === undefined ? undefined : notificationHash(authorization, form);
  if (hash === undefined) return false;
  const xDate = one('x-date');
  const xLogin = one('x-login');
  if (form.interpretation !== 'body-only' && (xDate === undefined || xLogin === undefined)) return false;
  const message = notificationMessage({ xDate: xDate ?? '', xLogin: xLogin ?? '', body: request.body }, form.interpretation);
  // A secret that is not set must not verify anything: HMAC takes an empty key.
  return apiSignatures.some((secret) => secret !== '' && verifies(hash, message, secret));
}
