import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHarmless, livenessOf } from './liveness.ts';

test('a validation answer, a 404 and a success come after the check of a key', () => {
  for (const [status, code] of [
    [201, undefined],
    [404, '401'],
    [400, '401'],
    [422, undefined],
  ] as const)
    assert.equal(livenessOf(status, code), 'alive', `${status} ${code}`);
  for (const [status, code] of [
    [400, '100'],
    [401, '102'],
    [401, undefined],
    [403, 'FORBIDDEN'],
  ] as const)
    assert.equal(livenessOf(status, code), 'dead', `${status} ${code}`);
  for (const [status, code] of [
    [401, '202'],
    [400, '103'],
    [429, undefined],
    [503, undefined],
  ] as const)
    assert.equal(livenessOf(status, code), 'unknown', `${status} ${code}`);
});

test('only a body without country, amount and currency is sent to production', () => {
  assert.ok(isHarmless({ invoice_id: 'i1' }));
  for (const body of [{ country: 'BR' }, { amount: 1 }, { currency: null }, [], null, 'text']) assert.ok(!isHarmless(body));
});
