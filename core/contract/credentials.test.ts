import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountOfLogin, accountOfReadOnlyKey, apiSignaturesOf, maskedLogin, roleOf, secretKeys } from './credentials.ts';
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

test('parts of two sets do not mix', () => {
  assert.deepEqual(apiSignaturesOf(rotating, 'keyOld0001'), ['signatureOld']);
  assert.deepEqual(apiSignaturesOf(rotating, 'keyNew0002'), ['signatureNew']);
  assert.deepEqual(apiSignaturesOf(rotating, 'otherKey'), []);
});

test('a text is named by its role', () => {
  assert.equal(roleOf('keyOld0001', older), 'API Key');
  assert.equal(roleOf('signatureOld', older), 'API Signature');
  assert.equal(roleOf('readOld', older), 'read-only API Key');
  assert.equal(roleOf('signatureNew', older), undefined);
  assert.deepEqual(
    secretKeys(older).map(({ role }) => role),
    ['API Signature', 'read-only API Key'],
  );
});

test('an API Key shows its last four characters, and a short one none', () => {
  assert.equal(maskedLogin('stgDemoLogin01', '1a2b'), '#1a2b…in01');
  assert.equal(maskedLogin('abcdefg', '1a2b'), '#1a2b');
});
