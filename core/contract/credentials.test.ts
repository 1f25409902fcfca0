import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountOfLogin, accountOfReadOnlyKey, maskedInPlace, maskedLogin, secretKeys } from './credentials.ts';
import type { Account, Credentials } from './ledger.ts';

const older: Credentials = { apiKey: 'keyOld0001', apiSignature: 'signatureOld', readOnlyKey: 'readOld' };
const newer: Credentials = { apiKey: 'keyNew0002', apiSignature: 'signatureNew', readOnlyKey: 'readNew' };
const rotating: Account = { merchant: 'm1', credentials: [older, newer], addresses: [] };
const plain: Account = {
  merchant: 'm2',
  credentials: [{ apiKey: 'otherKey', apiSignature: 'otherSignature', readOnlyKey: 'otherRead' }],
  addresses: [],
};
const accounts = [rotating, plain];

test('a key names its account only in its own role', () => {
  assert.equal(accountOfLogin('keyNew0002', accounts), rotating);
  assert.equal(accountOfLogin('otherKey', accounts), plain);
  assert.equal(accountOfReadOnlyKey('readOld', accounts), rotating);
  for (const login of ['', 'readOld', 'signatureOld', 'KEYNEW0002', 'keyNew0002 '])
    assert.equal(accountOfLogin(login, accounts), undefined, login);
  for (const token of ['', 'keyOld0001', 'signatureOld']) assert.equal(accountOfReadOnlyKey(token, accounts), undefined, token);
});

test('what must not be shown of a set is named by its role', () => {
  assert.deepEqual(
    secretKeys(older).map(({ role }) => role),
    ['API Signature', 'read-only API Key'],
  );
});

test('an API Key shows its last four characters, and a short one none', () => {
  assert.equal(maskedLogin('stgDemoLogin01', '1a2b'), '#1a2b…in01');
  assert.equal(maskedLogin('abcdefg', '1a2b'), '#1a2b');
  assert.equal(maskedInPlace('stgDemoLogin01'), '**********in01');
  assert.equal(maskedInPlace('abcdefg'), '*******');
});
