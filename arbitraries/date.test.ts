import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatXDate, parseXDate, windowOf } from '../core/contract/clock.ts';
import { ambiguousDates, impossibleDates, insideOffsets, outsideOffsets } from './date.ts';

const runs = { seed: 20_200_621, numRuns: 2000 };

const known = { toleranceMs: 5000, marginMs: 1200 };
const now = Date.UTC(2026, 10, 21, 19, 3, 7, 450);

/** Moments at which fields overflow: ends of days, months and years, leap days, and second 0. */
const moments = fc.oneof(
  fc.constantFrom(
    now,
    Date.UTC(2026, 11, 31, 23, 59, 59, 999),
    Date.UTC(2027, 0, 1),
    Date.UTC(2024, 1, 29, 12),
    Date.UTC(2026, 2, 1, 0, 0, 1),
    Date.UTC(2026, 10, 30, 0, 30),
    0,
  ),
  fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) }),
);

test('outside offsets are outside on their side by more than the margin, even when the begun second is spelled', () => {
  const { behind, ahead } = outsideOffsets(known, now);
  fc.assert(
    fc.property(behind, ahead, (back, forth) => {
      assert.ok(back < -6200 && forth > 6200);
      assert.equal(windowOf(parseXDate(formatXDate(now + back)) ?? 0, now, known.toleranceMs), 'behind');
      assert.equal(windowOf(parseXDate(formatXDate(now + forth)) ?? 0, now, known.toleranceMs), 'ahead');
    }),
    runs,
  );
});

test('outside offsets seek the edge, and reach 1970 and 9999', () => {
  const { behind, ahead } = outsideOffsets(known, now);
  const back = fc.sample(behind, runs);
  const forth = fc.sample(ahead, runs);
  assert.ok(back.filter((ms) => ms > -8300).length > 600);
  assert.ok(back.includes(-6201) && forth.includes(6201) && back.includes(-3_600_000) && forth.includes(345 * 60_000));
  assert.ok(back.includes(-now));
  assert.ok(forth.some((ms) => formatXDate(now + ms).startsWith('9999')));
});

test('inside offsets are inside on both sides, edges and now among them', () => {
  fc.assert(
    fc.property(insideOffsets(known), (ms) => Math.abs(ms) <= 3800),
    runs,
  );
  const all = new Set(fc.sample(insideOffsets(known), runs));
  for (const ms of [0, 3800, -3800]) assert.ok(all.has(ms));
  assert.throws(() => insideOffsets({ toleranceMs: 5000, marginMs: 5001 }), RangeError);
  assert.deepEqual(fc.sample(insideOffsets({ toleranceMs: 5000, marginMs: 5000 }), 3), [0, 0, 0]);
});

test('no impossible date is an X-Date near now, at any moment', () => {
  fc.assert(
    fc.property(moments, (ms) => {
      for (const { text, kind } of impossibleDates(ms)) {
        const read = parseXDate(text);
        assert.ok(read === undefined || windowOf(read, ms, 3_600_000) !== 'inside', `${kind}: ${text}`);
        // Neither a leap second nor the end of a day: those are interpretations.
        assert.doesNotMatch(text, /:60Z$|T24:00:00/, kind);
        assert.match(text, /^(?:[!-~\x80-\xff](?:[ -~\x80-\xff]*[!-~\x80-\xff])?)?$/, kind);
      }
    }),
    { ...runs, numRuns: 500 },
  );
});

test('overflowing fields add up to now', () => {
  fc.assert(
    fc.property(moments, (ms) => {
      for (const kind of ['hour above 24', 'minute 60 or more', 'second above 60', 'day beyond the month', 'month above 12']) {
        const text = impossibleDates(ms).find((date) => date.kind === kind)?.text ?? '';
        const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[-T:Z]/).map(Number);
        const spelled = Date.UTC(year, month - 1, day, hour, minute, second);
        assert.ok(spelled >= ms - 1000 && spelled <= ms + 1000, `${kind}: ${text}`);
      }
    }),
    { ...runs, numRuns: 500 },
  );
});

test('other digits are UTF-8 bytes read as latin1', () => {
  const text = impossibleDates(now).find(({ kind }) => kind === 'Arabic-Indic digits')?.text ?? '';
  assert.equal(Buffer.from(text, 'latin1').toString('utf8'), '٢٠٢٦-١١-٢١T١٩:٠٣:٠٧Z');
});

test('kinds have one place at every moment and one text each', () => {
  const kindsAt = (ms: number) => [impossibleDates(ms), ambiguousDates(ms)].map((dates) => dates.map(({ kind }) => kind));
  fc.assert(
    fc.property(moments, (ms) => assert.deepEqual(kindsAt(ms), kindsAt(0))),
    { ...runs, numRuns: 200 },
  );
  for (const dates of [impossibleDates(now), ambiguousDates(now)]) {
    assert.equal(new Set(dates.map(({ kind }) => kind)).size, dates.length);
    assert.equal(new Set(dates.map(({ text }) => text)).size, dates.length);
  }
});

test('no ambiguous date has the documented form', () => {
  fc.assert(
    fc.property(moments, (ms) => ambiguousDates(ms).every(({ text }) => parseXDate(text) === undefined)),
    { ...runs, numRuns: 200 },
  );
});

test('offsets and other forms of ISO 8601 spell now', () => {
  const text = (kind: string) => ambiguousDates(now).find((date) => date.kind === kind)?.text;
  assert.equal(text('offset -03:00'), '2026-11-21T16:03:07-03:00');
  assert.equal(text('offset +05:30'), '2026-11-22T00:33:07+05:30');
  assert.equal(text('week date'), '2026-W47-6T19:03:07Z');
  assert.equal(text('day of the year'), '2026-325T19:03:07Z');
  assert.equal(text('leap second'), '2026-11-21T19:02:60Z');
});
