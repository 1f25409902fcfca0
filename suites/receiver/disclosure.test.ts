import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signedMessage } from '../../core/contract/canonical.ts';
import { sign } from '../../core/contract/signature.ts';
import type { Exchange } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { contractOf } from '../../schemas/contracts.ts';
import type { ReceiverTestEnvironment } from '../clause-test.ts';
import { disclosureWatch } from './disclosure.ts';
import { payerMarks } from './driver.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const merchant = { apiKey: 'merchantLogin01', apiSignature: 'merchantSignature_0123456789', readOnlyKey: 'merchantReadOnly_0123' };
const rolled = { apiKey: 'rolledLogin01', apiSignature: 'rolledSignature_0123456789', readOnlyKey: 'rolledReadOnly_0123' };
const date = '2026-11-21T17:04:31Z';
const body = encodeUtf8('{"deposit_id":3000000001}');
const hashBy = ({ apiKey, apiSignature }: typeof merchant) => sign(signedMessage(date, apiKey, body), apiSignature);

/** A notification with that hash, and the answer to it. */
function exchange(answer: string, { status = 200, hash = hashBy(merchant), keys = merchant } = {}): Exchange {
  return {
    number: 1,
    startedAt: 0,
    endedAt: 1,
    request: {
      method: 'POST',
      target: '/notifications',
      headers: [
        ['Authorization', `D24 ${hash}`],
        ['X-Login', keys.apiKey],
        ['X-Date', date],
      ],
      body,
    },
    answer: { kind: 'response', response: { status, headers: [], body: encodeUtf8(answer) } },
  };
}

/** Whether something was disclosed by these exchanges and this output; with keys of a rotation, by the same exchanges once more after it. */
function isDisclosed(exchanges: readonly Exchange[], output = '', added?: typeof merchant): boolean {
  const receiver = { merchant, printed: () => ({ text: output, end: 0 }), status: { seen: () => [] } };
  const watch = disclosureWatch({ receiver, contract, profile: onekey } as unknown as ReceiverTestEnvironment);
  for (const one of exchanges) watch.read(one);
  if (added) {
    watch.addKeys(added);
    for (const one of exchanges) watch.read(one);
  }
  return watch.findings().length > 0;
}

const wrong = '0'.repeat(64);

test('AUT-11: an answer with a secret, the expected hash or data of the payer discloses it', () => {
  assert.equal(isDisclosed([exchange('{"received":true}')]), false);
  assert.equal(isDisclosed([exchange(merchant.apiSignature)]), true);
  assert.equal(isDisclosed([exchange(`for ${payerMarks[0]}`)]), true);
  const refused = { status: 401, hash: wrong };
  assert.equal(isDisclosed([exchange('wrong signature', refused)]), false);
  assert.equal(isDisclosed([exchange(`expected ${hashBy(merchant)}`, refused)]), true);
  assert.equal(isDisclosed([exchange(`expected ${Buffer.from(hashBy(merchant), 'hex').toString('base64url')}`, refused)]), true);
  // What the request contained is known already.
  assert.equal(isDisclosed([exchange(`got ${wrong}`, refused)]), false);
  assert.equal(isDisclosed([exchange(`got ${hashBy(merchant)}`)]), false);
});

test('AUT-11: output with a secret, or with a signature of an accepted call, discloses it', () => {
  assert.equal(isDisclosed([exchange('')], 'POST /notifications'), false);
  assert.equal(isDisclosed([exchange('')], `secret=${merchant.apiSignature}`), true);
  assert.equal(isDisclosed([exchange('')], `Authorization: D24 ${hashBy(merchant)}`), true);
  // A refused request may be logged as it came.
  assert.equal(isDisclosed([exchange('', { status: 401, hash: wrong })], `Authorization: D24 ${wrong}`), false);
});

test('AUT-11: keys of a rotation are secrets from then on, also in an answer that had none before', () => {
  assert.equal(isDisclosed([exchange(rolled.apiSignature)]), false);
  assert.equal(isDisclosed([exchange(rolled.apiSignature)], '', rolled), true);
  assert.equal(isDisclosed([exchange('', { hash: wrong, status: 401, keys: rolled })], hashBy(rolled), rolled), true);
  assert.equal(isDisclosed([exchange('')], merchant.apiSignature, rolled), true);
});
