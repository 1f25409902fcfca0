import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latency } from './latency.ts';

test('journeys are half a round trip, give or take half of that, and the seed decides them', () => {
  const journeys = (seed: number) => Array.from({ length: 2000 }, latency(100, seed));
  const first = journeys(1);
  assert.ok(Math.min(...first) >= 25 && Math.max(...first) < 75);
  const mean = first.reduce((sum, each) => sum + each, 0) / first.length;
  assert.ok(Math.abs(mean - 50) < 2, `${mean}`);
  assert.deepEqual(journeys(1), first);
  assert.notDeepEqual(journeys(2), first);
});
