import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readContract } from '../../schemas/contract.ts';
import { keysToFind } from './keys.ts';

const scheme = `
keys:
  name: { name: access name, secret: false, set: signing, carrier: login, variable: TRIED_NAME }
  phrase: { name: pass phrase, secret: true, set: signing, carrier: signature, variable: TRIED_PHRASE }
signature: { message: "{login}{body}", mac: HMAC-SHA-256, key: { encoding: utf8 }, hash: lower-hex, header: Signature, template: "{hash}" }
login: { header: Access-Name }
`;
const files: Readonly<Record<string, string>> = {
  'openapi.yaml': 'openapi: 3.1.0\ninfo: { title: Tried, version: "1" }\npaths: {}\n',
  'scheme.yaml': scheme,
};
const contract = readContract('tried', { text: (path) => files[path], names: () => [] });

test('a short name of an account is not looked for, and a short secret is refused', () => {
  process.env.TRIED_NAME = 'mover-1';
  process.env.TRIED_PHRASE = 'phrase-of-the-test';
  assert.deepEqual(keysToFind(contract), [{ role: 'pass phrase', value: 'phrase-of-the-test' }]);
  process.env.TRIED_NAME = 'mover-10001';
  assert.deepEqual(
    keysToFind(contract).map(({ role }) => role),
    ['access name', 'pass phrase'],
  );
  process.env.TRIED_PHRASE = 'phrase';
  assert.throws(() => keysToFind(contract), /pass phrase/);
});
