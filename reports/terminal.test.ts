import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weakOracle } from '../core/verdict/verdict.ts';
import { contractOf } from '../schemas/contracts.ts';
import { exampleFacts, exampleOutcomes, wholeFacts } from './example.ts';
import { buildReport, type Facts, type ShownOutcome } from './report.ts';
import { duration, ending, progressPrinter, storyOf, summary } from './terminal.ts';

const [onekey] = contractOf('deposits-v3').profiles;

const report = buildReport(exampleFacts());
const planned = (tests: number) => ({ tests, judging: onekey, words: contractOf('deposits-v3').words });
const plain = { color: false } as const;
const control = '\u001b';

function failureOf(id: string): string {
  const clause = report.clauses.find((candidate) => candidate.id === id);
  const subject = clause?.subjects.find((one) => one.subject === clause.violations[0]?.subject);
  assert.ok(clause !== undefined && subject !== undefined);
  return storyOf(clause, subject, plain) ?? '';
}

test('a failure prints sentence, expected, actual, signed bytes, exchange, blame, and how to run it again, in that order', () => {
  const text = failureOf('SIG-02');
  const order = [
    'A request whose signature does not match',
    'Expected  The request is refused and has no effect.',
    'Actual    It was answered with status 201.',
    'the first hex digit of the hash',
    'Fix: Compare the whole hash',
    'Signed bytes (212)',
    '2020-06-21T12:33:20Z**********in01{"invoice_id":"cs-0002"',
    '00000000  32 30 32 30 2d 30 36 2d',
    'Exchange 1 · Accepted control',
    '> POST /v3/deposits',
    'Exchange 2 · Breaking request',
    '< 201',
    'Blame     Implementation',
    'npx countersign run --clause SIG-02',
    '$(npx countersign sign --curl',
  ];
  let at = -1;
  for (const part of order) {
    const found = text.indexOf(part, at + 1);
    assert.ok(found > at, `${part} is missing or too early`);
    at = found;
  }
});

test('what is not printable ASCII shows as an escape with its UTF-8 bytes', () => {
  const text = failureOf('SIG-02');
  assert.match(text, /N\\u\{fa\}⟨c3 ba⟩/);
  assert.doesNotMatch(text, /[\u202eúñ😀]/u);
  assert.match(failureOf('UTF-03'), /Jos\\xe9⟨e9⟩\\xff⟨ff⟩/);
});

test('a lost answer is said as such, with its reason', () => {
  assert.match(failureOf('UTF-03'), /< No answer: the connection was closed without an answer \(The connection ended after 0 bytes\.\)/);
});

test('colour is only where it is asked for', () => {
  const outcome = exampleOutcomes[0];
  assert.ok(outcome !== undefined);
  assert.ok(!ending(report, ['/r/index.html'], plain).includes(control));
  assert.ok(ending(report, ['/r/index.html'], { color: true }).includes(control));
  const lines: string[] = [];
  progressPrinter({ write: (text) => lines.push(text), columns: undefined }, planned(9), plain).ended(outcome);
  assert.ok(lines.length > 0 && !lines.join('').includes(control));
});

test('a broken clause takes at most six lines, with its sentence once, what happened, a fix and how to run it again', () => {
  const text = ending(report, [], plain);
  for (const { id, statement, verdict } of report.clauses.filter((one) =>
    report.decision.causes?.some(({ clause }) => clause === one.id),
  )) {
    const [block = ''] = text.split('\n\n').filter((one) => one.startsWith(`${verdict === 'warn' ? '~' : '✗'} ${id} `));
    const lines = block.trimEnd().split('\n');
    assert.ok(lines.length <= 6, `${id}: ${lines.length} lines`);
    assert.match(block, /Happened .*\n[\s\S]*Fix: {6}[A-Z].*\n {2}Run again npx countersign run --clause/, id);
    assert.equal(text.split(statement).length, 2, `${id}: its sentence is printed once`);
  }
});

test('what was expected is left out where it is the sentence of the clause, and an explanation says what happened', () => {
  const [violation] = report.clauses.find(({ id }) => id === 'SIG-02')?.violations ?? [];
  assert.ok(violation !== undefined);
  const changed = {
    ...report,
    clauses: report.clauses.map((clause) => ({
      ...clause,
      violations: clause.violations.map((one) => ({
        ...one,
        expected: { ...one.expected, sentence: clause.statement },
        explanation: ['The key is another one.'],
      })),
    })),
  };
  const text = ending(changed, [], plain);
  assert.doesNotMatch(text, /^ {2}Expected/m);
  assert.match(text, /Happened {2}The key is another one\./);
});

test('root causes come first, and what depends on them is listed by id and name', () => {
  const violation = report.clauses.find(({ id }) => id === 'SIG-02')?.violations[0];
  const failing = { verdict: 'fail', blame: 'implementation', ...(violation === undefined ? {} : { violation }) } as const;
  const open = { verdict: 'indeterminate', blame: 'implementation', note: 'Fix RCV-02, then run this again.' } as const;
  const failed = buildReport(
    wholeFacts('receiver', { 'RCV-01': failing, 'RCV-16': failing, 'RCV-02': failing, 'RCV-03': open, 'RCV-15': failing }),
  );
  const text = ending(failed, [], plain);
  assert.match(text, /Fix these 3 first; 2 more depend on them\.\n {2}✗ RCV-01 {3}Forged notifications have no effect\n {6}~ RCV-16/);
  assert.match(text, /✗ RCV-02 .*\n {6}\? RCV-03 {3}Released once\n {2}~ RCV-15/);
  assert.doesNotMatch(text, /^~ RCV-16/m);
});

test('while a run goes on, a line says about how long the rest will take', () => {
  const [outcome] = exampleOutcomes;
  assert.ok(outcome !== undefined);
  let now = 0;
  const lines: string[] = [];
  const progress = progressPrinter({ write: (text) => lines.push(text), columns: undefined }, { ...planned(100), now: () => now }, plain);
  for (let test = 0; test < 10; test += 1) {
    now += 1500;
    progress.ended(outcome);
  }
  assert.doesNotMatch(lines[0] ?? '', /left/);
  assert.match(lines[9] ?? '', /about 2 min left\n$/);
});

test('the summary ends with the decision, its reasons, what is left out, the next move and the files', () => {
  const text = summary(report, ['/r/index.html', '/r/report.json'], plain);
  assert.match(text, /^Not certified/);
  assert.match(text, /Fix these \d first; .*\n[\s\S]*✗ SIG-02 {3}Wrong signatures declined/);
  assert.match(text, /IPA-03 {3}The machine has one address .* \(owner: integrations@example\.test\)/);
  assert.match(text, /Next: Correct the first failed clause/);
  assert.match(text, /\/r\/index\.html\n.*\/r\/report\.json\n$/);
});

test('the summary names each clause that a weak oracle judged, with what would open it, and nothing where none did', () => {
  const outcomes = exampleOutcomes.map((outcome) =>
    outcome.clause === 'END-01' ? { ...outcome, observations: [weakOracle('deposits not counted', 'add recipes.countDeposits')] } : outcome,
  );
  const said = summary(buildReport(exampleFacts({ outcomes })), [], plain);
  assert.match(said, /^ {2}Judged by a weak oracle, .*\n {2}must: END-01\n {4}deposits not counted; add recipes\.countDeposits$/m);
  const certified = summary(buildReport(wholeFacts('receiver', { 'RCV-01': { observations: [weakOracle('a', 'add b')] } })), [], plain);
  assert.match(certified, /^Certified [\s\S]*Next: A breach of RCV-01 may not have been seen/);
  assert.doesNotMatch(summary(report, [], plain), /weak/);
});

test('the summary says one cause once, with all clauses that it kept from being judged', () => {
  const outcomes = exampleOutcomes.map((outcome) =>
    outcome.clause === 'END-01' || outcome.clause === 'SIG-01'
      ? { ...outcome, verdict: 'indeterminate' as const, note: 'The target no longer answers.' }
      : outcome,
  );
  const lines = summary(buildReport(exampleFacts({ outcomes })), [], plain).split('\n');
  const [at, ...more] = lines.flatMap((line, index) => (line.includes('no longer answers') ? [index] : []));
  assert.equal(more.length, 0);
  assert.match(lines[(at ?? 0) - 1] ?? '', /SIG-01.*END-01|END-01.*SIG-01/);
});

test('what a person has to decide prints its note and how to ask again, and its whole story has the exchange with its bytes', () => {
  assert.match(
    ending(report, [], plain),
    /\? IDM-07 {2}Lost answers recovered .*\n.*No answer to request 4.*\n.*\n {2}Run again .*--clause IDM-07/,
  );
  const clause = report.clauses.find(({ id }) => id === 'IDM-07');
  const [subject] = clause?.subjects ?? [];
  assert.ok(clause !== undefined && subject !== undefined);
  const text = storyOf(clause, subject, plain) ?? '';
  const at = text.indexOf('? IDM-07');
  const order = [
    'No answer to request 4',
    'Exchange 4',
    '> POST /v3/deposits',
    '"cs-0010"',
    '< No answer: no answer came in time',
    'Blame',
    '--clause IDM-07',
  ];
  assert.deepEqual(
    order.map((part) => text.indexOf(part, at)).toSorted((a, b) => a - b),
    order.map((part) => text.indexOf(part, at)),
  );
  assert.ok(at === 0 && !order.some((part) => text.indexOf(part, at) < 0));
});

test('a live line is never wider than the terminal and stays one line', () => {
  const [outcome] = exampleOutcomes;
  assert.ok(outcome !== undefined);
  const lineOf = (columns: number): string => {
    const lines: string[] = [];
    const progress = progressPrinter({ write: (text) => lines.push(text), columns }, planned(10), plain);
    for (const verdict of ['pass', 'pass', 'fail'] as const) progress.ended({ ...outcome, verdict, requests: 4115 });
    progress.started('SIG-02 create\nDeposit with a long name');
    return (lines.at(-1) ?? '').replace('\r\u001b[2K', '');
  };
  for (const columns of [1, 10, 20, 40, 80, 200]) {
    const line = lineOf(columns);
    assert.ok(line.length < Math.max(columns, 2), `${columns}: ${line.length}`);
    assert.doesNotMatch(line, /\n/);
  }
  assert.match(lineOf(200), /3\/10 {2}1 failed {2}12345 requests/);
});

test('outside a terminal each clause test is a plain line; on one, the line is rewritten and only what is not green stays', () => {
  const [pass, , fail] = exampleOutcomes as readonly [ShownOutcome, ShownOutcome, ShownOutcome];
  const written = (columns: number | undefined): string => {
    let text = '';
    const tell = progressPrinter({ write: (more) => (text += more), columns }, planned(2), plain);
    tell.started('SIG-01');
    tell.ended(pass);
    tell.ended(fail);
    tell.close();
    return text;
  };
  const lines = written(undefined);
  assert.ok(!lines.includes('\r') && !lines.includes(control));
  assert.deepEqual(
    lines.split('\n').map((line) => line.slice(0, 22)),
    ['✓ [1/2] SIG-01 Right s', '✗ [2/2] SIG-02 Wrong s', ''],
  );
  const live = written(80);
  assert.ok(!live.includes('✓ [1/2]') && live.includes('✗ [2/2]'));
  assert.ok(live.endsWith(`\r${control}[2K`));
});

test('durations are for people', () => {
  assert.deepEqual([0, 812.4, 19_440, 185_000].map(duration), ['0 ms', '812 ms', '19.4 s', '3 min 05 s']);
});

test('the first line distinguishes a certificate with its level, a part, and what was only watched', () => {
  const facts = wholeFacts('receiver');
  const of = (terms: Partial<Facts['terms']>, changed: Partial<Facts> = {}) =>
    summary(buildReport({ ...facts, ...changed, terms: { ...facts.terms, ...terms } }), [], plain);
  assert.match(of({}), /^Certified \(level full\) {2}Every tested MUST passed/);
  assert.match(of({ extent: 'core' }), /^Certified \(level core\) /);
  const some = { outcomes: facts.outcomes.slice(0, 2), clauses: facts.clauses.slice(0, 2) };
  assert.match(of({ mode: 'run' }, some), /^Partial {2}Asked: 2 of \d\d owed clauses\. /);
  assert.match(of({}, some), /^Incomplete \(level full\) /);
  for (const mode of ['observe', 'proxy'] as const) {
    assert.match(of({ mode }, some), /^Nothing broken was seen {2}/);
    assert.doesNotMatch(of({ mode }, some), /Certified|release that it judged/);
  }
});

test('a certificate with warnings leaves something to do, and one without nothing', () => {
  assert.match(summary(buildReport(wholeFacts('receiver')), [], plain), /Next: Nothing is left to do\. Keep this report/);
  const warned = summary(buildReport(wholeFacts('receiver', { 'RCV-12': { verdict: 'warn' } })), [], plain);
  assert.match(warned, /^Certified /);
  assert.match(warned, /Next: Decide what to do about the warnings \(1\)/);
  assert.doesNotMatch(warned, /Nothing is left to do/);
});

test('the end counts the cells of each table of coverage by what became of them', () => {
  const cell = { operation: 'states', of: '200', judged: 0, exercised: 0 };
  const statuses = [
    { ...cell, judged: 2 },
    { ...cell, exercised: 1 },
    { ...cell, reason: 'capability' as const },
    { ...cell, reason: 'not-asked' as const },
    cell,
  ];
  const axes = [{ clause: 'SIG-01', axis: 'travel', value: 'chunked', judged: 0, exercised: 3 }];
  const text = summary(buildReport(exampleFacts({ coverage: { axes, statuses, keywords: [], headers: [] } })), [], plain);
  assert.match(text, /clause × value of an axis: 0 judged, 1 exercised only, 0 out of reach, 0 not asked\n/);
  assert.doesNotMatch(text, /operation × header/);
  assert.match(text, /operation × status: 1 judged, 1 exercised only, 1 out of reach, 2 not asked\n/);
  assert.doesNotMatch(summary(report, [], plain), /operation × status/);
});
