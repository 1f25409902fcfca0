import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprint } from '../../core/redaction/redaction.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { keysWith, variablesFor } from './key-sets.ts';

const scheme: Scheme = {
  keys: { secret: { name: 'signing secret', secret: true, set: 'signing', carrier: 'signature', variable: 'KEY_SETS_TEST_SECRET' } },
};
const merchant = { apiKey: '', apiSignature: 'configured_0001', readOnlyKey: '' };

test('keys of a set are looked for in the variables that the contract names, with NEW_ or OLD_ before', (t) => {
  t.after(() => {
    delete process.env.OLD_KEY_SETS_TEST_SECRET;
  });
  process.env.OLD_KEY_SETS_TEST_SECRET = 'of_the_old_set_01';
  const printsOf = (apiSignature: string) => ({ apiSignature: fingerprint(apiSignature) });
  assert.deepEqual(keysWith(printsOf('of_the_old_set_01'), { merchant }, scheme), { apiSignature: 'of_the_old_set_01' });
  assert.deepEqual(keysWith(printsOf('configured_0001'), { merchant }, scheme), { apiSignature: 'configured_0001' });
  assert.deepEqual(keysWith(printsOf('of_nobody_00001'), { merchant }, scheme), {});
  assert.equal(variablesFor('new', printsOf('of_nobody_00001'), {}, scheme), 'NEW_KEY_SETS_TEST_SECRET');
  assert.equal(variablesFor('old', { apiKey: 'ab12' }, {}, scheme), '');
});
