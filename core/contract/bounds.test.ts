import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAmount } from './amounts.ts';
import { type Bounded, boundRule, boundText, brokenBound } from './bounds.ts';

const eighteenDigits: Bounded = {
  minimum: 0.01,
  maximum: 1e18,
  'x-countersign-exact': { maximum: '999999999999999999.99' },
};

function broken(schema: Bounded, text: string): string | undefined {
  const amount = parseAmount(text);
  return amount && brokenBound(schema, amount);
}

test('a bound that no double keeps is compared as the decimal that it is', () => {
  assert.equal(broken(eighteenDigits, '999999999999999999.99'), undefined);
  assert.equal(broken(eighteenDigits, '999999999999999999.991'), 'maximum');
  assert.equal(broken(eighteenDigits, '1000000000000000000'), 'maximum');
  assert.equal(broken(eighteenDigits, '1e18'), 'maximum');
  assert.equal(broken(eighteenDigits, '0.01'), undefined);
  assert.equal(broken(eighteenDigits, '0.009999999999999999999'), 'minimum');
  assert.equal(boundRule(eighteenDigits, 'maximum'), 'must be <= 999999999999999999.99');
});

test('an exclusive bound is outside', () => {
  const schema = { exclusiveMinimum: 0, exclusiveMaximum: 1 };
  for (const [text, keyword] of [
    ['0', 'exclusiveMinimum'],
    ['1', 'exclusiveMaximum'],
    ['0.5', undefined],
  ] as const) {
    assert.equal(broken(schema, text), keyword, text);
  }
});

test('the text of another bound than the one in force is not taken', () => {
  assert.equal(boundText({ ...eighteenDigits, maximum: 5 }, 'maximum'), '5');
  assert.equal(boundText({}, 'maximum'), undefined);
});
