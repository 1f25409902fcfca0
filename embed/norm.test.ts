import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf } from '../schemas/contracts.ts';
import { norm } from './norm.ts';

test('the words of the norm are those of the contract', () => {
  const [{ scheme, interpretations }] = contractOf('deposits-v3').profiles;
  assert.deepEqual(norm, { scheme, C26: interpretations.C26 });
});
