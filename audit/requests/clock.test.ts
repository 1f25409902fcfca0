import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf } from '../../schemas/contracts.ts';
import { dateWithinMs } from './clock.ts';

test('a date may be off by the tolerance of the contract and the second that its resolution cuts off (CLK-06)', () => {
  const { scheme } = contractOf('deposits-v3');
  assert.equal(dateWithinMs(scheme), (scheme.date?.toleranceMs ?? 0) + 1000);
  const { date: _, ...dateless } = scheme;
  assert.equal(dateWithinMs(dateless), 1000);
});
