import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signedMessage } from '../core/contract/canonical.ts';
import { sign as hashOf } from '../core/contract/signature.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { demoKeys } from '../mock/demo-keys.ts';
import { sign } from './signing.ts';
import { verify } from './verification.ts';

const now = Date.UTC(2020, 5, 21, 12, 33, 20, 999);
const body = '{"deposit_id":3000000001,"name":"José"}';

test('what was signed verifies, from Headers, pairs or an object', () => {
  const fields = sign({ ...demoKeys, body, now });
  for (const headers of [{ ...fields }, new Headers({ ...fields }), Object.entries(fields)]) {
    assert.deepEqual(verify({ headers, body, keys: demoKeys }), { ok: true });
  }
});

test('what was changed does not, and the reason is given', () => {
  const headers: Record<string, string> = { ...sign({ ...demoKeys, body, now }) };
  const { Authorization, ...unsigned } = headers;
  const other = { apiSignature: 'anotherSignature' };
  assert.deepEqual(verify({ headers, body: `${body} `, keys: demoKeys }), { ok: false, because: 'signature-wrong' });
  assert.deepEqual(verify({ headers, body, keys: other }), { ok: false, because: 'signature-wrong' });
  assert.deepEqual(verify({ headers, body, keys: [] }), { ok: false, because: 'signature-wrong' });
  assert.deepEqual(verify({ headers, body, keys: [other, demoKeys] }), { ok: true });
  assert.deepEqual(verify({ headers: unsigned, body, keys: demoKeys }), { ok: false, because: 'header-missing', header: 'Authorization' });
  const twice = { ...headers, 'X-Date': [headers['X-Date'] ?? '', '2020-06-21T12:33:21Z'] };
  assert.deepEqual(verify({ headers: twice, body, keys: demoKeys }), { ok: false, because: 'header-repeated', header: 'X-Date' });
});

test('a key that is not set verifies nothing, and is reported as such', () => {
  assert.throws(() => verify({ headers: {}, body, keys: { apiSignature: '' } }), /apiSignature is not set/);
  assert.throws(() => verify({ headers: {}, body, keys: [demoKeys, { ...demoKeys, apiSignature: '' }] }), /apiSignature is not set/);
});

test('the date is judged where a tolerance is given', () => {
  const headers = { ...sign({ ...demoKeys, body, now }) };
  const at = (ms: number) => verify({ headers, body, keys: demoKeys, toleranceMs: 5000, now: now + ms });
  assert.deepEqual(at(1000), { ok: true });
  assert.deepEqual(at(60_000), { ok: false, because: 'date-outside', ageMs: 60_999 });
  const hash = hashOf(signedMessage('today', demoKeys.apiKey, encodeUtf8(body)), demoKeys.apiSignature);
  const undated = { ...headers, 'X-Date': 'today', Authorization: `D24 ${hash}` };
  assert.deepEqual(verify({ headers: undated, body, keys: demoKeys }), { ok: true });
  assert.deepEqual(verify({ headers: undated, body, keys: demoKeys, toleranceMs: 5000 }), { ok: false, because: 'date-unreadable' });
});
