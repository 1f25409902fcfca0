import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reason } from '../../core/verdict/reason.ts';
import { Indeterminate, Violation } from '../violation.ts';
import { inGroups } from './driver.ts';

const breach = new Violation({ clause: 'RCV-01', expected: reason('refused'), actual: reason('accepted'), exchanges: [], breaking: -1 });

test('when the time of a clause is over, no further group begins, and nothing is judged', async () => {
  const done: number[] = [];
  const driver = { expired: () => done.length >= 2 };
  const work = async (item: number) => void done.push(item);
  await assert.rejects(inGroups(driver, [1, 2, 3, 4], work, 2), Indeterminate);
  assert.deepEqual(done, [1, 2]);
});

test('a group is awaited to its end, and of its errors a violation comes first', async () => {
  const done: number[] = [];
  const work = async (item: number) => {
    await Promise.resolve();
    done.push(item);
    if (item < 3) throw item === 1 ? new Indeterminate('lost', 'environment', []) : breach;
  };
  await assert.rejects(inGroups({ expired: () => false }, [1, 2, 3, 4], work, 3), breach);
  assert.deepEqual(done, [1, 2, 3]);
});
