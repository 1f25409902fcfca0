import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf } from '../../schemas/contracts.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { rollAnswer } from './rotating-account.ts';

const deposits = contractOf().scheme;
/** A scheme with a signing set alone, under other roles. */
const parcels: Scheme = {
  ...deposits,
  keys: {
    client: { name: 'client number', secret: false, set: 'signing', carrier: 'login', variable: 'CLIENT' },
    hmacSecret: { name: 'HMAC secret', secret: true, set: 'signing', carrier: 'signature', variable: 'SECRET' },
  },
};

test('the answer of rotateKeys has keys by the roles of the contract, each kind whole, and may have members of its own', () => {
  const signing = { apiKey: 'a', apiSignature: 'b' };
  for (const [scheme, answer, read] of [
    [deposits, signing, { keys: signing }],
    [deposits, { readOnlyKey: 'c', overlapSeconds: 60 }, { keys: { readOnlyKey: 'c' }, overlapSeconds: 60 }],
    [deposits, { ...signing, readOnlyKey: 'c', madeAt: 7 }, { keys: { ...signing, readOnlyKey: 'c' } }],
    [deposits, { fingerprints: { readOnlyKey: '1a2b' } }, { keys: {}, fingerprints: { readOnlyKey: '1a2b' } }],
    [parcels, { client: 'a', hmacSecret: 'b' }, { keys: signing }],
    [
      parcels,
      { fingerprints: { client: '1a2b', hmacSecret: '3c4d' } },
      { keys: {}, fingerprints: { apiKey: '1a2b', apiSignature: '3c4d' } },
    ],
  ] as const) {
    assert.deepEqual(rollAnswer(scheme, JSON.stringify(answer)), read);
  }
});

test('an answer is refused that has half of a kind, a key that is not a text, or keys of another contract; none of it is shown', () => {
  for (const [scheme, answer] of [
    [deposits, { apiKey: 'value-of-a-key' }],
    [deposits, { apiSignature: 'value-of-a-key' }],
    [deposits, { apiKey: 'value-of-a-key', apiSignature: 'b', readOnlyKey: 7 }],
    [deposits, { apiKey: 'value-of-a-key', apiSignature: '' }],
    [deposits, { apiKey: 'value-of-a-key', apiSignature: 'b', overlapSeconds: -1 }],
    [deposits, { apiKey: 'value-of-a-key', apiSignature: 'b', overlapSeconds: '60' }],
    [deposits, { fingerprints: { apiKey: '1a2b' } }],
    [deposits, { fingerprints: { readOnlyKey: 'value-of-a-key' } }],
    [deposits, {}],
    [deposits, ['value-of-a-key']],
    [deposits, 'value-of-a-key'],
    [parcels, { apiKey: 'value-of-a-key', apiSignature: 'b' }],
    [parcels, { client: 'value-of-a-key' }],
  ] as const) {
    const roles = Object.keys(scheme.keys).join(', ');
    assert.throws(
      () => rollAnswer(scheme, JSON.stringify(answer)),
      (error: Error) => error.message.includes(roles) && !error.message.includes('value-of-a-key'),
      JSON.stringify(answer),
    );
  }
  assert.throws(() => rollAnswer(deposits, 'no JSON'), /rotateKeys/);
});
