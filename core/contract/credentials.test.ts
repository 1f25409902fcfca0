import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scheme } from '../../specs/contracts/deposits-v3/scheme.ts';
import {
  accountKeys,
  accountOfLogin,
  accountOfReadOnlyKey,
  apiSignaturesOf,
  maskedInPlace,
  maskedLogin,
  secretKeys,
  wholeSet,
} from './credentials.ts';
import type { Account, Credentials } from './ledger.ts';

const older: Credentials = { apiKey: 'keyOld0001', apiSignature: 'signatureOld', readOnlyKey: 'readOld' };
const newer: Credentials = { apiKey: 'keyNew0002', apiSignature: 'signatureNew', readOnlyKey: 'readNew' };
const rotating: Account = { merchant: 'm1', ...accountKeys([newer, older]), addresses: [] };
const plain: Account = {
  merchant: 'm2',
  ...accountKeys([{ apiKey: 'otherKey', apiSignature: 'otherSignature', readOnlyKey: 'otherRead' }]),
  addresses: [],
};
const accounts = [rotating, plain];
const end = 1_592_742_800_000;
const { apiKey, apiSignature, readOnlyKey } = older;

test('a key names its account only in its own role', () => {
  assert.equal(accountOfLogin('keyNew0002', accounts, end), rotating);
  assert.equal(accountOfLogin('otherKey', accounts, end), plain);
  assert.equal(accountOfReadOnlyKey('readOld', accounts, end), rotating);
  for (const login of ['', 'readOld', 'signatureOld', 'KEYNEW0002', 'keyNew0002 '])
    assert.equal(accountOfLogin(login, accounts, end), undefined, login);
  for (const token of ['', 'keyOld0001', 'signatureOld']) assert.equal(accountOfReadOnlyKey(token, accounts, end), undefined, token);
});

test('an ended signing set names nobody and signs nothing, while the read-only key stays active (ROT-02)', () => {
  const account: Account = { ...plain, signingSets: [{ apiKey, apiSignature, endsAt: end }], readOnlyKeys: [{ key: readOnlyKey }] };
  assert.equal(accountOfLogin(apiKey, [account], end - 1), account);
  assert.deepEqual(apiSignaturesOf(account, apiKey, end - 1), [apiSignature]);
  assert.equal(accountOfLogin(apiKey, [account], end), undefined);
  assert.deepEqual(apiSignaturesOf(account, apiKey, end), []);
  assert.equal(accountOfReadOnlyKey(readOnlyKey, [account], end), account);
});

test('an ended read-only key names nobody, while the signing set stays active (ROT-02)', () => {
  const account: Account = { ...plain, signingSets: [{ apiKey, apiSignature }], readOnlyKeys: [{ key: readOnlyKey, endsAt: end }] };
  assert.equal(accountOfReadOnlyKey(readOnlyKey, [account], end - 1), account);
  assert.equal(accountOfReadOnlyKey(readOnlyKey, [account], end), undefined);
  assert.equal(accountOfLogin(apiKey, [account], end), account);
  assert.deepEqual(apiSignaturesOf(account, apiKey, end), [apiSignature]);
});

test('parts of two sets do not mix, neither in the overlap nor after it (ROT-03)', () => {
  assert.deepEqual(apiSignaturesOf(rotating, newer.apiKey, end), [newer.apiSignature]);
  assert.deepEqual(apiSignaturesOf(rotating, older.apiKey, end), [older.apiSignature]);
  const [newest] = accountKeys([newer]).signingSets;
  assert.ok(newest);
  const rotated: Account = { ...rotating, signingSets: [newest, { apiKey, apiSignature, endsAt: end }] };
  assert.deepEqual(apiSignaturesOf(rotated, older.apiKey, end), []);
  assert.deepEqual(apiSignaturesOf(rotated, newer.apiKey, end), [newer.apiSignature]);
  assert.deepEqual(apiSignaturesOf(rotated, newer.readOnlyKey, end), [newer.apiSignature]);
});

test('what must not be shown of a set has its name in the contract', () => {
  assert.deepEqual(
    secretKeys(scheme, older).map(({ role }) => role),
    ['API Signature', 'read-only API Key'],
  );
  const keys = { secretKey: { name: 'secret key', secret: true, set: 'read-only', carrier: 'basic', variable: 'SECRET_KEY' } } as const;
  const other = secretKeys({ keys, basic: { header: 'Authorization' } }, wholeSet({ readOnlyKey: 'skey_test_1' }));
  assert.deepEqual(other, [{ role: 'secret key', value: 'skey_test_1' }]);
});

test('an API Key shows its last four characters, and a short one none', () => {
  assert.equal(maskedLogin('stgDemoLogin01', '1a2b'), '#1a2b…in01');
  assert.equal(maskedLogin('abcdefg', '1a2b'), '#1a2b');
  assert.equal(maskedInPlace('stgDemoLogin01'), '**********in01');
  assert.equal(maskedInPlace('abcdefg'), '*******');
});
