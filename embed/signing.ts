import { signedMessage } from '../core/contract/canonical.ts';
import { formatXDate } from '../core/contract/clock.ts';
import { authorizationValue, sign as hashOf } from '../core/contract/signature.ts';
import { type Body, bytesOf } from './fields.ts';
import { norm } from './norm.ts';

export interface SigningOptions {
  /** The API Key of the merchant panel. */
  readonly apiKey: string;
  /** The API Signature of the same key set: the HMAC key. */
  readonly apiSignature: string;
  /** The very body that is sent; none where it is not given, as on a GET. */
  readonly body?: Body;
  /** The moment of sending, ms since the epoch; now where it is not given. */
  readonly now?: number;
  /** The scheme of signed calls, without its space: `D24` where it is not given. */
  readonly scheme?: string;
}

/** The three header fields of a signed call. */
export interface SignedFields {
  readonly 'X-Date': string;
  readonly 'X-Login': string;
  readonly Authorization: string;
}

/**
 * A variable that is not set must not become a key.
 * @throws TypeError that names it
 */
export function mustBeSet(keys: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(keys)) {
    if (typeof value !== 'string' || value === '') throw new TypeError(`${name} is not set: give the text of the merchant panel.`);
  }
}

/**
 * Signs a call at the moment at which it is sent (SIG-09, SIG-10; Deposits API docs, Calculating the signature). The API takes the fields for 5 s: sign
 * again before a repeat (CLK-07).
 * @throws TypeError for a key that is empty, which HMAC would take
 * @throws RangeError for an API Key that no header carries
 */
export function sign({ apiKey, apiSignature, body = '', now = Date.now(), scheme = norm.scheme }: SigningOptions): SignedFields {
  mustBeSet({ apiKey, apiSignature });
  const date = formatXDate(now);
  const hash = hashOf(signedMessage(date, apiKey, bytesOf(body)), apiSignature);
  return { 'X-Date': date, 'X-Login': apiKey, Authorization: authorizationValue(scheme, hash) };
}
