import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { signedMessage } from './canonical.ts';
import { sign, verifies } from './signature.ts';

interface Vector {
  readonly id: string;
  readonly xLogin: string;
  readonly apiSignature?: string;
  readonly apiSignatureHex?: string;
  readonly xDate: string;
  readonly bodyBase64: string;
  readonly expectedHash: string;
}

const { vectors } = JSON.parse(
  readFileSync(new URL('../../specs/contracts/deposits-v3/vectors/signature.json', import.meta.url), 'utf8'),
) as {
  vectors: readonly Vector[];
};

const key = (vector: Vector): string | Uint8Array => vector.apiSignature ?? Buffer.from(vector.apiSignatureHex ?? '', 'hex');
const message = (vector: Vector): Uint8Array => signedMessage(vector.xDate, vector.xLogin, Buffer.from(vector.bodyBase64, 'base64'));

test('every vector has the hash that was made outside this code', () => {
  assert.ok(vectors.length >= 117);
  for (const vector of vectors) assert.equal(sign(message(vector), key(vector)), vector.expectedHash, vector.id);
});

test('a hash text of any other form is not a match and no error', () => {
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
