import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf } from '../schemas/contracts.ts';
import { norm } from './norm.ts';

test('the words of the norm are those of the contract', () => {
  const contract = contractOf('deposits-v3');
  const [{ scheme, interpretations }] = contract.profiles;
  assert.deepEqual(norm, { contract: contract.scheme, scheme, owners: contract.words.keyOwners?.split(' '), C26: interpretations.C26 });
});
