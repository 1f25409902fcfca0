import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Amount, addAmounts, amountText, compareAmounts, parseAmount, subtractAmounts, zero } from './amounts.ts';

function amount(text: string): Amount {
  const found = parseAmount(text);
  assert.ok(found !== undefined, text);
  return found;
}

test('every number form of JSON is read exactly', () => {
  const read: readonly [string, bigint, number][] = [
    ['100', 100n, 0],
    ['100.50', 1005n, 1],
    ['1E+5', 100_000n, 0],
    ['1e5', 100_000n, 0],
    ['12.5e-1', 125n, 2],
    ['125E-3', 125n, 3],
    ['1.0e1', 10n, 0],
    ['-0.10', -1n, 1],
    ['0.001', 1n, 3],
    ['0', 0n, 0],
    ['-0', 0n, 0],
    ['0.00', 0n, 0],
    ['0e999999999999', 0n, 0],
    ['123456789012345678.99', 12_345_678_901_234_567_899n, 2],
  ];
  for (const [text, units, scale] of read) assert.deepEqual(parseAmount(text), { units, scale }, text);
});

test('anything else is not an amount', () => {
  const refused = [
    '',
    ' ',
    '1 ',
    ' 1',
    '+1',
    '01',
    '00',
    '.5',
    '5.',
    '1.',
    '1,5',
    '1 000',
    '1_000',
    '0x1',
    '1e',
    '1e+',
    'e5',
    '--1',
    'NaN',
    'Infinity',
    '١',
    '1\n',
    '1n',
    'null',
    '"1"',
    '1e1001',
    '1e-1001',
    '1e999999999999999999999',
  ];
  for (const text of refused) assert.equal(parseAmount(text), undefined, JSON.stringify(text));
});

test('the many cents that binary fractions cannot hold', () => {
  assert.equal(compareAmounts(addAmounts(amount('0.1'), amount('0.2')), amount('0.3')), 0);
  assert.equal(compareAmounts(amount('29.95'), amount('29.949999999999999')), 1);
  assert.equal(compareAmounts(amount('100'), amount('1e2')), 0);
  assert.equal(compareAmounts(amount('-1'), zero), -1);
  assert.deepEqual(addAmounts(amount('0.5'), amount('0.5')), { units: 1n, scale: 0 });
  assert.deepEqual(subtractAmounts(amount('1'), amount('0.01')), { units: 99n, scale: 2 });
});

test('text keeps every place that is needed', () => {
  assert.equal(amountText(amount('100.5'), 2), '100.50');
  assert.equal(amountText(amount('0.001'), 2), '0.001');
  assert.equal(amountText(amount('-0.05')), '-0.05');
  assert.equal(amountText(amount('1E+5')), '100000');
  assert.equal(amountText(zero, 2), '0.00');
});

test('sums of cents are sums of whole numbers', () => {
  const cents = fc.integer({ min: -1e9, max: 1e9 });
  const text = (value: number): string => amountText({ units: BigInt(value), scale: 2 }, 2);
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      assert.equal(amountText(addAmounts(amount(text(a)), amount(text(b))), 2), text(a + b));
      assert.equal(compareAmounts(amount(text(a)), amount(text(b))), Math.sign(a - b));
    }),
    { seed: 5, numRuns: 500 },
  );
});
