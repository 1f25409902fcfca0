import { dateText, signedRightly } from '../core/contract/scheme.ts';
import type { Scheme } from '../specs/types/scheme.ts';
import { type Body, bytesOf } from './fields.ts';
import { type ByContract, chosen, type KeysByRole, lineIn, mustBeSet, purposesIn } from './norm.ts';

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

/** Signing by another contract than the Deposits API. */
export interface ContractSigningOptions extends Pick<SigningOptions, 'body' | 'now'>, ByContract {
  readonly contract: Scheme;
  /** The keys by their roles in the scheme.yaml of the contract. It replaces the two members below. */
  readonly keys?: KeysByRole;
  /** The key that makes the hash, as the provider shows it. */
  readonly apiSignature?: string;
  /** The text that names the caller, where the contract has a header for it. */
  readonly apiKey?: string;
  /** The id of the message, where the contract has a header for it. */
  readonly id?: string;
  /** Method and target (path and query) of the request as they are sent, where the contract signs them. */
  readonly method?: string;
  readonly target?: string;
}

/**
 * Signs a call at the moment at which it is sent (SIG-09, SIG-10; Deposits API docs, Calculating the signature). The API takes the fields for 5 s: sign
 * again before a repeat (CLK-07). With `contract`, the fields are those of that contract.
 * @throws TypeError for a key that is empty, which HMAC would take
 * @throws RangeError for an API Key that no header carries
 */
export function sign(options: SigningOptions): SignedFields;
export function sign(options: ContractSigningOptions): Readonly<Record<string, string>>;
export function sign(options: SigningOptions | ContractSigningOptions): SignedFields | Readonly<Record<string, string>> {
  const { now = Date.now() } = options;
  const body = 'body' in options ? options.body : '';
  const { by, scheme } = chosen(options);
  const { keys, id, method, target, ...named }: Partial<ContractSigningOptions> = options;
  const set = purposesIn(by, keys, named);
  mustBeSet(by, keys, set, by.login === undefined ? ['apiSignature'] : ['apiKey', 'apiSignature']);
  const { apiKey = '', apiSignature = '' } = set;
  if (by.id !== undefined && (id === undefined || id === ''))
    throw new TypeError(`id is not set: ${by.id.header} is signed in this contract.`);
  const line = lineIn(by, { method, target });
  const parts = { date: dateText(by, now), login: apiKey, id: id ?? '', ...line, body: bytesOf(body) };
  return Object.fromEntries(signedRightly(by, scheme, parts, apiSignature));
}
