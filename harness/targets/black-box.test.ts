import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf } from '../../schemas/contracts.ts';
import { blackBoxConfiguration, blackBoxKeys } from './black-box.ts';

const contract = contractOf('deposits-v3');
const { scheme } = contract;

const places = {
  url: 'https://127.0.0.1:1',
  plainUrl: 'http://127.0.0.1:2',
  secondUrl: 'https://127.0.0.1:3',
  panelUrl: 'http://127.0.0.1:4',
};

test('a blank line follows each block, and the budget is the last one, so that a script can cut blocks out and append its own', () => {
  const lines = blackBoxConfiguration(places, contract, 'onekey', '/folder', '/folder/ca.pem').trimEnd().split('\n');
  const begun = lines.flatMap((line, index) => (/^\w+:/.test(line) ? [index] : []));
  const names = begun.map((index) => lines[index]?.replace(/:.*/, ''));
  assert.deepEqual(names, ['target', 'merchant', 'secondMerchant', 'secondEnvironment', 'addresses', 'recipes', 'budget']);
  for (const [at, index] of begun.entries()) {
    const block = lines.slice(index, begun[at + 1]);
    // A comment belongs to the block below it; the last block ends with the file.
    while (block.at(-1)?.startsWith('#')) block.pop();
    assert.equal(block.indexOf(''), names[at] === 'budget' ? -1 : block.length - 1, `the lines of ${names[at]}`);
  }
});

test('the contract names the variables of the keys', () => {
  const other = {
    ...scheme,
    keys: { ...scheme.keys, readOnlyKey: { ...scheme.keys.readOnlyKey, variable: 'SHOP_TOKEN' } },
  } as typeof scheme;
  const { merchants, unset } = blackBoxKeys((name) => (name === 'SECOND_SHOP_TOKEN' ? 'given-token-01' : undefined), other, 'token');
  assert.equal(merchants.secondMerchant.readOnlyKey, 'given-token-01');
  assert.equal(unset.SHOP_TOKEN, merchants.merchant.readOnlyKey);
  const text = blackBoxConfiguration(places, { ...contract, scheme: other }, 'onekey', '/folder', '/folder/ca.pem');
  assert.match(text, /readOnlyKey: \$\{SECOND_ENVIRONMENT_SHOP_TOKEN\}/);
  assert.doesNotMatch(text, /READ_ONLY_KEY/);
});
