import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addAmounts, compareAmounts, parseAmount, zero } from '../core/contract/amounts.ts';
import { amount, edgeAmounts, knownSplits, spelledAmounts, split } from './amount.ts';

const runs = { seed: 20_200_621, numRuns: 2000 };

function exact(text: string) {
  const parsed = parseAmount(text);
  assert.ok(parsed, text);
  return parsed;
}

test('amounts are plain decimals of 0–2 places that a double keeps', () => {
  fc.assert(
    fc.property(amount(), (text) => {
      assert.match(text, /^(0|[1-9][0-9]*)(\.[0-9]{1,2})?$/);
      assert.equal(compareAmounts(exact(text), zero), 1);
      assert.equal(compareAmounts(exact(String(Number(text))), exact(text)), 0);
    }),
    runs,
  );
});

test('amounts visit what has broken sums before', () => {
  const all = new Set(fc.sample(amount(), runs));
  for (const text of ['29.95', '0.10', '9.95', '100', '100.00', '0.01', '9999999999999.99']) assert.ok(all.has(text), text);
});

test('amounts stay within their range, up to 18 digits', () => {
  const [min, max] = ['999999999999999998.5', '999999999999999999.99'];
  fc.assert(
    fc.property(amount({ min, max }), (text) => {
      assert.ok(compareAmounts(exact(text), exact(min)) >= 0 && compareAmounts(exact(text), exact(max)) <= 0, text);
    }),
    runs,
  );
  assert.throws(() => amount({ min: '2', max: '1' }), RangeError);
  assert.throws(() => amount({ min: '0.001' }), RangeError);
});

test('parts sum to the amount exactly, in its own decimals', () => {
  const cases = amount().chain((total) => fc.record({ total: fc.constant(total), parts: split(total) }));
  fc.assert(
    fc.property(cases, ({ total, parts }) => {
      const decimals = total.split('.')[1]?.length ?? 0;
      for (const part of parts) {
        assert.equal(part.split('.')[1]?.length ?? 0, decimals);
        assert.equal(compareAmounts(exact(part), zero), 1);
      }
      assert.equal(compareAmounts(parts.map(exact).reduce(addAmounts, zero), exact(total)), 0);
      assert.ok(parts.length <= 5);
    }),
    runs,
  );
});

test('the least amount has one part, and what is not an amount has none', () => {
  assert.deepEqual(fc.sample(split('0.01'), 1), [['0.01']]);
  assert.deepEqual(fc.sample(split('1'), 1), [['1']]);
  for (const text of ['0', '0.00', '-1', '1e2', 'x']) assert.throws(() => split(text), RangeError, text);
});

test('known splits sum to their amount, and some of them not in floats', () => {
  for (const total of ['100.00', '29.95', '472.18', '100', '7', '0.05', '0.01']) {
    const splits = knownSplits(total);
    for (const parts of splits) {
      const decimals = total.split('.')[1]?.length ?? 0;
      const units = (text: string) => BigInt(text.replace('.', ''));
      assert.equal(
        parts.reduce((sum, part) => sum + units(part), 0n),
        units(total),
        `${total}: ${parts}`,
      );
      assert.ok(parts.every((part) => units(part) > 0n && (part.split('.')[1]?.length ?? 0) === decimals));
    }
  }
  const sums = knownSplits('100.00').map((parts) => parts.reduce((sum, part) => sum + Number(part), 0));
  assert.ok(sums.some((sum) => sum > 100));
  assert.ok(sums.some((sum) => sum < 100));
});

test('gives amounts at edges that a double keeps to the last unit', () => {
  for (const decimals of [0, 2]) {
    const amounts = edgeAmounts(decimals);
    assert.ok(amounts.length >= 3);
    for (const text of amounts) {
      assert.equal(Number(text).toFixed(decimals), text);
      assert.notEqual(Number(text) + 10 ** -decimals, Number(text));
    }
  }
});

test('some spelled amounts lose a cent where a float times 100 is cut', () => {
  for (const whole of ['1', '100', '164', '206', '399', '1999', '65000']) {
    const numbers = spelledAmounts(whole, 2).flatMap(({ json }) => (/^[0-9]+\.[0-9]{2}$/.test(json) ? [Number(json)] : []));
    assert.ok(
      numbers.some((number) => Math.trunc(number * 100) < Math.round(number * 100)),
      whole,
    );
  }
  assert.ok(spelledAmounts('100', 0).every(({ json }) => !/\.[0-9]?[1-9]/.test(json)));
});
