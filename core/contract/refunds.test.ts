import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { RefundDecisions } from '../../specs/types/refund-sums.ts';
import { addAmounts, amountText, parseAmount, zero } from './amounts.ts';
import { countsAgainstDeposit, refundRefusal } from './refunds.ts';

const { cases } = JSON.parse(
  readFileSync(new URL('../../specs/contracts/deposits-v3/tables/refund-sums.json', import.meta.url), 'utf8'),
) as RefundDecisions;

function sum(amounts: readonly string[]): string {
  return amountText(amounts.reduce((sofar, text) => addAmounts(sofar, parseAmount(text) ?? zero), zero));
}

test('refund table: each step is decided as the sources say, and the sum never goes beyond the deposit', () => {
  assert.ok(cases.length > 50);
  for (const { id, deposit, accepts, refunded, steps } of cases) {
    let { status } = deposit;
    const kept: string[] = [];
    for (const step of steps) {
      if (!('refund' in step)) {
        status = step.becomes;
        continue;
      }
      const refusal = refundRefusal({ amount: deposit.amount, completed: status === 'COMPLETED' }, kept, step.refund ?? undefined);
      if (refusal === undefined) kept.push(step.refund ?? deposit.amount);
      assert.equal(refusal === undefined ? 'accepted' : 'refused', step.expected, id);
      assert.equal(sum(kept), step.refundedAfter, id);
    }
    assert.equal(kept.length, accepts, id);
    assert.equal(sum(kept), refunded, id);
  }
});

const paid = { amount: '100', completed: true };

test('a refusal says why', () => {
  assert.deepEqual(refundRefusal({ amount: '100', completed: false }, [], '-1'), { because: 'deposit-not-completed' });
  for (const amount of ['0', '0.00', '-1', '1.001', 'ten', '']) {
    assert.deepEqual(refundRefusal(paid, [], amount), { because: 'refund-amount-invalid' }, amount);
  }
  assert.deepEqual(refundRefusal(paid, ['99.99'], '0.02'), { because: 'refund-exceeds' });
  assert.deepEqual(refundRefusal(paid, ['0.01'], undefined), { because: 'refund-exceeds' });
  assert.equal(refundRefusal(paid, ['99.99'], '0.010'), undefined);
});

test('a broken ledger is not a refusal of the request', () => {
  assert.throws(() => refundRefusal({ ...paid, amount: '' }, [], '1'), RangeError);
  assert.throws(() => refundRefusal(paid, ['?'], '1'), RangeError);
});

test('a refund that gave nothing back does not weigh on its deposit', () => {
  const statuses = [
    { status: 'COMPLETED', final: true },
    { status: 'CANCELLED', final: true },
    { status: 'REJECTED', final: true },
    { status: 'DELIVERED', final: false },
  ].map((row) => ({ ...row, basis: 'docs' as const, meaning: 'of a test' }));
  const refunds = { completed: 'COMPLETED', statuses };
  assert.deepEqual(
    ['PENDING', 'DELIVERED', 'COMPLETED', 'INCORRECT_DETAILS', 'CANCELLED', 'REJECTED'].map((status) =>
      countsAgainstDeposit(refunds, status),
    ),
    [true, true, true, true, false, false],
  );
});
