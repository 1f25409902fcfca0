import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { httpDate } from '../../core/contract/clock.ts';
import { type Answer, noBody } from '../../core/exchange.ts';
import { type ServerClock, serverClock } from './server-clock.ts';
import type { Transport } from './transport.ts';

const start = Date.UTC(2027, 2, 3, 4, 5, 6, 789);

/** A simulation with a clock of ours, a way and a server's Date; time passes only by asking and waiting. */
function world(dateOf: (now: number) => number | undefined, trip: () => number = () => 20) {
  let at = start;
  const clock = serverClock({ now: () => at });
  const answerOf = (date: number | undefined): Answer => ({
    kind: 'response',
    response: { status: 200, headers: date === undefined ? [] : [['date', httpDate(date)]], body: noBody },
  });
  const transport: Transport = clock.watching({
    async send() {
      at += trip() / 2;
      const answer = answerOf(dateOf(at));
      at += trip() / 2;
      return answer;
    },
    race: async () => [],
    close: async () => undefined,
  });
  const ask = () => transport.send({ method: 'GET', target: '/', headers: [], body: noBody }, {});
  const wait = async (ms: number): Promise<void> => {
    at += ms;
  };
  return { clock, ask, wait, ours: () => at, measured: () => clock.measure(ask, wait) };
}

function holds(clock: ServerClock, offset: number): void {
  const { offsetMs, uncertaintyMs } = clock.figures();
  assert.ok(Math.abs(offsetMs - offset) <= uncertaintyMs, `${offsetMs} ± ${uncertaintyMs} for ${offset}`);
}

describe("the target's clock", () => {
  test('is found, whatever its offset and the way: to a tenth of a second by Date, and half a second more for a Date of a timer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -5000, max: 5000 }),
        fc.integer({ min: 0, max: 120 }),
        fc.nat(),
        async (offset, length, jitter) => {
          let count = jitter;
          const trip = () => {
            count = (count * 1_103_515_245 + 12_345) % 2 ** 31;
            return length * (0.7 + (count / 2 ** 31) * 0.6);
          };
          const { clock, measured, ours } = world((now) => now + offset, trip);
          const began = ours();
          assert.equal(await measured(), true);
          holds(clock, offset);
          const { byDate } = clock.figures();
          assert.ok(Math.abs(byDate.offsetMs - offset) <= byDate.uncertaintyMs);
          assert.ok(byDate.uncertaintyMs <= 100 + length, `${byDate.uncertaintyMs} ms with a round trip of ${length} ms`);
          assert.ok(Math.abs(clock.uncertaintyMs - byDate.uncertaintyMs - 500) < 1);
          assert.equal(clock.figures().clocks.length, 1);
          assert.equal(clock.figures().lags, false);
          assert.ok(Math.abs(clock.now() - ours() - offset) <= clock.uncertaintyMs);
          assert.ok(ours() - began < 10_000);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  test('is narrowed by every answer of the run, and wider again with time', async () => {
    const { clock, ask, wait } = world((now) => now - 1234);
    await ask();
    const first = clock.uncertaintyMs;
    for (let call = 0; call < 100; call += 1) {
      await wait(37);
      await ask();
    }
    const many = clock.uncertaintyMs;
    holds(clock, -1234);
    assert.ok(first > 1000 && many < 560, `${first} ms, then ${many} ms`);
    await wait(600_000);
    assert.ok(clock.uncertaintyMs > many + 250);
    holds(clock, -1234);
  });

  test('is followed where it drifts', async () => {
    const { clock, ask, wait, ours } = world((now) => now + (now - start) * 200e-6);
    for (let call = 0; call < 2000; call += 1) {
      await wait(731);
      await ask();
      holds(clock, (ours() - start) * 200e-6);
    }
    assert.ok(clock.uncertaintyMs < 600);
    assert.equal(clock.figures().steps, 0);
  });

  test('is found anew where it was set, and that is reported', async () => {
    let offset = 200;
    const { clock, ask, wait } = world((now) => now + offset);
    const calls = async (count: number): Promise<void> => {
      for (let call = 0; call < count; call += 1) {
        await wait(371);
        await ask();
      }
    };
    await calls(50);
    offset = -6000;
    await calls(1);
    assert.ok(clock.uncertaintyMs > 3000, 'both count until one is gone');
    await calls(60);
    holds(clock, -6000);
    assert.ok(clock.uncertaintyMs < 600);
    assert.equal(clock.figures().steps, 1);
    assert.equal(clock.figures().clocks.length, 1);
  });

  test('is several where nodes take turns, and the margin holds them all', async () => {
    let call = 0;
    const { clock, ask, wait } = world((now) => {
      call += 1;
      return now + (call % 3 === 0 ? -4000 : 100);
    });
    for (let turn = 0; turn < 90; turn += 1) {
      await wait(37);
      await ask();
    }
    const { clocks, steps } = clock.figures();
    assert.equal(steps, 0);
    assert.deepEqual(
      clocks.map(({ offsetMs, uncertaintyMs, answers }) => [
        Math.abs(offsetMs - 100) <= uncertaintyMs || Math.abs(offsetMs + 4000) <= uncertaintyMs,
        answers,
      ]),
      [
        [true, 60],
        [true, 30],
      ],
    );
    for (const offset of [100, -4000]) holds(clock, offset);
  });

  test('is held where a server writes its Date once a second, at any part of it', async () => {
    for (const phase of [1, 100, 350, 650, 900, 999]) {
      const { clock, measured } = world((now) => Math.floor((now - phase) / 1000) * 1000 + phase);
      await measured();
      holds(clock, 0);
      assert.ok(clock.uncertaintyMs < 600);
    }
  });

  test('is held where a server keeps its Date for a second, and that is reported', async () => {
    let written = Number.NEGATIVE_INFINITY;
    const { clock, measured } = world((now) => {
      if (now - written > 1000) written = now;
      return written;
    });
    await measured();
    assert.equal(clock.figures().lags, true);
    holds(clock, 0);
    assert.ok(clock.uncertaintyMs < 1300);
  });

  test('is ours where the Date is another clock than the one that judges', async () => {
    const { clock, measured, ours } = world((now) => now - 3_600_000);
    await measured();
    holds(clock, -3_600_000);
    clock.distrust();
    assert.equal(clock.now(), ours());
    assert.equal(clock.uncertaintyMs, 2000);
  });

  test('is not led astray by one stray Date among many', async () => {
    let call = 0;
    const { clock, ask, wait } = world((now) => {
      call += 1;
      return call === 60 ? now - 3_600_000 : now;
    });
    for (let turn = 0; turn < 70; turn += 1) {
      await wait(37);
      await ask();
    }
    assert.ok(clock.uncertaintyMs < 600);
    holds(clock, 0);
  });

  test('is ours, give or take two seconds, where answers have no Date', async () => {
    const { clock, measured, ours } = world(() => undefined);
    assert.equal(await measured(), false);
    assert.equal(clock.now(), ours());
    assert.equal(clock.uncertaintyMs, 2000);
    assert.deepEqual(clock.figures(), {
      offsetMs: 0,
      uncertaintyMs: 2000,
      byDate: { offsetMs: 0, uncertaintyMs: 2000 },
      dated: 0,
      undated: 2,
      lags: false,
      steps: 0,
      clocks: [],
    });
  });

  test('is not derived from answers that did not come, or came from elsewhere', async () => {
    const clock = serverClock({ now: () => start });
    const transport = clock.watching({
      send: async () => ({ kind: 'response', response: { status: 200, headers: [['Date', httpDate(0)]], body: noBody } }),
      race: async () => [],
      close: async () => undefined,
    });
    const request = { method: 'GET', target: '/', headers: [], body: noBody };
    await transport.send(request, { plain: true });
    await transport.send(request, { environment: 'second' });
    clock.heard({ kind: 'none', reason: 'timeout', detail: '' }, start, start);
    assert.equal(clock.figures().dated, 0);
  });
});
