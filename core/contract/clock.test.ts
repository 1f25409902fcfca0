import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { XDateVectors } from '../../specs/types/date.ts';
import type { DateWindowDecisions } from '../../specs/types/window.ts';
import { formatXDate, httpDate, parseHttpDate, parseXDate, windowOf } from './clock.ts';

function specs<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../../specs/contracts/deposits-v3/${path}`, import.meta.url), 'utf8')) as T;
}

const year0 = -62_167_219_200_000;
const lastMs = Date.UTC(9999, 11, 31, 23, 59, 59);

test('date vectors: the documented form is read, everything else is refused', () => {
  const { vectors } = specs<XDateVectors>('vectors/date.json');
  assert.ok(vectors.length > 100);
  for (const { id, xDate, result, epochMs } of vectors) assert.equal(parseXDate(xDate), result === 'valid' ? epochMs : undefined, id);
});

test('window table: the letter of "more than"', () => {
  const { cases } = specs<DateWindowDecisions>('tables/window.json');
  assert.ok(cases.length > 100);
  for (const { id, xDate, serverMs, toleranceMs, differenceMs, decision } of cases) {
    const date = parseXDate(xDate);
    assert.ok(date !== undefined, id);
    assert.equal(date - serverMs, differenceMs, id);
    const expected = decision === 'inside' ? 'inside' : differenceMs < 0 ? 'behind' : 'ahead';
    assert.equal(windowOf(date, serverMs, toleranceMs), expected, id);
  }
});

test('every second from the year 0000 to 9999 is written and read alike', () => {
  assert.equal(formatXDate(year0), '0000-01-01T00:00:00Z');
  assert.equal(parseXDate('0000-01-01T00:00:00Z'), year0);
  assert.equal(parseXDate('0099-12-31T23:59:59Z'), Date.parse('0099-12-31T23:59:59Z'));
  assert.equal(parseXDate('9999-12-31T23:59:59Z'), lastMs);
  fc.assert(
    fc.property(fc.integer({ min: year0 / 1000, max: lastMs / 1000 }), (second) => {
      assert.equal(parseXDate(formatXDate(second * 1000)), second * 1000);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('a begun second is the second', () => {
  assert.equal(formatXDate(1_592_742_800_000), '2020-06-21T12:33:20Z');
  assert.equal(formatXDate(1_592_742_800_999), '2020-06-21T12:33:20Z');
  assert.equal(formatXDate(-1), '1969-12-31T23:59:59Z');
  assert.throws(() => formatXDate(year0 - 1), RangeError);
  assert.throws(() => formatXDate(lastMs + 1000), RangeError);
});

test('impossible dates, foreign digits and text before or after are refused', () => {
  const refused = [
    '2023-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2023-04-31T00:00:00Z',
    '2023-00-10T00:00:00Z',
    '2023-13-10T00:00:00Z',
    '2023-01-00T00:00:00Z',
    '2023-01-01T24:00:00Z',
    '2023-01-01T23:60:00Z',
    '2016-12-31T23:59:60Z',
    '2020-06-21t12:33:20Z',
    '2020-06-21T12:33:20z',
    '2020-06-21 12:33:20Z',
    '2020-06-21T12:33:20\n',
    '2020-06-21T12:33:2Z\n',
    '٢٠٢٠-٠٦-٢١T١٢:٣٣:٢٠Z',
    '2020-06-21T12:33:20Z ',
    '+020-06-21T12:33:20Z',
    '',
  ];
  for (const text of refused) assert.equal(parseXDate(text), undefined, JSON.stringify(text));
  assert.equal(parseXDate('2000-02-29T00:00:00Z'), Date.UTC(2000, 1, 29));
});

test('exactly the tolerance is inside, in both directions', () => {
  assert.equal(windowOf(0, 5000, 5000), 'inside');
  assert.equal(windowOf(0, 5001, 5000), 'behind');
  assert.equal(windowOf(5000, 0, 5000), 'inside');
  assert.equal(windowOf(5001, 0, 5000), 'ahead');
});

test('the Date field is written and read as in RFC 9110', () => {
  const example = Date.UTC(1994, 10, 6, 8, 49, 37);
  assert.equal(httpDate(example + 999), 'Sun, 06 Nov 1994 08:49:37 GMT');
  assert.equal(parseHttpDate('Sun, 06 Nov 1994 08:49:37 GMT'), example);
  assert.equal(parseHttpDate('Sun Nov  6 08:49:37 1994'), example);
  assert.equal(parseHttpDate('Sat, 31 Dec 2016 23:59:60 GMT'), Date.UTC(2017, 0, 1));
  const refused = [
    '',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 +0000',
    'Sun, 31 Feb 1994 08:49:37 GMT',
    'Sun, 06 Foo 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:49:37 GMT',
  ];
  for (const text of refused) assert.equal(parseHttpDate(text), undefined, text);
});
