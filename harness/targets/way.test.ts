import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wayOf } from './way.ts';

test('a slow way takes 3 to 6 s for a message and its answer, each another time', () => {
  const way = wayOf('slow');
  const took = Array.from({ length: 50 }, way).map(({ thereMs, backMs }) => thereMs + backMs);
  assert.ok(
    took.every((ms) => ms >= 3000 && ms < 6000),
    took.join(),
  );
  assert.ok(new Set(took).size > 40);
});

test('a stumbling way answers 503 to each tenth message, and 500 for a moment', () => {
  const way = wayOf('stumbling');
  const statuses = Array.from({ length: 200 }, way).map(({ instead }) => instead?.response.status);
  assert.equal(statuses.filter((status) => status === 503).length, 20);
  assert.deepEqual(
    [40, 41, 42].map((at) => statuses[at]),
    [500, 500, undefined],
  );
});
