import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { diagnose, isInOrder } from '../core/diagnosis/diagnosis.ts';
import { targetsOf } from '../core/diagnosis/envelope.ts';
import { explainSentence } from './sentences.ts';

/** Every form in which a hash is written rightly or wrongly. */
const forms: readonly ((hash: Buffer) => string)[] = [
  (hash) => `D24 ${hash.toString('hex')}`,
  (hash) => `D24 ${hash.toString('hex').toUpperCase()}`,
  (hash) => `D24 ${hash.toString('hex').replace(/[a-c]/g, (digit) => digit.toUpperCase())}`,
  (hash) => `D24 ${separated(hash, '-').toUpperCase()}`,
  (hash) => `D24 ${separated(hash, ':')}`,
  (hash) => `D24 ${separated(hash, ' ')}`,
  (hash) => `D24 ${hash.toString('base64')}`,
  (hash) => `D24 ${hash.toString('base64url')}`,
  (hash) => `D24 ${Buffer.from(hash.toString('hex')).toString('base64')}`,
  (hash) => `D24 ${Buffer.from(hash.toString('hex')).toString('hex')}`,
  (hash) => `D24 ${encodeURIComponent(hash.toString('base64'))}`,
  (hash) => `D24 ${[...hash].join(',')}`,
  (hash) => `D24 ${[...hash].map((byte) => byte.toString(16)).join('')}`,
  ...[8, 16, 32, 40, 63].map((digits) => (hash: Buffer) => `D24 ${hash.toString('hex').slice(0, digits)}`),
  (hash) => `D24 ${hash.toString('hex')}00`,
  (hash) => `D24 ${hash.toString('hex')}${hash.toString('hex')}`,
  (hash) => `D24 ${hash.subarray(0, 20).toString('hex')}`,
  (hash) => `D24 sha256=${hash.toString('hex')}`,
  (hash) => hash.toString('hex'),
  (hash) => `D24${hash.toString('hex')}`,
  (hash) => `d24 ${hash.toString('hex').toUpperCase()}`,
  (hash) => `OKP ${hash.toString('hex')}`,
  (hash) => `Bearer ${hash.toString('hex').toUpperCase()}`,
  (hash) => `D24 "${hash.toString('hex')}"`,
  (hash) => `D24 ${hash.toString('hex').slice(0, 30)} ${hash.toString('hex').slice(30)}`,
];

function separated(hash: Buffer, by: string): string {
  return (hash.toString('hex').match(/../g) ?? []).join(by);
}

function hashes(count: number): readonly Buffer[] {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  return fc.sample(bytes, { seed: 20_200_621, numRuns: count }).map((own) => Buffer.from(own));
}

const written = (hash: Buffer, index: number): string => forms[index % forms.length]?.(hash) ?? '';

/** What names a cause or calls something right. */
const claim = /hash is right|signature is right|right hash|signature is wrong|would give it|Apart from that/;

test('a whole search for a random hash in any form names no cause', () => {
  for (const [index, hash] of hashes(2 * forms.length).entries()) {
    const authorization = written(hash, index);
    const request = {
      method: 'POST',
      target: '/v3/deposits',
      headers: [
        ['Authorization', authorization],
        ['X-Date', '2020-06-21T12:33:20Z'],
        ['X-Login', 'stgDemoLogin01'],
        ['Content-Type', 'application/json'],
      ] as const,
      body: Buffer.from('{"a":"é /"}'),
    };
    const keys = [{ role: 'API Signature', value: 'stgDemoSignature_0123456789abcdef' } as const];
    const diagnosis = diagnose({ request, keys, scheme: 'D24' });
    assert.ok(!isInOrder(diagnosis, request), authorization);
    const text = explainSentence(diagnosis).join('\n');
    assert.match(text, /No explanation found/, authorization);
    assert.doesNotMatch(text, claim, authorization);
  }
});

test('the sentence for a hash of nothing claims nothing of it, in any form', () => {
  for (const [index, hash] of hashes(2000).entries()) {
    const authorization = written(hash, index);
    const [target] = targetsOf(authorization, 'D24');
    assert.ok(target !== undefined, authorization);
    const { mistakes } = target;
    const text = explainSentence(
      mistakes.length === 0
        ? { found: 'nothing', tried: 1, isComplete: true, notes: [] }
        : {
            found: 'header-problem',
            problems: [{ problem: 'form', mistakes, tried: 1, isComplete: true }],
            signature: 'unknown',
            mistakes: [],
            notes: [],
          },
    ).join('\n');
    assert.match(text, /^No explanation found/, authorization);
    assert.doesNotMatch(text, claim, authorization);
  }
});
