import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signedMessage } from '../core/contract/canonical.ts';
import { sign } from '../core/contract/signature.ts';
import { diagnose } from '../core/diagnosis/diagnosis.ts';
import { noBody, type WireRequest } from '../core/exchange.ts';
import { secrets } from '../core/redaction/redaction.ts';
import { reason } from '../core/verdict/reason.ts';
import { type Outcome, weakOracle } from '../core/verdict/verdict.ts';
import { contractOf } from '../schemas/contracts.ts';
import { clauses } from '../specs/clauses/catalogue.ts';
import { profileOf } from '../specs/profile.ts';
import { exampleFacts, exampleKeys, exampleOutcomes, exampleSecrets, wholeFacts } from './example.ts';
import { mergeReports } from './merge.ts';
import { buildReport, type Facts, type ShownOutcome, shown, shownVerdict, tally, underContract } from './report.ts';
import { validateReport } from './write.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const strict = profileOf(contract, 'strict') ?? onekey;

const passing: Outcome & ShownOutcome = {
  clause: 'SIG-01',
  verdict: 'pass',
  observations: [],
  cases: 3,
  requests: 5,
  durationMs: 7,
  seed: 1,
};

test('a report of every kind of outcome fits its schema', () => {
  assert.deepEqual(validateReport(buildReport(exampleFacts())), []);
});

test('a clock that was set back makes no run shorter than nothing, and its instants are said as they were', () => {
  const facts = exampleFacts();
  const back = { ...facts.run, endedAt: facts.run.startedAt - 3_600_000 };
  for (const [run, durationMs] of [
    [back, 0],
    [{ ...back, durationMs: 1234.4 }, 1234],
  ] as const) {
    const report = buildReport({ ...facts, run });
    assert.deepEqual(validateReport(report), []);
    assert.deepEqual([report.run.durationMs, report.parts[0]?.durationMs], [durationMs, durationMs]);
    assert.equal(Date.parse(report.run.endedAt) - Date.parse(report.run.startedAt), -3_600_000);
    const merged = mergeReports([report], 'merged', contract);
    assert.deepEqual(validateReport(merged), []);
    assert.equal(merged.run.durationMs, durationMs);
  }
});

test('the schema refuses a decision whose exit code is another, and a member that nobody described', () => {
  const report = buildReport(exampleFacts());
  assert.notDeepEqual(validateReport({ ...report, decision: { ...report.decision, exitCode: 0 } }), []);
  assert.notDeepEqual(validateReport({ ...report, secret: 1 }), []);
});

test('a clause takes the worst verdict of its subjects, and the sum of their cases', () => {
  const report = buildReport(exampleFacts());
  const clause = report.clauses.find(({ id }) => id === 'SIG-02');
  assert.equal(clause?.verdict, 'fail');
  assert.equal(clause?.blame, 'implementation');
  assert.equal(clause?.cases, 240);
  assert.deepEqual(
    clause?.subjects.map(({ subject, verdict }) => [subject, verdict]),
    [
      ['createDeposit', 'fail'],
      ['createRefund', 'pass'],
    ],
  );
});

test('a clause has the level that the profile gives it, and the decision follows it', () => {
  const outcomes: readonly ShownOutcome[] = [
    { ...passing, clause: 'RCV-01' },
    { ...passing, clause: 'RCV-11', verdict: 'fail' },
  ];
  for (const [profile, level, decision] of [
    [onekey, 'should', 'partial'],
    [strict, 'must', 'not-certified'],
  ] as const) {
    const plan = clauses.filter(({ id }) => id === 'RCV-01' || id === 'RCV-11');
    const report = buildReport(exampleFacts({ outcomes, profile, clauses: plan, excluded: [] }));
    assert.equal(report.clauses.find(({ id }) => id === 'RCV-11')?.level, level);
    assert.equal(report.decision.name, decision);
  }
});

test('a failed must is not certified; its violation carries the control, the breaking exchange and how to run it again', () => {
  const report = buildReport(exampleFacts());
  assert.deepEqual([report.decision.name, report.decision.exitCode], ['not-certified', 1]);
  const violation = report.clauses.find(({ id }) => id === 'SIG-02')?.violations[0];
  assert.equal(violation?.expected.sentence, 'The request is refused and has no effect.');
  assert.equal(violation?.actual.sentence, 'It was answered with status 201.');
  assert.deepEqual(
    violation?.exchanges.map(({ number }) => number),
    [1, 2],
  );
  assert.equal(violation?.breaking, 1);
  assert.equal(
    violation?.again,
    'npx countersign run --clause SIG-02 --grep createDeposit --seed 20240611 --path 17:0:3 --config countersign.yaml',
  );
  assert.match(violation?.curl ?? '', /\$\(npx countersign sign --curl --body body\.json\)/);
});

test('the scope says what was judged, what not and why, and what the plan excluded', () => {
  const { scope } = buildReport(exampleFacts()).decision;
  assert.ok(scope.judged.includes('SIG-01') && scope.judged.includes('SIG-02') && scope.judged.includes('IPA-01'));
  assert.deepEqual(scope.untested.map(({ clause, verdict }) => [clause, verdict]).sort(), [
    ['AUT-06', 'not-applicable'],
    ['IDM-04', 'untestable'],
    ['IDM-07', 'indeterminate'],
    ['TLS-01', 'review'],
  ]);
  assert.match(scope.untested.find(({ clause }) => clause === 'IDM-04')?.why ?? '', /recipe/);
  assert.deepEqual(scope.excluded, exampleFacts().excluded);
});

test('a harness error decides nothing, whatever else was found', () => {
  const outcomes: ShownOutcome[] = [
    ...exampleOutcomes,
    { ...passing, clause: 'CLK-04', verdict: 'harness-error', blame: 'harness', note: 'TypeError: x\n    at y' },
  ];
  const report = buildReport(exampleFacts({ outcomes }));
  assert.deepEqual([report.decision.name, report.decision.exitCode], ['none', 3]);
  assert.equal(report.decision.reasons[0]?.clause, 'CLK-04');
  assert.deepEqual(validateReport(report), []);
});

test('a planned clause of which nothing was heard is not a pass, and the run is incomplete', () => {
  const plan = clauses.filter(({ id }) => id === 'SIG-01' || id === 'SIG-02');
  for (const finished of [true, false]) {
    const report = buildReport(exampleFacts({ outcomes: [passing], clauses: plan, excluded: [], finished }));
    assert.deepEqual([report.decision.name, report.decision.exitCode], ['incomplete', 2]);
    const silent = report.clauses.find(({ id }) => id === 'SIG-02');
    assert.equal(silent?.verdict, 'not-observed');
    assert.match(silent?.note ?? '', finished ? /clause test/ : /Run it again/);
  }
});

test('a part of what is owed that passed is partial, with its scope and how much was asked', () => {
  const report = buildReport(exampleFacts({ outcomes: [passing], clauses: clauses.filter(({ id }) => id === 'SIG-01'), excluded: [] }));
  assert.deepEqual([report.decision.name, report.decision.exitCode, report.decision.reasons], ['partial', 0, []]);
  assert.deepEqual(report.decision.scope, { judged: ['SIG-01'], weak: [], untested: [], excluded: [] });
  const owed = [...onekey.clauses.values()].filter(
    ({ id, party, level }) => party === 'provider' && level !== 'observe' && !id.startsWith('ROT-'),
  );
  assert.deepEqual(report.decision.owed, { asked: 1, total: owed.length });
  assert.deepEqual(validateReport(report), []);
});

test('all that is owed and passed is certified; what is left out of it is named', () => {
  const whole = buildReport(wholeFacts('receiver'));
  assert.deepEqual([whole.decision.name, whole.decision.level, whole.decision.reasons], ['certified', 'full', []]);
  assert.equal(whole.decision.owed.asked, whole.decision.owed.total);
  const facts = wholeFacts('receiver');
  const without = (id: string) => ({
    ...facts,
    outcomes: facts.outcomes.filter(({ clause }) => clause !== id),
    clauses: facts.clauses.filter((clause) => clause.id !== id),
  });
  const reasonsOf = (given: Facts) => buildReport(given).decision.reasons.map(({ because, clause }) => [because, clause]);
  assert.deepEqual(reasonsOf(without('RCV-03')), [['not-asked', 'RCV-03']]);
  const left = { ...without('RCV-03'), clauses: facts.clauses, excluded: [{ clause: 'RCV-03', owner: 'o', reason: 'r' }] };
  assert.deepEqual(reasonsOf(left), [['excluded', 'RCV-03']]);
  // A should is owed at level full, and an observe at none.
  assert.deepEqual(reasonsOf(without('RCV-12')), [['not-asked', 'RCV-12']]);
  assert.deepEqual(reasonsOf({ ...without('RCV-12'), terms: { ...facts.terms, extent: 'core' } }), []);
  assert.deepEqual(reasonsOf(without('RCV-18')), []);
});

test('the scope names the clauses that held by a weak oracle only, with what would open it', () => {
  const observations = [weakOracle('deposits not counted', 'add recipes.countDeposits')];
  const outcomes: ShownOutcome[] = [
    { ...passing, observations },
    { ...passing, subject: 'createRefund', observations },
    { ...passing, clause: 'SIG-02', verdict: 'fail', observations },
    { ...passing, clause: 'AUT-05', observations },
    { ...passing, clause: 'SIG-03', observations: [{ subject: 'oracle', seen: 'deposits counted' }] },
  ];
  const asked = new Set(outcomes.map(({ clause }) => clause));
  const report = buildReport(exampleFacts({ outcomes, clauses: clauses.filter(({ id }) => asked.has(id)), excluded: [] }));
  assert.deepEqual(report.decision.scope.weak, [
    { clause: 'SIG-01', level: 'must', why: ['weak: deposits not counted; add recipes.countDeposits'] },
  ]);
  assert.deepEqual(validateReport(report), []);
});

test('an excluded clause that was asked anyway counts', () => {
  const outcomes: ShownOutcome[] = [{ ...passing, verdict: 'fail', blame: 'implementation' }];
  const plan = clauses.filter(({ id }) => id === 'SIG-01');
  const report = buildReport(exampleFacts({ outcomes, clauses: plan, excluded: [{ clause: 'SIG-01', owner: 'o', reason: 'r' }] }));
  assert.equal(report.decision.exitCode, 1);
  assert.deepEqual(report.decision.scope.excluded, []);
});

test('an outcome of a clause that is not of the run is refused by name', () => {
  assert.throws(() => buildReport(exampleFacts({ outcomes: [passing], clauses: [], excluded: [] })), /SIG-01/);
});

test('interpretations seen name the ambiguity, its point and what the interpretation means, each once and in order', () => {
  const twice: ShownOutcome[] = [
    ...exampleOutcomes,
    { ...passing, observations: [{ ambiguity: 'C4', subject: 'createDeposit', seen: 'inclusive' }] },
  ];
  const report = buildReport(exampleFacts({ outcomes: twice }));
  assert.deepEqual(
    report.ambiguities.map(({ id, seen }) => [id, seen]),
    [
      ['C3', 'z-only'],
      ['C4', 'inclusive'],
    ],
  );
  assert.match(report.ambiguities[1]?.meaning ?? '', /5\.000 s passes/);
  assert.deepEqual(report.observations, [{ clause: 'CLK-03', subject: 'accepted window, behind', seen: '5.0 s ± 0.2 s' }]);
});

test('the target shows without user, password and query', () => {
  assert.deepEqual(buildReport(exampleFacts()).target, {
    url: 'https://127.0.0.1:8443/',
    host: '127.0.0.1:8443',
    environment: 'stg',
    adapter: 'https',
  });
});

test('the reason of a wrong signature is shown with the violation, in sentences', () => {
  const request: WireRequest = {
    method: 'GET',
    target: '/v3/deposits/1',
    headers: [
      ['X-Date', '2020-06-21T12:33:20Z'],
      ['X-Login', 'stgDemoLogin01'],
      ['Authorization', `D24 ${sign(signedMessage('2020-06-21T12:33:21Z', 'stgDemoLogin01', noBody), exampleKeys.apiSignature)}`],
    ],
    body: noBody,
  };
  const keys = [{ role: 'API Signature', value: exampleKeys.apiSignature }] as const;
  const violation = {
    clause: 'SIG-01',
    expected: reason('accepted'),
    actual: reason('answered', { status: 400 }),
    exchanges: [],
    breaking: 0,
    diagnosis: diagnose({ request, keys, scheme: 'D24' }),
  };
  const outcome = shown(
    { ...passing, verdict: 'fail', violation },
    {
      secrets: secrets(exampleSecrets),
      baseUrl: 'https://127.0.0.1',
      options: [],
      contract: { words: {}, source: 'my contract', ambiguities: [] },
      signedBy: { scheme: contractOf('deposits-v3').scheme, word: 'D24', options: [] },
    },
  );
  const report = buildReport(exampleFacts({ outcomes: [outcome] }));
  assert.deepEqual(validateReport(report), []);
  assert.match(report.clauses[0]?.violations[0]?.explanation?.[0] ?? '', /1 s later than X-Date/);
});

test('an observation names an ambiguity of the contract alone', () => {
  const seen = { subject: 'createDeposit', seen: 'inclusive' };
  const { ambiguities } = contractOf('deposits-v3');
  assert.deepEqual(underContract({ ambiguity: 'C4', ...seen }, { ambiguities }), { ambiguity: 'C4', ...seen });
  assert.deepEqual(underContract({ ambiguity: 'C4', ...seen }, { ambiguities: [] }), seen);
});

test('what could not be judged carries its exchanges, masked, and how to ask again', () => {
  const report = buildReport(exampleFacts());
  const open = report.clauses.flatMap(({ id, subjects }) =>
    subjects.filter(({ exchanges }) => exchanges).map((subject) => ({ id, ...subject })),
  );
  assert.deepEqual(open.map(({ id, verdict }) => [id, verdict]).sort(), [
    ['IDM-07', 'indeterminate'],
    ['TLS-01', 'review'],
  ]);
  for (const { id, exchanges = [], again } of open) {
    assert.equal(exchanges.length, 1);
    assert.match(again ?? '', new RegExp(`^npx countersign run --clause ${id} `));
    for (const key of Object.values(exampleKeys)) assert.ok(!JSON.stringify(exchanges).includes(key));
  }
});

test('an observe that was asked is recorded: what promises nothing cannot have passed', () => {
  assert.deepEqual(
    (['must', 'should', 'observe'] as const).map((level) => shownVerdict(level, 'pass')),
    ['pass', 'pass', 'recorded'],
  );
  assert.equal(shownVerdict('observe', 'indeterminate'), 'indeterminate');
  const clauses = buildReport(exampleFacts()).clauses.map((clause) => ({ ...clause, level: 'observe' as const, verdict: 'pass' as const }));
  assert.deepEqual([...tally({ clauses })], [['recorded', clauses.length]]);
});
