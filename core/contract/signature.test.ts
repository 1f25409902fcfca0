import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { signedMessage } from './canonical.ts';
import { authorizationValue, readAuthorization, sign, verifies } from './signature.ts';

interface Vector {
  readonly id: string;
  readonly xLogin: string;
  readonly apiSignature?: string;
  readonly apiSignatureHex?: string;
  readonly xDate: string;
  readonly bodyBase64: string;
  readonly authorization: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly expectedHash: string;
}

const { vectors } = JSON.parse(
  readFileSync(new URL('../../specs/contracts/deposits-v3/vectors/signature.json', import.meta.url), 'utf8'),
) as {
  vectors: readonly Vector[];
};

const key = (vector: Vector): string | Uint8Array => vector.apiSignature ?? Buffer.from(vector.apiSignatureHex ?? '', 'hex');
const message = (vector: Vector): Uint8Array => signedMessage(vector.xDate, vector.xLogin, Buffer.from(vector.bodyBase64, 'base64'));

function accepts(vector: Vector): boolean {
  const read = readAuthorization(vector.authorization, 'D24');
  return read.scheme === 'signed' && verifies(read.hash, message(vector), key(vector));
}

test('every vector has the hash that was made outside this code', () => {
  assert.ok(vectors.length >= 117);
  for (const vector of vectors) assert.equal(sign(message(vector), key(vector)), vector.expectedHash, vector.id);
});

test('valid vectors are accepted, invalid ones declined, and of the acceptable ones none by the onekey reading', () => {
  // C2, C40, C43: D24 only, the bytes decide, and the value is case-sensitive.
  for (const vector of vectors) assert.equal(accepts(vector), vector.result === 'valid', vector.id);
});

test('a value that was written is read again', () => {
  for (const vector of vectors) {
    const value = authorizationValue('D24', vector.expectedHash);
    assert.deepEqual(readAuthorization(value, 'D24'), { scheme: 'signed', hash: vector.expectedHash });
  }
});

test('the scheme is compared letter by letter and ends at one space', () => {
  const hash = 'ab'.repeat(32);
  assert.deepEqual(readAuthorization(`OKP ${hash}`, 'OKP'), { scheme: 'signed', hash });
  assert.deepEqual(readAuthorization('Bearer key', 'D24'), { scheme: 'bearer', token: 'key' });
  assert.deepEqual(readAuthorization(`D24  ${hash}`, 'D24'), { scheme: 'signed', hash: ` ${hash}` });
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
    assert.deepEqual(readAuthorization(value, 'D24'), { scheme: 'malformed' }, JSON.stringify(value));
  }
});

test('a hash text of any other form is no match and no error', () => {
  const signed = signedMessage('2020-06-21T12:33:20Z', 'login', new Uint8Array(0));
  const right = sign(signed, 'secret');
  assert.ok(verifies(right, signed, 'secret'));
  const wrong = [
    '',
    right.slice(1),
    `${right}0`,
    `${right}\n`,
    ` ${right}`,
    right.toUpperCase(),
    right.replace(/.$/, 'g'),
    'é'.repeat(64),
    '０'.repeat(64),
  ];
  for (const hash of wrong) assert.equal(verifies(hash, signed, 'secret'), false, JSON.stringify(hash));
});
