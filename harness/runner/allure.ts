import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FullConfig, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import type { AllureReporter } from 'allure-playwright';
import type { Verdict } from '../../core/verdict/verdict.ts';
import { readable } from '../../embed/scheme.ts';
import { said, sentencesOf } from '../../language/sentences.ts';
import { type ClauseReport, outcomeReport, type Report, type ShownOutcome } from '../../reports/report.ts';
import { storyOf } from '../../reports/terminal.ts';
import type { Contract } from '../../schemas/contract.ts';
import { documentsOf } from '../../schemas/sources.ts';
import type { Level } from '../../specs/clause.ts';
import type { Profile } from '../../specs/profile.ts';
import type { RunFile } from '../../specs/types/run-file.ts';
import type { SourceDocument } from '../../specs/types/sources.ts';
import { aboutOf } from './annotations.ts';
import { profileNamed } from './profile.ts';
import { contractOfRun } from './run-file.ts';

/**
 * The Playwright status by which allure-playwright learns our verdict. Playwright's own status does not say it: a test against a remote target passes
 * whatever its verdict.
 * `timedOut` becomes Allure's `broken`: something prevented the judgement. What has no verdict for another reason is skipped, as in JUnit: a person,
 * a configuration or another run has to decide it, and it must not look like a pass or a failure.
 */
const statuses = {
  'harness-error': 'timedOut',
  fail: 'failed',
  indeterminate: 'timedOut',
  untestable: 'skipped',
  review: 'skipped',
  warn: 'passed',
  waived: 'skipped',
  'not-observed': 'skipped',
  'not-applicable': 'skipped',
  pass: 'passed',
} as const satisfies Record<Verdict, TestResult['status']>;

const severities = { must: 'critical', should: 'minor', observe: 'trivial' } as const satisfies Record<Level, string>;

/** Labels that allure-playwright takes from projects and files. All tests are registered in one file: ours name parties and families. */
const fileLabels: ReadonlySet<string> = new Set(['parentSuite', 'suite', 'subSuite', 'package', 'titlePath']);

/** What Allure shows of a test besides its status. */
interface Details {
  readonly clause: ClauseReport;
  readonly operation?: string;
  readonly startTime: Date;
  readonly durationMs: number;
}

/** Imports allure-playwright, which may not be installed. */
type Load = () => Promise<{ readonly AllureReporter: typeof AllureReporter }>;

/** The result of writing: the folder of the results, or why there is none. */
export type AllureEnd = { readonly folder: string } | { readonly why: string };

/** Writes the Allure results of a run by allure-playwright, one for each test, during the run. */
export class AllureResults {
  readonly #run: RunFile;
  readonly #contract: Contract;
  readonly #profile: Profile;
  readonly #suite: Suite;
  readonly #folder: string;
  /** allure-playwright reads it at the end: the target is not known before. */
  readonly #environment: Record<string, string> = {};
  readonly #documents: readonly SourceDocument[];
  readonly #ended = new Set<TestCase>();
  #written: Promise<AllureReporter>;
  #details?: Details;

  constructor(run: RunFile, config: FullConfig, suite: Suite, load: Load = () => import('allure-playwright')) {
    this.#run = run;
    this.#contract = contractOfRun(run);
    this.#profile = profileNamed(this.#contract, run.profile);
    this.#documents = readable(() => documentsOf(this.#contract));
    this.#suite = suite;
    // Playwright's folder for what a run makes; it is removed with the run.
    this.#folder = join(config.projects[0]?.outputDir ?? config.rootDir, 'allure-results');
    this.#written = this.#begin(config, load);
    this.#written.catch(() => undefined);
  }

  async #begin(config: FullConfig, load: Load): Promise<AllureReporter> {
    const { AllureReporter: Writer } = await load();
    const writer = new Writer({
      resultsDir: this.#folder,
      environmentInfo: this.#environment,
      listeners: [{ beforeTestResultWrite: (result) => void Object.assign(result, this.#detailed(result)) }],
    });
    writer.onConfigure(config);
    writer.onBegin(this.#suite);
    return writer;
  }

  /** Writes the result of a test that has ended. */
  ended(test: TestCase, result: TestResult, outcome: ShownOutcome): void {
    this.#ended.add(test);
    this.#write(test, result, outcome);
  }

  /** Writes the rest. A failure here does not keep the report of the run from being written. */
  async end({ target, contract, profile, run, decision }: Report): Promise<AllureEnd> {
    for (const test of this.#suite.allTests()) if (!this.#ended.has(test)) this.#write(test, this.#notRun());
    Object.assign(this.#environment, {
      Target: target.url,
      Environment: target.environment,
      Adapter: target.adapter,
      Profile: profile.id,
      Contract: `${contract.title} ${contract.version}`,
      Seed: String(run.seed),
      Countersign: run.version,
      Decision: decision.name,
    });
    try {
      const writer = await this.#written;
      await writer.onEnd();
      return { folder: this.#folder };
    } catch (error) {
      return { why: reasonOf(error) };
    }
  }

  /** One after another: `#details` belongs to the test that is being written. */
  #write(test: TestCase, result: TestResult, outcome?: ShownOutcome): void {
    this.#written = this.#written.then(async (writer) => {
      const { clause: id, operation } = aboutOf(test.annotations);
      const clause = outcomeReport({ profile: this.#profile, contract: this.#contract }, id, outcome);
      this.#details = {
        clause,
        ...(operation === undefined ? {} : { operation }),
        startTime: result.startTime,
        durationMs: result.duration,
      };
      writer.onTestBegin(test);
      await writer.onTestEnd(test, judged(result, clause));
      return writer;
    });
    // `end` says why.
    this.#written.catch(() => undefined);
  }

  #notRun(): TestResult {
    return {
      status: 'skipped',
      startTime: new Date(this.#run.startedAt),
      duration: 0,
      retry: 0,
      parallelIndex: 0,
      workerIndex: 0,
      annotations: [],
      attachments: [],
      errors: [],
      stderr: [],
      stdout: [],
      steps: [],
    };
  }

  #detailed({ labels, steps }: Written): Partial<Written> {
    if (!this.#details) return {};
    const { clause, operation, startTime, durationMs } = this.#details;
    const { id, level, verdict, statement } = clause;
    const party = sentencesOf().parties[clause.party];
    const family = sentencesOf().families[clause.family] ?? clause.family;
    // A clause keeps its history when its sentence or its file changes.
    const identity = createHash('md5')
      .update(JSON.stringify([id, operation ?? '']))
      .digest('hex');
    return {
      fullName: operation === undefined ? id : `${id}:${operation}`,
      testCaseId: identity,
      historyId: identity,
      titlePath: ['countersign', party, family],
      description: statement,
      labels: [
        ...labels.filter(({ name }) => !fileLabels.has(name)),
        { name: 'suite', value: party },
        { name: 'subSuite', value: family },
        { name: 'epic', value: party },
        { name: 'feature', value: family },
        { name: 'story', value: id },
        { name: 'severity', value: severities[level] },
        { name: 'tag', value: verdict },
      ],
      links: this.#documents.flatMap(({ title, url, statements }) => {
        const own = statements.filter(({ clauses = [] }) => clauses.includes(id));
        return own.length === 0 ? [] : [{ name: `${title}: ${own.map((each) => each.id).join(', ')}`, url, type: 'document' }];
      }),
      parameters: [
        ...(operation === undefined ? [] : [{ name: 'operation', value: operation }]),
        { name: 'profile', value: this.#run.profile },
        // The seed differs from run to run and would separate the history of a test.
        { name: 'seed', value: String(this.#run.seed), excluded: true },
      ],
      // The others repeat our annotations.
      steps: steps.filter(({ attachments }) => attachments.length > 0),
      start: startTime.getTime(),
      stop: startTime.getTime() + Math.round(durationMs),
    };
  }
}

/** An Allure result before it is written. */
type Written = Parameters<
  NonNullable<NonNullable<ConstructorParameters<typeof AllureReporter>[0]['listeners']>[number]['beforeTestResultWrite']>
>[0];

/** The result by our verdict, with the evidence that the report shows. Output and errors of the test have not been redacted, so they are left out. */
function judged({ error: _, ...result }: TestResult, clause: ClauseReport): TestResult {
  const { verdict, note, subjects, violations } = clause;
  const [subject] = subjects;
  const [violation] = violations;
  const { verdicts, words } = sentencesOf();
  const fix = violation?.fix === undefined ? '' : ` ${words.fix}: ${violation.fix}`;
  const message = `${violation?.actual.sentence ?? note ?? verdicts[verdict].meaning}${fix}`;
  const story = subject && storyOf(clause, subject, { color: false });
  return {
    ...result,
    status: statuses[verdict],
    ...(verdict === 'pass' ? {} : { error: { message } }),
    errors: [],
    stdout: [],
    stderr: [],
    attachments:
      story === undefined
        ? []
        : [{ name: violations.length > 0 ? 'Failure' : 'Exchanges', contentType: 'text/plain', body: Buffer.from(story) }],
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' ? said('allure-playwright-not-installed') : error.message;
}
