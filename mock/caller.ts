import { accountKeys } from '../core/contract/credentials.ts';
import type { Account, Credentials } from '../core/contract/ledger.ts';
import { bearerValue, dateText, lineOf, signedRightly } from '../core/contract/scheme.ts';
import { type Answer, noBody, type WireRequest, type WireResponse } from '../core/exchange.ts';
import type { JsonValue } from '../core/json.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { contractOf } from '../schemas/contracts.ts';
import { type MockProvider, type MockProviderOptions, mockProvider } from './provider.ts';

const contract = contractOf();

/** A caller for the tests of this room: an invented merchant, its valid requests, and the mock that knows it. */
export const caller: Credentials = { apiKey: 'callerLogin1', apiSignature: 'callerSignature_0123456789', readOnlyKey: 'callerReadOnly1' };
export const otherCaller: Credentials = {
  apiKey: 'otherLogin22',
  apiSignature: 'otherSignature_0123456789',
  readOnlyKey: 'otherReadOnly22',
};

export const address = '127.0.0.1';

/** 2020-06-21T12:33:20Z, the moment of seed A's example. */
export const noon = 1_592_742_800_000;

export function accountOf(merchant: string, ...credentials: readonly Credentials[]): Account {
  return { merchant, ...accountKeys(credentials), addresses: [address] };
}

/**
 * The mock with two merchants, `first` and `second`, and a clock that stands still. An exception inside ends the test: a conforming mock throws none.
 */
export function testProvider(more: Partial<MockProviderOptions> = {}): MockProvider {
  return mockProvider({
    contract,
    profile: contract.profiles[0],
    now: () => noon,
    accounts: [accountOf('first', caller), accountOf('second', otherCaller)],
    log: (failure) => {
      throw failure;
    },
    ...more,
  });
}

export interface Asked {
  readonly method?: string;
  readonly target: string;
  /** Text or bytes as they are; anything else as JSON. */
  readonly body?: JsonValue | Uint8Array;
  readonly key?: string;
  readonly at?: number;
  readonly as?: Credentials;
}

/** A rightly signed request: POST with a body, GET without. */
export function signed({ target, body, key, method = body === undefined ? 'GET' : 'POST', at = noon, as = caller }: Asked): WireRequest {
  const bytes =
    body === undefined ? noBody : body instanceof Uint8Array ? body : encodeUtf8(typeof body === 'string' ? body : JSON.stringify(body));
  const { scheme, profiles } = contract;
  const parts = { date: dateText(scheme, at), login: as.apiKey, body: bytes };
  return {
    method,
    target,
    headers: [
      ...signedRightly(scheme, profiles[0].scheme, parts, as.apiSignature),
      ['Content-Type', 'application/json'],
      ...lineOf(scheme.idempotency, key),
    ],
    body: bytes,
  };
}

export function readOnly(target: string, as: Credentials = caller): WireRequest {
  const { scheme } = contract;
  return { method: 'GET', target, headers: lineOf(scheme.bearer, bearerValue(scheme, as.readOnlyKey)), body: noBody };
}

/** The smallest body of a creation. */
export function depositOf(invoiceId: string, more: { readonly [member: string]: JsonValue } = {}): JsonValue {
  return { invoice_id: invoiceId, amount: 100, country: 'BR', currency: 'BRL', ...more };
}

export function creation(invoiceId: string, more: Partial<Asked> = {}): WireRequest {
  return signed({ target: '/v3/deposits', body: depositOf(invoiceId), ...more });
}

/** The response of an answer. Throws where there is none. */
export function responseOf(answer: Answer): WireResponse {
  if (answer.kind === 'none') throw new Error(`no answer: ${answer.reason}, ${answer.detail}`);
  return answer.response;
}

/** Status and parsed body of an answer. Throws where there is none, or its body is not JSON. */
export function read(answer: Answer): { readonly status: number; readonly body: Readonly<Record<string, JsonValue>> } {
  const { status, body } = responseOf(answer);
  return { status, body: JSON.parse(Buffer.from(body).toString('utf8')) as Readonly<Record<string, JsonValue>> };
}
