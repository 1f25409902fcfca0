import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHarmless, livenessOf } from './liveness.ts';

test('a validation answer, a 404 and a success come after the check of a key', () => {
  for (const [status, refused] of [
    [201, undefined],
    [404, 'path'],
    [400, 'body'],
    [422, undefined],
  ] as const)
    assert.equal(livenessOf(status, refused), 'alive', `${status} ${refused}`);
  for (const [status, refused] of [
    [400, 'caller'],
    [401, 'signature'],
    [401, undefined],
    [403, undefined],
  ] as const)
    assert.equal(livenessOf(status, refused), 'dead', `${status} ${refused}`);
  for (const [status, refused] of [
    [401, 'address'],
    [400, 'date'],
    [429, undefined],
    [503, undefined],
  ] as const)
    assert.equal(livenessOf(status, refused), 'unknown', `${status} ${refused}`);
});

test('only a body without country, amount and currency is sent to production', () => {
  assert.ok(isHarmless({ invoice_id: 'i1' }));
  for (const body of [{ country: 'BR' }, { amount: 1 }, { currency: null }, [], null, 'text']) assert.ok(!isHarmless(body));
});
