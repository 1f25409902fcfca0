import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { FullConfig, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import type { Verdict } from '../../core/verdict/verdict.ts';
import { statementOf } from '../../language/sentences.ts';
import { exampleFacts, exampleKeys, exampleOutcomes } from '../../reports/example.ts';
import { buildReport, type ShownOutcome } from '../../reports/report.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { isClauseId } from '../../specs/clauses/catalogue.ts';
import type { RunFile } from '../../specs/types/run-file.ts';
import { type AllureEnd, AllureResults } from './allure.ts';

let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'countersign-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

const base = { observations: [], cases: 0, requests: 0, durationMs: 3, seed: 7, blame: 'harness' } as const;

/** One of every verdict. */
const outcomes: readonly ShownOutcome[] = [
  ...exampleOutcomes,
  { ...base, clause: 'CLK-01', verdict: 'harness-error', note: 'A mistake of ours.' },
  { ...base, clause: 'CLK-02', verdict: 'not-observed', note: 'The test ended as interrupted without an outcome.' },
];

const run: RunFile = {
  id: 'a-run',
  startedAt: Date.UTC(2020, 5, 21),
  version: '0.1.0',
  contractId: 'deposits-v3',
  mode: 'run',
  level: 'full',
  contract: { title: 'a contract', version: '3', digest: 'abc' },
  profile: 'onekey',
  seed: 7,
  reports: 'unused',
  parties: [{ role: 'provider', circumstances: [], scale: 1, timeLimitMs: 1000, options: [] }],
  complete: true,
};

interface Result {
  readonly fullName: string;
  readonly historyId: string;
  readonly status: string;
  readonly statusDetails: { readonly message?: string };
  readonly description: string;
  readonly start: number;
  readonly stop: number;
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  readonly links: readonly { readonly name: string; readonly url: string }[];
  readonly parameters: readonly { readonly name: string; readonly value: string; readonly excluded?: boolean }[];
  readonly steps: readonly { readonly name: string; readonly attachments: readonly { readonly source: string; readonly type: string }[] }[];
}

/** The part of Playwright's configuration, suite and tests that a reporter reads. */
function reported(all: readonly Pick<ShownOutcome, 'clause' | 'subject'>[]): {
  config: FullConfig;
  suite: Suite;
  tests: readonly TestCase[];
} {
  const project = { name: 'provider', testDir: directory, outputDir: directory, repeatEach: 1 };
  const parent = { titlePath: () => ['', 'provider', 'provider.spec.ts'], project: () => project };
  const tests = all.map(({ clause, subject }, at) => {
    assert.ok(isClauseId(clause));
    const title = `${clause}${subject === undefined ? '' : ` ${subject}`}: ${statementOf(clause, contractOf('deposits-v3').words)}`;
    return {
      id: String(at),
      title,
      titlePath: () => ['', 'provider', 'provider.spec.ts', title],
      parent,
      location: { file: join(directory, 'provider.spec.ts'), line: 1, column: 1 },
      tags: [`@${clause}`],
      annotations: [
        { type: 'party', description: 'provider' },
        { type: 'clause', description: clause },
        ...(subject === undefined ? [] : [{ type: 'operation', description: subject }]),
      ],
      expectedStatus: 'passed',
    } as unknown as TestCase;
  });
  return {
    config: { rootDir: directory, projects: [project] } as unknown as FullConfig,
    suite: { allTests: () => tests } as unknown as Suite,
    tests,
  };
}

/** What Playwright says about every test, whatever its verdict; the output of the test has not been redacted. */
const passed: TestResult = {
  status: 'passed',
  startTime: new Date(Date.UTC(2020, 5, 21, 12)),
  duration: 40.4,
  retry: 0,
  parallelIndex: 0,
  workerIndex: 0,
  annotations: [],
  attachments: [{ name: 'countersign', contentType: 'application/json', body: Buffer.from('{"outcome":{}}') }],
  errors: [{ message: exampleKeys.apiSignature }],
  error: { message: exampleKeys.apiSignature },
  stdout: [exampleKeys.readOnlyKey],
  stderr: [exampleKeys.panelToken],
  steps: [],
};

async function written(load?: ConstructorParameters<typeof AllureResults>[3]): Promise<AllureEnd> {
  // The last test is never started.
  const { config, suite, tests } = reported([...outcomes, { clause: 'CLK-04' }]);
  const results = new AllureResults(run, config, suite, load);
  for (const [at, outcome] of outcomes.entries()) results.ended(tests[at] as TestCase, passed, outcome);
  return results.end(buildReport(exampleFacts({ outcomes })));
}

async function filesIn(end: AllureEnd): Promise<ReadonlyMap<string, string>> {
  assert.ok('folder' in end, 'why' in end ? end.why : '');
  const names = await readdir(end.folder);
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(end.folder, name), 'utf8')] as const)));
}

async function resultsIn(end: AllureEnd): Promise<ReadonlyMap<string, Result>> {
  const files = [...(await filesIn(end))].filter(([name]) => name.endsWith('-result.json'));
  return new Map(files.map(([, text]) => JSON.parse(text) as Result).map((result) => [result.fullName, result]));
}

test('each result has the status of our verdict, though every test passed in Playwright', async () => {
  const results = await resultsIn(await written());
  assert.equal(results.size, outcomes.length + 1);
  const expected: Record<Verdict, string> = {
    pass: 'passed',
    warn: 'passed',
    fail: 'failed',
    'harness-error': 'broken',
    indeterminate: 'broken',
    untestable: 'skipped',
    review: 'skipped',
    waived: 'skipped',
    'not-observed': 'skipped',
    'not-applicable': 'skipped',
  };
  const seen = new Set<Verdict>();
  for (const { clause, subject, verdict } of outcomes) {
    seen.add(verdict);
    const result = results.get(subject === undefined ? clause : `${clause}:${subject}`);
    assert.equal(result?.status, expected[verdict], `${clause} ${verdict}`);
    assert.ok(result.labels.some(({ name, value }) => name === 'tag' && value === verdict));
    assert.equal(result.statusDetails.message === undefined, verdict === 'pass', `${clause} ${verdict}`);
  }
  assert.deepEqual([...seen].sort(), Object.keys(expected).sort());
});

test('a test that was not run is skipped, with the reason', async () => {
  const result = (await resultsIn(await written())).get('CLK-04');
  assert.equal(result?.status, 'skipped');
  assert.match(result.statusDetails.message ?? '', /ended before this clause was judged/);
});

test('a result says what it is about, and keeps its history', async () => {
  const [first, second] = [await resultsIn(await written()), await resultsIn(await written())];
  const result = first.get('SIG-02:createDeposit');
  assert.ok(result);
  assert.equal(result.historyId, second.get('SIG-02:createDeposit')?.historyId);
  assert.notEqual(result.historyId, first.get('SIG-02:createRefund')?.historyId);
  assert.equal(result.description, statementOf('SIG-02', contractOf('deposits-v3').words));
  const labels = Object.fromEntries(result.labels.filter(({ name }) => name !== 'tag').map(({ name, value }) => [name, value]));
  const { framework, suite, feature, story, severity } = labels;
  assert.deepEqual(
    { framework, suite, feature, story, severity },
    { framework: 'playwright', suite: 'provider', feature: 'Signature', story: 'SIG-02', severity: 'critical' },
  );
  assert.ok(result.links.every(({ name, url }) => url.startsWith('https://') && /: [A-Z]-\d+/.test(name)) && result.links.length > 0);
  assert.deepEqual(result.parameters, [
    { name: 'operation', value: 'createDeposit' },
    { name: 'profile', value: 'onekey' },
    { name: 'seed', value: '7', excluded: true },
  ]);
  assert.deepEqual([result.start, result.stop - result.start], [passed.startTime.getTime(), 40]);
});

test('the evidence of the report is attached as text, and nothing else', async () => {
  const end = await written();
  const [files, results] = [await filesIn(end), await resultsIn(end)];
  const steps = results.get('SIG-02:createDeposit')?.steps ?? [];
  assert.deepEqual(
    steps.map(({ name, attachments }) => [name, attachments.map(({ type }) => type)]),
    [['Failure', ['text/plain']]],
  );
  const text = files.get(steps[0]?.attachments[0]?.source ?? '') ?? '';
  assert.match(text, /POST \/v3\/deposits(.|\n)*< 201/);
  assert.deepEqual(
    results.get('IDM-07')?.steps.map(({ name }) => name),
    ['Exchanges'],
  );
  assert.deepEqual(results.get('SIG-01:createDeposit')?.steps, []);
});

test('no key is in the results', async () => {
  const files = await filesIn(await written());
  assert.ok(files.size > outcomes.length);
  for (const [name, text] of files) {
    for (const [role, key] of Object.entries(exampleKeys)) {
      for (const form of [key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key), Buffer.from(key).toString('hex')])
        assert.ok(!text.includes(form), `${role} is in ${name}`);
    }
  }
  assert.match(files.get('environment.properties') ?? '', /^Target=https\\?:\/\/127\.0\.0\.1\\?:8443\/$/m);
});

test('without allure-playwright nothing is written, and the reason is said', async () => {
  const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
  assert.deepEqual(await written(() => Promise.reject(missing)), { why: 'allure-playwright is not installed' });
  assert.deepEqual(await readdir(directory), []);
});
