import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { WatchedFinding } from '../audit/finding.ts';
import { type Exchange, noBody } from '../core/exchange.ts';
import { Blocked } from '../core/verdict/blocked.ts';
import { reason } from '../core/verdict/reason.ts';
import type { Outcome } from '../core/verdict/verdict.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { Profile } from '../specs/profile.ts';
import { profileOf } from '../specs/profile.ts';
import type { Trait } from '../specs/traits.ts';
import type { ClauseRunSettings } from './clause-run.ts';
import { askClauseTest, runClauseTest } from './clause-runner.ts';
import type { ClauseTest, TestEnvironment } from './clause-test.ts';
import { drawn, forAll } from './for-all.ts';
import { accepted, broken } from './judgement.ts';
import { ForReview, Indeterminate, Untestable, Violation } from './violation.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const strict = profileOf(contract, 'strict') ?? onekey;

/** Parties that only count, over a clock that advances by one with each request. */
class Counted {
  readonly profile: Profile;
  readonly contract: TestEnvironment['contract'];
  asked = 0;
  constructor(profile: Profile, traits: readonly Trait[]) {
    this.profile = profile;
    this.contract = { ...contract, traits: new Set(traits), scheme: { keys: {} } };
  }

  ask(): number {
    this.asked += 1;
    return this.asked;
  }
}

function outcomeOf(
  body: ClauseTest<Counted>['run'],
  clause: ClauseTest<Counted>['clause'] = 'SIG-01',
  settings: Partial<ClauseRunSettings> = {},
  profile: Profile = onekey,
  needs: ClauseTest<Counted>['needs'] = [],
): Promise<Outcome> {
  const env = new Counted(profile, ['signed']);
  return runClauseTest(
    { clause, needs, run: body },
    { env, can: new Set(), requests: () => env.asked },
    { seed: 5, nonce: 'n', scale: 1, timeLimitMs: 1000, elapsed: () => env.asked, ...settings },
  );
}

function breaks(): never {
  broken('SIG-01', reason('accepted'), reason('answered', { status: 400 }), []);
}

test('what was asked and threw nothing passes', async () => {
  assert.equal((await outcomeOf(async (env) => void env.ask())).verdict, 'pass');
});

test('a clause is not applicable where the contract lacks its trait, and the note names the trait', async () => {
  const ask = (needs: ClauseTest<Counted>['needs']) => outcomeOf(async (env) => void env.ask(), 'SIG-01', {}, onekey, needs);
  assert.equal((await ask(['signed'])).verdict, 'pass');
  const { verdict, note, blame } = await ask(['signed', 'dated', 'movesStatus']);
  assert.deepEqual(
    [verdict, note, blame],
    ['not-applicable', 'The contract has no trait `dated`: no operation carries a date.', undefined],
  );
  assert.equal((await ask(['signed', 'movesStatus'])).verdict, 'untestable');
});

test('a clause is not applicable where the party lacks its feature, whatever else is missing', async () => {
  const ask = (needs: ClauseTest<Counted>['needs']) => outcomeOf(async (env) => void env.ask(), 'SIG-01', {}, onekey, needs);
  assert.equal((await ask(['severalMerchants'])).verdict, 'not-applicable');
  const { verdict, lacks } = await ask(['countsReleases', 'severalMerchants']);
  assert.deepEqual([verdict, lacks], ['not-applicable', ['countsReleases', 'severalMerchants']]);
  assert.equal((await ask(['countsReleases', 'controlsClock'])).verdict, 'untestable');
});

test('a test that asked nothing is not a pass', async () => {
  const { verdict, note } = await outcomeOf(async () => undefined);
  assert.equal(verdict, 'untestable');
  assert.match(note ?? '', /neither the contract nor the target/);
});

test('a property whose time was over before its first case is not a pass', async () => {
  const { verdict, note } = await outcomeOf(async (env, run) => {
    for (let request = 0; request <= 1000; request += 1) env.ask();
    await forAll(run, fc.nat(), 40, async () => void env.ask());
  });
  assert.equal(verdict, 'indeterminate');
  assert.match(note ?? '', /property 1 judged one case/);
});

test('a property that time cuts short passes and says so', async () => {
  const { verdict, observations, cases } = await outcomeOf(
    async (env, run) => {
      await forAll(run, fc.nat(), 400, async () => void env.ask());
    },
    'SIG-01',
    { timeLimitMs: 50 },
  );
  assert.equal(verdict, 'pass');
  assert.ok(cases > 0 && cases < 400);
  assert.equal(observations[0]?.subject, 'cases of property 1');
});

test('a path to a property that the test does not have is not a pass', async () => {
  const body: ClauseTest<Counted>['run'] = async (env, run) => {
    env.ask();
    await forAll(run, fc.nat(), 40, async () => void env.ask());
  };
  assert.equal((await outcomeOf(body, 'SIG-01', { path: '1/0' })).verdict, 'pass');
  const { verdict, note } = await outcomeOf(body, 'SIG-01', { path: '2/0' });
  assert.equal(verdict, 'untestable');
  assert.match(note ?? '', /no property 2/);
});

test('a violation counts by the level of its clause, and its path finds the smallest case again', async () => {
  const body: ClauseTest<Counted>['run'] = async (env, run) => {
    await forAll(run, fc.nat({ max: 1000 }), 200, async (value) => {
      env.ask();
      if (value >= 100) breaks();
    });
  };
  const must = await outcomeOf(body);
  assert.equal(must.verdict, 'fail');
  assert.equal(must.violation?.counterexample, '100');
  const again = await outcomeOf(body, 'SIG-01', { path: must.path ?? '' });
  assert.equal(again.violation?.counterexample, '100');
  assert.equal((await outcomeOf(body, 'ERR-100')).verdict, 'warn');
});

test('a breach counts by the level that the profile gives its clause', async () => {
  const body = async () => breaks();
  assert.equal((await outcomeOf(body, 'RCV-11', {}, onekey)).verdict, 'warn');
  assert.equal((await outcomeOf(body, 'RCV-11', {}, strict)).verdict, 'fail');
});

test('what could not be judged ends a property, and beside a violation it is the violation that is reported', async () => {
  const body =
    (alsoBroken: boolean): ClauseTest<Counted>['run'] =>
    async (env, run) => {
      await forAll(run, fc.nat(), 40, async () => {
        if (env.ask() === 1) throw new Indeterminate('no control', 'implementation', []);
        if (alsoBroken) breaks();
      });
    };
  assert.equal((await outcomeOf(body(false))).verdict, 'indeterminate');
  assert.equal((await outcomeOf(body(true))).verdict, 'fail');
});

/** An exchange that was answered like this after that many ms. */
function answered(status: number, tookMs = 20): Exchange {
  return {
    number: 1,
    request: { method: 'GET', target: '/', headers: [], body: noBody },
    startedAt: 0,
    endedAt: tookMs,
    answer: { kind: 'response', response: { status, headers: [], body: noBody } },
  };
}

test('a case that was lost on its way is asked again in the same shape, with ids of its own, and the report says so', async () => {
  const asked: { readonly id: string; readonly shape: number }[] = [];
  const { verdict, observations, cases } = await outcomeOf(async (env, run) => {
    const named = drawn(() => fc.record({ id: fc.constant(run.unique('inv')), shape: fc.nat() }));
    await forAll(run, named, 40, async (value) => {
      asked.push(value);
      accepted('SIG-01', answered(env.ask() === 3 ? 502 : 200));
    });
  });
  assert.equal(verdict, 'pass');
  assert.equal(asked.length, cases + 1);
  assert.deepEqual(observations, [{ subject: 'cases that were sent again because of 502', seen: '1' }]);
  assert.equal(new Set(asked.map(({ id }) => id)).size, asked.length);
  assert.equal(asked.filter(({ shape }) => shape === asked[2]?.shape).length, 2);
});

test('a case that is lost each time is unjudged, and the note says whether others were served between', async () => {
  const body =
    (isLost: (value: number) => boolean): ClauseTest<Counted>['run'] =>
    async (env, run) => {
      await forAll(run, fc.integer({ min: 0, max: 9 }), 40, async (value) => {
        env.ask();
        accepted('SIG-01', answered(isLost(value) ? 503 : 200));
      });
    };
  const one = await outcomeOf(body((value) => value === 7));
  assert.deepEqual([one.verdict, one.blame, one.exchanges?.length], ['indeterminate', 'environment', 3]);
  assert.match(one.note ?? '', /sent 3 times, and each time it got 503, while \d+ other cases were judged in between. Check whether/);
  const all = await outcomeOf(body(() => true));
  assert.equal(all.verdict, 'indeterminate');
  assert.doesNotMatch(all.note ?? '', /other cases/);
});

test('a property asks again as often as a batch holds, twice, and no more', async () => {
  let lost = 0;
  const seenBefore = new Set<number>();
  const { verdict, note } = await outcomeOf(
    async (env, run) => {
      await forAll(run, fc.nat(), 4000, async (value) => {
        env.ask();
        const isNew = !seenBefore.has(value);
        seenBefore.add(value);
        if (isNew) lost += 1;
        accepted('SIG-01', answered(isNew ? 504 : 200));
      });
    },
    'SIG-01',
    { timeLimitMs: 100_000 },
  );
  assert.equal(verdict, 'indeterminate');
  assert.match(note ?? '', /a gateway or a limit answered 504 .* 32 cases of this kind were sent again already\.$/);
  assert.ok(lost < 64);
});

test('a violation is never asked again', async () => {
  const asked: number[] = [];
  const { verdict } = await outcomeOf(
    async (env, run) => {
      await forAll(run, fc.constant(1), 1, async (value) => {
        asked.push(value);
        if (env.ask() === 1) accepted('SIG-01', answered(400));
      });
    },
    'SIG-01',
    { together: 1 },
  );
  assert.deepEqual([verdict, asked.length], ['fail', 1]);
});

test('a clause of which a call outside of its properties was lost is asked again whole, and of the same seed', async () => {
  const shapes: number[][] = [];
  const body =
    (losses: number): ClauseTest<Counted>['run'] =>
    async (env, run) => {
      const mine: number[] = [];
      shapes.push(mine);
      await forAll(run, fc.nat(), 4, async (value) => {
        env.ask();
        mine.push(value);
      });
      accepted('SIG-01', answered(shapes.length <= losses ? 502 : 200));
    };
  const once = await outcomeOf(body(1));
  assert.equal(once.verdict, 'pass');
  assert.deepEqual(once.observations, [{ subject: 'the clause was asked again, for', seen: '502' }]);
  assert.deepEqual(shapes[1], shapes[0]);
  shapes.length = 0;
  assert.equal((await outcomeOf(body(9))).verdict, 'indeterminate');
  assert.equal(shapes.length, 3);
  // A budget that repeated cases used up is not the reason why the clause was not judged.
  shapes.length = 0;
  const spent = await outcomeOf(async (env, run) => {
    if (shapes.length > 0) throw new Blocked('budget-spent', 'The budget is spent.');
    await body(1)(env, run);
  });
  assert.equal(spent.verdict, 'indeterminate');
  assert.match(spent.note ?? '', /answered 502/);
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
  const verdictAfter = async (took: number) => (await outcomeOf(async () => accepted('SIG-01', answered(400, took)))).verdict;
  assert.equal(await verdictAfter(20), 'fail');
  assert.equal(await verdictAfter(2500), 'indeterminate');
});

/** A finding of the passive judge. */
function watchedFinding(clause: 'SIG-01' | 'SIG-02', verdict: 'pass' | 'fail' | 'review'): WatchedFinding {
  const violation = { clause, expected: reason('refused'), actual: reason('answered', { status: 200 }), exchanges: [], breaking: -1 };
  const breaches = verdict === 'fail' ? [violation, violation] : [];
  return {
    clause,
    verdict,
    ...(breaches[0] ? { violation: breaches[0] } : {}),
    ...(verdict === 'review' ? { note: 'look' } : {}),
    observations: [],
    cases: 3,
    requests: 3,
    breaches,
  };
}

test('what the exchanges of a test say counts for its clause wherever it was seen', async () => {
  const asked = (run: ClauseTest<Counted>['run'], ...findings: readonly WatchedFinding[]) => {
    const env = new Counted(onekey, ['signed']);
    return askClauseTest(
      { clause: 'SIG-01', needs: [], run },
      { env, can: new Set(), requests: () => env.asked, watched: () => findings },
      { seed: 5, nonce: 'n', scale: 1, timeLimitMs: 1000, elapsed: () => env.asked },
    );
  };
  const passes: ClauseTest<Counted>['run'] = async (env) => void env.ask();
  const held = await asked(passes, watchedFinding('SIG-01', 'pass'), watchedFinding('SIG-02', 'pass'));
  assert.deepEqual([held.outcome.verdict, held.beside], ['pass', []]);

  const own = await asked(passes, watchedFinding('SIG-01', 'fail'));
  assert.deepEqual([own.outcome.verdict, own.outcome.violation?.expected.id, own.beside], ['fail', 'refused', []]);
  const unasked = await asked(() => Promise.reject(new Untestable('add')), watchedFinding('SIG-01', 'fail'));
  assert.deepEqual([unasked.outcome.verdict, unasked.outcome.note], ['fail', undefined]);
  const doubtful = await asked(passes, watchedFinding('SIG-01', 'review'));
  assert.deepEqual([doubtful.outcome.verdict, doubtful.outcome.note], ['review', 'look']);
  const found = await asked(async () => breaks(), watchedFinding('SIG-01', 'review'));
  assert.deepEqual([found.outcome.verdict, found.outcome.violation?.expected.id], ['fail', 'accepted']);

  const other = await asked(passes, watchedFinding('SIG-02', 'fail'));
  assert.equal(other.outcome.verdict, 'pass');
  assert.deepEqual(
    other.beside.map(({ clause, verdict, subject, seenIn, cases }) => ({ clause, verdict, subject, seenIn, cases })),
    [{ clause: 'SIG-02', verdict: 'fail', subject: 'seen in SIG-01', seenIn: 'SIG-01', cases: 2 }],
  );
});

test('a 500 that comes once is held against no clause, one that comes each time is, and a gateway answers for nobody', async () => {
  const answers = (statuses: readonly number[]): Promise<Outcome> =>
    outcomeOf(async (env) => {
      accepted('SIG-01', answered(statuses[Math.min(env.ask(), statuses.length) - 1] ?? 200));
    });
  assert.equal((await answers([500, 200])).verdict, 'pass');
  assert.equal((await answers([501, 505, 201])).verdict, 'pass');
  assert.equal((await answers([500])).verdict, 'fail');
  assert.equal((await answers([503])).verdict, 'indeterminate');
  assert.equal((await answers([400, 200])).verdict, 'fail');
});

test('a 500 beside losses is held against no clause: it did not come each time', async () => {
  const outside = (statuses: readonly number[]): Promise<Outcome> =>
    outcomeOf(async (env) => accepted('SIG-01', answered(statuses[env.ask() - 1] ?? 200)));
  for (const statuses of [
    [503, 503, 500],
    [500, 503, 500],
  ])
    assert.equal((await outside(statuses)).verdict, 'indeterminate', statuses.join());
  const within = (statuses: readonly number[]): Promise<Outcome> =>
    outcomeOf(
      (env, run) => forAll(run, fc.constant(1), 1, async () => accepted('SIG-01', answered(statuses[env.ask() - 1] ?? 200))),
      'SIG-01',
      {
        together: 1,
      },
    );
  assert.equal((await within([500, 503, 504])).verdict, 'indeterminate');
  assert.equal((await within([500, 500, 500])).verdict, 'fail');
});

test('a 500 after which a test went on is asked again, unless something else was found beside it', async () => {
  const found = (statuses: readonly number[]): Promise<Outcome> =>
    outcomeOf(async (env, run) => {
      for (let call = 0; call < 2; call += 1)
        try {
          accepted('SIG-01', answered(statuses[env.ask() - 1] ?? 200));
        } catch (error) {
          run.found(error);
        }
    });
  assert.equal((await found([200, 500])).verdict, 'pass');
  assert.equal((await found([400, 500])).verdict, 'fail');
  assert.equal((await found([500, 200, 500, 200, 500, 200])).verdict, 'fail');
});

test('a case of a property that meets a 500 is asked again as a new one', async () => {
  const failing = (most: number): Promise<Outcome> => {
    let failed = 0;
    return outcomeOf(async (env, run) => {
      await forAll(run, fc.nat(), 20, async () => {
        const fails = env.ask() > 5 && failed < most;
        if (fails) failed += 1;
        accepted('SIG-01', answered(fails ? 500 : 200));
      });
    });
  };
  assert.equal((await failing(1)).verdict, 'pass');
  assert.equal((await failing(Number.POSITIVE_INFINITY)).verdict, 'fail');
});

test('what a test found before it went on is all reported, the first as its verdict', async () => {
  const env = new Counted(onekey, ['signed']);
  const { outcome, beside } = await askClauseTest(
    {
      clause: 'END-08',
      needs: [],
      run: async (_env, run) => {
        env.ask();
        for (const status of [200, 201, 202])
          run.found(
            new Violation({
              clause: 'END-08',
              expected: reason('refused'),
              actual: reason('answered', { status }),
              exchanges: [],
              breaking: 0,
            }),
          );
      },
    },
    { env, can: new Set(), requests: () => env.asked },
    { seed: 5, nonce: 'n', scale: 1, timeLimitMs: 1000, elapsed: () => env.asked },
  );
  const seen = [outcome, ...beside].map(({ clause, verdict, violation }) => [clause, verdict, violation?.actual.values?.status]);
  assert.deepEqual(
    seen,
    [200, 201, 202].map((status) => ['END-08', 'warn', status]),
  );
});

test('what a test found of another clause counts for that one, and says where it was seen', async () => {
  const env = new Counted(onekey, ['signed']);
  const violation = (clause: 'SIG-02' | 'END-08') =>
    new Violation({ clause, expected: reason('refused'), actual: reason('answered', { status: 200 }), exchanges: [], breaking: 0 });
  const ask = (...found: readonly Violation[]) =>
    askClauseTest(
      {
        clause: 'SIG-01',
        needs: [],
        run: async (_env, run) => {
          env.ask();
          for (const error of found) run.found(error);
        },
      },
      { env, can: new Set(), requests: () => env.asked },
      { seed: 5, nonce: 'n', scale: 1, timeLimitMs: 1000, elapsed: () => env.asked },
    );
  const { outcome, beside } = await ask(violation('SIG-02'), violation('END-08'));
  assert.equal(outcome.verdict, 'pass');
  assert.deepEqual(
    beside.map(({ clause, verdict, seenIn }) => [clause, verdict, seenIn]),
    [
      ['SIG-02', 'fail', 'SIG-01'],
      ['END-08', 'warn', 'SIG-01'],
    ],
  );
});
