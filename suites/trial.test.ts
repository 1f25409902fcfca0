import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { noBody } from '../core/exchange.ts';
import { reason } from '../core/reason.ts';
import type { Outcome } from '../core/verdict.ts';
import type { Profile } from '../specs/profile.ts';
import { onekey } from '../specs/profiles/onekey.ts';
import { strict } from '../specs/profiles/strict.ts';
import type { ClauseTest } from './clause-test.ts';
import { forAll } from './for-all.ts';
import { accepted, broken } from './judgement.ts';
import { conduct, type TrialSettings } from './trial.ts';
import { ForReview, Indeterminate, Untestable } from './violation.ts';

/** Somebody to ask who only counts, over a clock that moves by one with each question. */
class Counted {
  readonly profile: Profile;
  asked = 0;
  constructor(profile: Profile) {
    this.profile = profile;
  }

  ask(): number {
    this.asked += 1;
    return this.asked;
  }
}

function outcomeOf(
  run: ClauseTest<Counted>['run'],
  clause: ClauseTest<Counted>['clause'] = 'SIG-01',
  settings: Partial<TrialSettings> = {},
  profile: Profile = onekey,
): Promise<Outcome> {
  const bench = new Counted(profile);
  return conduct(
    { clause, needs: [], run },
    { bench, can: new Set(), requests: () => bench.asked },
    { seed: 5, nonce: 'n', scale: 1, timeLimitMs: 1000, elapsed: () => bench.asked, ...settings },
  );
}

function breaks(): never {
  broken('SIG-01', reason('accepted'), reason('answered', { status: 400 }), []);
}

test('what was asked and threw nothing passes', async () => {
  assert.equal((await outcomeOf(async (bench) => void bench.ask())).verdict, 'pass');
});

test('a test that asked nothing is no pass', async () => {
  const { verdict, note } = await outcomeOf(async () => undefined);
  assert.equal(verdict, 'untestable');
  assert.match(note ?? '', /Nothing of this clause/);
});

test('a property whose time was over before its first case is no pass', async () => {
  const { verdict, note } = await outcomeOf(async (bench, trial) => {
    for (let request = 0; request <= 1000; request += 1) bench.ask();
    await forAll(trial, fc.nat(), 40, async () => void bench.ask());
  });
  assert.equal(verdict, 'indeterminate');
  assert.match(note ?? '', /property 1 judged one case/);
});

test('a property that time cuts short passes and says so', async () => {
  const { verdict, observations, cases } = await outcomeOf(
    async (bench, trial) => {
      await forAll(trial, fc.nat(), 400, async () => void bench.ask());
    },
    'SIG-01',
    { timeLimitMs: 50 },
  );
  assert.equal(verdict, 'pass');
  assert.ok(cases > 0 && cases < 400);
  assert.equal(observations[0]?.subject, 'cases of property 1');
});

test('a path to a property that the test does not have is no pass', async () => {
  const run: ClauseTest<Counted>['run'] = async (bench, trial) => {
    bench.ask();
    await forAll(trial, fc.nat(), 40, async () => void bench.ask());
  };
  assert.equal((await outcomeOf(run, 'SIG-01', { path: '1/0' })).verdict, 'pass');
  const { verdict, note } = await outcomeOf(run, 'SIG-01', { path: '2/0' });
  assert.equal(verdict, 'untestable');
  assert.match(note ?? '', /no property 2/);
});

test('a violation counts by the level of its clause, and its path finds the smallest case again', async () => {
  const run: ClauseTest<Counted>['run'] = async (bench, trial) => {
    await forAll(trial, fc.nat({ max: 1000 }), 200, async (value) => {
      bench.ask();
      if (value >= 100) breaks();
    });
  };
  const must = await outcomeOf(run);
  assert.equal(must.verdict, 'fail');
  assert.equal(must.violation?.counterexample, '100');
  const again = await outcomeOf(run, 'SIG-01', { path: must.path ?? '' });
  assert.equal(again.violation?.counterexample, '100');
  assert.equal((await outcomeOf(run, 'ERR-100')).verdict, 'warn');
});

test('a breach counts by the level that the profile gives its clause', async () => {
  const run = async () => breaks();
  assert.equal((await outcomeOf(run, 'RCV-11', {}, onekey)).verdict, 'warn');
  assert.equal((await outcomeOf(run, 'RCV-11', {}, strict)).verdict, 'fail');
});

test('a lost answer ends a property as indeterminate, and beside a violation it is the violation that is told', async () => {
  const lost = () => new Indeterminate('gone', 'environment', []);
  const run =
    (alsoBroken: boolean): ClauseTest<Counted>['run'] =>
    async (bench, trial) => {
      await forAll(trial, fc.nat(), 40, async () => {
        if (bench.ask() === 1) throw lost();
        if (alsoBroken) breaks();
      });
    };
  assert.equal((await outcomeOf(run(false))).verdict, 'indeterminate');
  assert.equal((await outcomeOf(run(true))).verdict, 'fail');
});

test('what could not be judged brings what there is to look at', async () => {
  const exchange = {
    number: 1,
    request: { method: 'GET', target: '/', headers: [], body: noBody },
    startedAt: 0,
    endedAt: 1,
    answer: { kind: 'none' as const, reason: 'timeout' as const, detail: '' },
  };
  for (const [error, verdict, blame] of [
    [new Indeterminate('lost', 'environment', [exchange]), 'indeterminate', 'environment'],
    [new ForReview('look', [exchange]), 'review', 'implementation'],
    [new Untestable('add', [exchange]), 'untestable', 'configuration'],
  ] as const) {
    const outcome = await outcomeOf(() => Promise.reject(error));
    assert.deepEqual([outcome.verdict, outcome.blame, outcome.exchanges], [verdict, blame, [exchange]]);
  }
  assert.equal('exchanges' in (await outcomeOf(() => Promise.reject(new Untestable('add')))), false);
});

test('any other error is ours', async () => {
  const { verdict, blame } = await outcomeOf(async () => {
    throw new TypeError('no function');
  });
  assert.deepEqual([verdict, blame], ['harness-error', 'harness']);
});

test('a refusal is held against the provider only where the call was not long on its way', async () => {
  const refusal = (took: number) => ({
    number: 1,
    request: { method: 'GET', target: '/', headers: [], body: noBody },
    startedAt: 0,
    endedAt: took,
    answer: { kind: 'response' as const, response: { status: 400, headers: [], body: noBody } },
  });
  const verdictAfter = async (took: number) => (await outcomeOf(async () => accepted('SIG-01', refusal(took)))).verdict;
  assert.equal(await verdictAfter(20), 'fail');
  assert.equal(await verdictAfter(2500), 'indeterminate');
});
