import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failingCalls, momentsOfRepeats, valuesOfCalls } from './failing-call.ts';

const operations = ['pay', 'read'] as const;
const failures = ['lost', 'dropped', 'refused', 'failed', 'slow'] as const;

test('each operation, failure, value and moment meets each of the others', () => {
  for (const seed of [1, 2, 20_786]) {
    const calls = failingCalls(operations, failures, seed);
    const axes = { operation: operations, failure: failures, value: valuesOfCalls, moment: momentsOfRepeats } as const;
    const names = ['operation', 'failure', 'value', 'moment'] as const;
    for (const one of names)
      for (const other of names.slice(names.indexOf(one) + 1))
        for (const first of axes[one])
          for (const second of axes[other])
            assert.ok(
              calls.some((call) => call[one] === first && call[other] === second),
              `${first} and ${second}`,
            );
    // Far fewer than all combinations.
    assert.ok(calls.length < 40, `${calls.length} calls`);
  }
});

test('a contract without operations gives no calls', () => {
  assert.deepEqual(failingCalls([], failures, 1), []);
});
