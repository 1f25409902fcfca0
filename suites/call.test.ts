import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byVariable } from '../core/contract/credentials.ts';
import { deviatingLines, deviationOf } from '../core/contract/deviation.ts';
import { headerValue } from '../core/exchange.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { Scheme, SignatureScheme } from '../specs/types/scheme.ts';
import { type Call, jsonBody, requestOf, staleDate } from './call.ts';
import { backwards, fixedParts } from './provider/wrong-signature.ts';

const contract = contractOf('deposits-v3');
const { scheme } = contract;
const keys = { apiKey: 'stgDemoLogin01', apiSignature: 'stgDemoSignature_0123456789abcdef', readOnlyKey: 'stgDemoReadOnly01' };
const named = byVariable(scheme, keys);
const made = Date.UTC(2026, 10, 29, 12, 34, 56);
const later = Date.UTC(2027, 1, 3, 4, 5, 6);

const control: Call = {
  operation: contract.operation('createDeposit'),
  credentials: keys,
  form: scheme,
  scheme: 'D24',
  parameters: {},
  body: jsonBody({ invoice_id: 'cs-0001', amount: 100.5 }),
};

/** The signature headers of a call that was made at one moment. The call is signed again at another moment, in the way that was read from it. */
function again(call: Call): { readonly resent: unknown; readonly right: unknown } | undefined {
  const request = requestOf(call, made);
  assert.ok(request.signing !== undefined);
  const deviation = deviationOf(request, request.signing, {
    scheme,
    word: 'D24',
    keys,
    mayShow: (value) => !value.includes(keys.readOnlyKey),
  });
  if (deviation === undefined) return undefined;
  assert.doesNotMatch(JSON.stringify(deviation), /stgDemo/);
  const lines = deviatingLines({ keys: named, body: call.body, now: later }, scheme, 'D24', deviation);
  const wanted = requestOf(call, later).headers.filter(([name]) => ['Authorization', 'X-Login', 'X-Date'].includes(name));
  const sorted = (all: readonly (readonly [string, string])[]) => [...all].sort(([a], [b]) => a.localeCompare(b));
  return { resent: sorted(lines), right: sorted(wanted) };
}

const without = (...names: readonly string[]): Partial<Call> => ({ headersAs: (lines) => lines.filter(([name]) => !names.includes(name)) });

test('date and message id of a call are those of its contract', () => {
  const form: Scheme = {
    ...scheme,
    signature: { ...(scheme.signature as SignatureScheme), message: '{id}|{date}|{body}' },
    date: { header: 'When', format: 'unix-seconds', toleranceMs: 60_000 },
    id: { header: 'Message' },
  };
  const call: Call = { ...control, form, id: 'm1', dateAs: (now) => now - 1000 };
  const { headers, signing } = requestOf(call, made);
  assert.deepEqual([headerValue(headers, 'When'), headerValue(headers, 'Message')], [String(made / 1000 - 1), 'm1']);
  assert.equal(Buffer.from(signing?.message ?? '').toString(), `m1|${made / 1000 - 1}|{"invoice_id":"cs-0001","amount":100.5}`);
  assert.equal(staleDate(call)(made), made - 115_000);
});

test('a wrong signature can be made again at another time, in the same wrong way', () => {
  const all: readonly (readonly [string, Partial<Call>])[] = [
    ...fixedParts.map(({ kind, change }) => [kind, change(control)] as const),
    ['nothing', {}],
    ['a date of 97 s ago', { dateAs: (now) => now - 97_000 }],
    ['garbage as date', { dateAs: () => 'yesterday' }],
    ['the read-only key as secret', { secretAs: keys.readOnlyKey }],
    ['the API Key as secret', { secretAs: keys.apiKey }],
    ['an empty secret', { secretAs: '' }],
    ['the read-only key as login', { loginAs: keys.readOnlyKey }],
    ['an invented login', { loginAs: 'nobody' }],
    ['a cut hash', { hashAs: (hash) => hash.slice(0, 63) }],
    ['a hash of 32 digits', { hashAs: (hash) => hash.slice(0, 32) }],
    ['an upper-case hash', { hashAs: (hash) => hash.toUpperCase() }],
    ['a hash backwards', { hashAs: backwards }],
    ['a digit behind the hash', { hashAs: (hash) => `${hash}0` }],
    ['zeros', { hashAs: () => '0'.repeat(64) }],
    ['another scheme', { authorizationAs: (hash) => `Bearer ${hash}` }],
    ['the read-only key as Bearer', { authorizationAs: () => `Bearer ${keys.readOnlyKey}` }],
    ['no Authorization', without('Authorization')],
    ['no X-Login and no X-Date', without('X-Login', 'X-Date')],
    ['another body signed', { signedAs: (sent) => ({ ...sent, body: jsonBody({ invoice_id: 'cs-0001' }) }) }],
  ];
  const unread: string[] = [];
  for (const [kind, change] of all) {
    const seen = again({ ...control, ...change });
    if (seen === undefined) unread.push(kind);
    else assert.deepEqual(seen.resent, seen.right, kind);
  }
  // A date in another form belongs to the moment at which it was written, and a login or a key in another form would show the key.
  assert.deepEqual(unread, [
    'signed date in seconds since the epoch',
    'signed date in milliseconds since the epoch',
    'signed date as in RFC 1123',
    'signed date without separators',
    'signed login in lower case',
    'signed login in upper case',
    'signed login in base64',
    'signed by the signature key in other letter case',
  ]);
});
