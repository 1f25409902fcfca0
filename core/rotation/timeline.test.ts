import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeover, type Poll } from './timeline.ts';

const at = (set: Poll['set'], ms: number, taken: boolean): Poll => ({ set, sentAt: ms, answeredAt: ms + 100, taken, seen: '' });
const rolled = { askedAt: 1000, answeredAt: 1200 };

test('a set that ends at once and one that works at once: both within the first poll', () => {
  const { overlap, gap } = changeover([at('new', 1300, true), at('old', 1400, false)], rolled, 0);
  assert.deepEqual(overlap, { seconds: 0.3, uncertaintySeconds: 0.3, open: false });
  assert.deepEqual(gap, { seconds: 0.2, uncertaintySeconds: 0.2, open: false });
});

test('an overlap lasts until the last poll that took the old set, whatever another node said before', () => {
  const polls = [at('old', 2000, true), at('old', 3000, false), at('old', 4000, true), at('old', 6000, false)];
  assert.deepEqual(changeover(polls, rolled, 0).overlap, { seconds: 4, uncertaintySeconds: 1.2, open: false });
});

test('a set that is still taken, or still refused, leaves its end open', () => {
  const { overlap, gap } = changeover([at('old', 5000, true), at('new', 5000, false)], rolled, 0);
  assert.equal(overlap?.open, true);
  assert.equal(gap?.open, true);
});

test('calls before the roll say nothing about it, and the uncertainty of the clock is added', () => {
  assert.deepEqual(changeover([at('old', 500, true)], rolled, 0), { overlap: undefined, gap: undefined });
  assert.equal(changeover([at('old', 1300, false)], rolled, 1000).overlap?.uncertaintySeconds, 1.2);
});
