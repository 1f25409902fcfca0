import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Scheme } from '../../specs/types/scheme.ts';
import type { Vector as SignatureVector } from '../../specs/types/signature.ts';
import {
  basicValue,
  dateMs,
  dateText,
  hashOf,
  hashValue,
  hashVerifies,
  messageOf,
  partsIn,
  readAuthorization,
  signedRightly,
} from './scheme.ts';

const { vectors } = JSON.parse(
  readFileSync(new URL('../../specs/contracts/deposits-v3/vectors/signature.json', import.meta.url), 'utf8'),
) as { readonly vectors: readonly SignatureVector[] };

const deposits: Scheme = {
  keys: {},
  signature: {
    message: '{date}{login}{body}',
    mac: 'HMAC-SHA-256',
    key: { encoding: 'utf8' },
    hash: 'lower-hex',
    header: 'Authorization',
    template: '{scheme} {hash}',
  },
  login: { header: 'X-Login' },
  date: { header: 'X-Date', format: 'iso-seconds-z', toleranceMs: 5000 },
  bearer: { header: 'Authorization', template: 'Bearer {key}' },
};

const webhooks: Scheme = {
  keys: {},
  signature: {
    message: '{id}.{date}.{body}',
    mac: 'HMAC-SHA-256',
    key: { encoding: 'base64', prefix: 'whsec_' },
    hash: 'base64',
    header: 'webhook-signature',
    template: 'v1,{hash}',
  },
  id: { header: 'webhook-id' },
  date: { header: 'webhook-timestamp', format: 'unix-seconds', toleranceMs: 300_000 },
};

const key = (vector: SignatureVector): string | Uint8Array => vector.apiSignature ?? Buffer.from(vector.apiSignatureHex ?? '', 'hex');
const message = ({ xDate, xLogin, bodyBase64 }: SignatureVector): Uint8Array =>
  messageOf(deposits, { date: xDate, login: xLogin, body: Buffer.from(bodyBase64, 'base64') });

function accepts(vector: SignatureVector): boolean {
  const read = readAuthorization(deposits, 'D24', 'Authorization', vector.authorization);
  return read.scheme === 'signed' && read.hashes.some((hash) => hashVerifies(deposits, hash, message(vector), key(vector)));
}

test('every vector has the hash that was made outside this code', () => {
  assert.ok(vectors.length >= 117);
  for (const vector of vectors) assert.equal(hashOf(deposits, message(vector), key(vector)), vector.expectedHash, vector.id);
});

test('valid vectors are accepted, invalid ones declined, and of the acceptable ones none by the onekey interpretation', () => {
  // C2, C40, C43: D24 only, the bytes decide, and the value is case-sensitive.
  for (const vector of vectors) assert.equal(accepts(vector), vector.result === 'valid', vector.id);
});

test('a value that was written is read again', () => {
  for (const vector of vectors) {
    const value = hashValue(deposits, 'D24', vector.expectedHash, vector.xDate);
    assert.deepEqual(readAuthorization(deposits, 'D24', 'Authorization', value), { scheme: 'signed', hashes: [vector.expectedHash] });
  }
});

test('a key in a header of its own is not a hash, and a hash there is not a key', () => {
  const apart: Scheme = {
    ...deposits,
    signature: { ...(deposits.signature ?? assert.fail()), header: 'Signature', template: '{hash}' },
    bearer: { header: 'Glance', template: 'Token {key}' },
  };
  assert.deepEqual(readAuthorization(apart, '', 'glance', 'Token key'), { scheme: 'bearer', token: 'key' });
  assert.deepEqual(readAuthorization(apart, '', 'Signature', 'Token key'), { scheme: 'signed', hashes: ['Token key'] });
  assert.deepEqual(readAuthorization(apart, '', 'Glance', 'ab'.repeat(32)), { scheme: 'malformed' });
});

test('the scheme is compared letter by letter and ends at one space', () => {
  const hash = 'ab'.repeat(32);
  assert.deepEqual(readAuthorization(deposits, 'OKP', 'Authorization', `OKP ${hash}`), { scheme: 'signed', hashes: [hash] });
  assert.deepEqual(readAuthorization(deposits, 'D24', 'Authorization', 'Bearer key'), { scheme: 'bearer', token: 'key' });
  assert.deepEqual(readAuthorization(deposits, 'D24', 'Authorization', `D24  ${hash}`), { scheme: 'signed', hashes: [` ${hash}`] });
  for (const value of [
    '',
    'D24',
    'D24 ',
    `D24${hash}`,
    `d24 ${hash}`,
    `D24\t${hash}`,
    ` D24 ${hash}`,
    `Basic ${hash}`,
    'bearer key',
    'Bearer ',
    hash,
  ]) {
    assert.deepEqual(readAuthorization(deposits, 'D24', 'Authorization', value), { scheme: 'malformed' }, JSON.stringify(value));
  }
});

test('a character that no wire carries is refused by the name of its header, not cut to eight bits', () => {
  const parts = { date: '', login: '', body: new Uint8Array(0) };
  assert.throws(() => messageOf(deposits, { ...parts, login: '\u0141' }), { name: 'RangeError', message: /^X-Login / });
  assert.throws(() => messageOf(webhooks, { ...parts, id: '\u{1f600}' }), { name: 'RangeError', message: /^webhook-id / });
  assert.deepEqual([...messageOf(deposits, { ...parts, date: '\u00ff' })], [0xff]);
});

test('a scheme with an id, dots, a base64 key after a prefix and a base64 hash', () => {
  const secret = Buffer.from('0123456789abcdef0123456789abcdef', 'latin1');
  const parts = { date: '1614265330', login: '', id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: Buffer.from('{"test": 2432232314}') };
  // From the text of the Standard Webhooks specification, not from our code.
  const right = createHmac('sha256', secret).update(`${parts.id}.${parts.date}.{"test": 2432232314}`).digest('base64');
  const text = `whsec_${secret.toString('base64')}`;
  const headers = signedRightly(webhooks, '', parts, text);
  assert.deepEqual(headers, [
    ['webhook-signature', `v1,${right}`],
    ['webhook-timestamp', parts.date],
    ['webhook-id', parts.id],
  ]);
  const line = { method: 'POST', target: '/' };
  assert.deepEqual(partsIn(webhooks, { ...line, headers, body: parts.body }), { ...parts, ...line });
  assert.deepEqual(readAuthorization(webhooks, '', 'webhook-signature', `v1,${right}`), { scheme: 'signed', hashes: [right] });
  assert.deepEqual(readAuthorization(webhooks, '', 'webhook-signature', 'Bearer key'), { scheme: 'malformed' });
  const signed = messageOf(webhooks, parts);
  assert.ok(hashVerifies(webhooks, right, signed, text));
  const hex = Buffer.from(right, 'base64').toString('hex');
  for (const wrong of ['', hex, right.slice(1), `${right}=`, right.replace('=', '\u013d'), `\u0100${right.slice(1)}`]) {
    assert.equal(hashVerifies(webhooks, wrong, signed, text), false, wrong);
  }
  assert.throws(() => hashOf(webhooks, signed, 'whsec_no base64'), { name: 'RangeError', message: 'The key is not base64 after whsec_.' });
});

test('dates are written and read in the format of the scheme', () => {
  const at = Date.UTC(2020, 5, 21, 12, 33, 20);
  for (const scheme of [deposits, webhooks]) assert.equal(dateMs(scheme, dateText(scheme, at + 999)), at);
  assert.equal(dateText(deposits, at), '2020-06-21T12:33:20Z');
  assert.equal(dateText(webhooks, at), '1592742800');
  for (const text of ['', '1592742800.5', '-1', '01', ' 1', '2020-06-21T12:33:20Z']) assert.equal(dateMs(webhooks, text), undefined, text);
  assert.equal(dateMs({ keys: {} }, '1'), undefined);
});

test('a key travels by HTTP Basic as the user name of an empty password', () => {
  // RFC 7617: base64 of `skey_test_1:`.
  assert.equal(basicValue({ keys: {}, basic: { header: 'Authorization' } }, 'skey_test_1'), 'Basic c2tleV90ZXN0XzE6');
  assert.throws(() => basicValue(deposits, 'key'), /no key by HTTP Basic/);
});

test('dates in milliseconds are whole, and only their own form is read', () => {
  const form: Scheme = { ...deposits, date: { header: 'Sent-At', format: 'unix-milliseconds', toleranceMs: 5000 } };
  assert.equal(dateText(form, 1_592_742_800_123.7), '1592742800123');
  assert.equal(dateMs(form, '1592742800123'), 1_592_742_800_123);
  for (const text of ['2020-06-21T12:33:20Z', '1592742800.123', ' 1592742800123', '-1', '01592742800123', ''])
    assert.equal(dateMs(form, text), undefined, text);
});
