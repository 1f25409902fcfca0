import assert from 'node:assert/strict';
import { test } from 'node:test';
import { httpDate } from '../../core/contract/clock.ts';
import { noBody } from '../../core/exchange.ts';
import { contractOf } from '../../schemas/contracts.ts';
import type { Answered } from './history.ts';
import { apart, within } from './window.ts';

const operation = contractOf('deposits-v3').operation('createDeposit');
const date = Date.UTC(2026, 0, 5, 12);
const took = 50;

/** A call whose X-Date is that far from the Date of its answer, ms. */
function dated(aheadMs: number, age?: string): Answered {
  const headers: (readonly [string, string])[] = [['Date', httpDate(date)], ...(age === undefined ? [] : [['Age', age] as const])];
  const response = { status: 200, headers, body: noBody };
  const request = { method: 'GET', target: '/v3/states?country=BR', headers: [], body: noBody };
  const seen = {
    number: 1,
    startedAt: date,
    endedAt: date + took,
    request,
    answer: { kind: 'response', response },
    readable: true,
  } as const;
  return { seen, operation, response, datedAt: date + aheadMs } as unknown as Answered;
}

test('an X-Date is inside or outside only where the resolution, a late Date and the way leave no doubt (CLK-01, CLK-03)', () => {
  assert.equal(operation.dateToleranceMs, 5000);
  for (const [aheadMs, where] of [
    [-6001 - took, 'behind'],
    [-6000 - took, undefined],
    [-2000, undefined],
    [-1999, 'inside'],
    [3999 - took, 'inside'],
    [4000 - took, undefined],
    [8000, undefined],
    [8001, 'ahead'],
  ] as const)
    assert.equal(within(dated(aheadMs)), where, String(aheadMs));
});

test('two accepted dates are apart only beyond the window of one clock and all that may have delayed them (CLK-02)', () => {
  const most = 2 * (5000 + 1000) + 2000 + 2 * took;
  assert.ok(apart(dated(most + 1), dated(0)));
  assert.ok(apart(dated(0), dated(most + 1)));
  assert.ok(!apart(dated(most), dated(0)));
  assert.ok(!apart(dated(-most / 2), dated(most / 2)));
  // A cached copy has the Date of another answer.
  assert.ok(!apart(dated(most + 1, '10'), dated(0)));
  assert.ok(!apart(dated(most + 1), dated(0, '10')));
});
