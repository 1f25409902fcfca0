import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../core/exchange.ts';
import { patiently } from './patience.ts';

/** Asks a provider at which a resource is there after so many ms. Each answer takes 3 ms. */
async function asked(thereAfterMs: number): Promise<{ readonly times: readonly number[]; readonly found: boolean }> {
  let now = 0;
  const times: number[] = [];
  const found = (exchange: Exchange) => exchange.startedAt >= thereAfterMs;
  const wait = async (ms: number) => {
    now += ms;
  };
  const ask = async () => {
    times.push(now);
    const exchange = { startedAt: now } as Exchange;
    now += 3;
    return exchange;
  };
  return { found: found(await patiently({ wait }, ask, found, 5000)), times };
}

test('what is there at once is asked for once', async () => {
  assert.deepEqual(await asked(0), { times: [0], found: true });
});

test('what is there in time is found, by few requests', async () => {
  const { times, found } = await asked(4999);
  assert.ok(found);
  assert.ok(times.length < 40, `${times.length} requests`);
});

test('the last request goes out when the time is over, and not before', async () => {
  const { times, found } = await asked(60_000);
  assert.equal(found, false);
  assert.ok((times.at(-1) ?? 0) >= 5000);
  assert.ok((times.at(-2) ?? 0) < 5000);
});
