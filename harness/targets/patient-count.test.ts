import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Blocked } from '../../core/verdict/blocked.ts';
import { patientCount } from './patient-count.ts';

/** A count over a clock that only waits advance. What is made shows that many ms later. */
function counting(lagMs: number) {
  let clock = 0;
  let asked = 0;
  const madeAt = new Map<string, number[]>();
  const count = patientCount(
    async (invoiceId) => {
      asked += 1;
      return (madeAt.get(invoiceId) ?? []).filter((at) => clock >= at + lagMs).length;
    },
    {
      now: () => clock,
      wait: async (ms) => {
        clock += ms;
      },
    },
  );
  return {
    count,
    make: (invoiceId: string, later = 0) => madeAt.set(invoiceId, [...(madeAt.get(invoiceId) ?? []), clock + later]),
    asked: () => asked,
  };
}

test('a count that never lags is asked for once', async () => {
  const { count, make, asked } = counting(0);
  make('a');
  assert.equal(await count('a', 1), 1);
  make('b');
  make('b');
  assert.equal(await count('b', 1), 2);
  assert.equal(await count('none', 0), 0);
  assert.equal(asked(), 3);
});

test('a count that lags is waited for, and so is an effect too many', async () => {
  const { count, make } = counting(2000);
  make('a');
  assert.equal(await count('a', 1), 1);
  make('b');
  make('b', 1500);
  assert.equal(await count('b', 1), 2);
  make('c');
  assert.equal(await count('c', 0), 1);
});

test('before anything is known of its lag, zero counts only after the whole patience', async () => {
  const { count, make } = counting(4000);
  make('a');
  assert.equal(await count('a', 0), 1);
});

test('a recipe that counts nothing at all is reported, and a single deposit that is not counted is missing', async () => {
  const deaf = counting(Number.POSITIVE_INFINITY);
  deaf.make('a');
  await assert.rejects(deaf.count('a', 1), (error) => error instanceof Blocked && error.kind === 'recipe-failed');
  const { count, make } = counting(0);
  make('a');
  assert.equal(await count('a', 1), 1);
  assert.equal(await count('lost', 1), 0);
});
