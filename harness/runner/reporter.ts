import { randomUUID } from 'node:crypto';
import type { FullResult, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { buildReport, type ShownOutcome, type TargetFacts } from '../../reports/report.ts';
import { sentencesOf } from '../../reports/sentences/sentence.ts';
import { ending, sectionEnding, type Teller, teller } from '../../reports/terminal.ts';
import { writeReport } from '../../reports/write.ts';
import { readJournal } from '../../roles/transport/journal.ts';
import { createdIn } from '../../roles/transport/manners.ts';
import { clauses } from '../../specs/clauses/catalogue.ts';
import { profileOf } from '../../specs/profiles/catalogue.ts';
import { environmentValue } from '../config/environment.ts';
import { type RunFile, readRunFile } from './run-file.ts';

/** What a spec attaches beside its outcome: where the target of the run was. */
interface Attached {
  readonly outcome: ShownOutcome;
  readonly target: TargetFacts;
}

function attached(result: TestResult): Attached | undefined {
  const body = result.attachments.find(({ name }) => name === 'countersign')?.body;
  return body && (JSON.parse(body.toString('utf8')) as Attached);
}

/** Turns the attachments of the suites into verdicts, a decision and a report. A failure without an attachment is ours: a harness error. */
export default class CountersignReporter implements Reporter {
  readonly #run: RunFile = readRunFile();
  readonly #outcomes: ShownOutcome[] = [];
  readonly #planned = new Set<string>();
  #target: TargetFacts = { url: 'https://127.0.0.1', environment: 'unknown', skin: 'https' };
  #teller: Teller | undefined;
  #errors = 0;
  /** Tests that have not come to an outcome of their own: not begun, interrupted or skipped. */
  #open = 0;

  constructor() {
    // Whoever started the run is gone, so that nobody waits for it: it ends as at an interrupt, with what was judged so far.
    process.once('disconnect', () => process.kill(process.pid, 'SIGINT'));
    process.channel?.unref();
  }

  #style() {
    const terminal = process.stdout.isTTY === true || this.#run.section === 'brief';
    return { color: terminal && environmentValue('NO_COLOR') === undefined };
  }

  onBegin(_config: unknown, suite: Suite): void {
    const tests = suite.allTests();
    for (const test of tests) this.#planned.add(clauseOfTitle(test.title));
    this.#open = tests.length;
    const columns = process.stdout.isTTY ? process.stdout.columns : undefined;
    const { version, seed, profile, section, role } = this.#run;
    this.#teller = teller(
      { write: (text) => process.stdout.write(text), columns, brief: section === 'brief' },
      tests.length,
      this.#style(),
    );
    const whom = section === undefined ? `Countersign ${version}` : `\nCountersign ${version}, ${sentencesOf().parties[role]}`;
    process.stdout.write(`${whom}: ${tests.length} clause tests, seed ${seed}, profile ${profile}.\n`);
  }

  onTestBegin(test: TestCase): void {
    this.#teller?.started(nameOfTitle(test.title));
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const found = attached(result);
    if (found) this.#target = found.target;
    const unheard = found === undefined && (result.status === 'interrupted' || result.status === 'skipped');
    if (!unheard) this.#open -= 1;
    const subject = /^\S+ (\S+):/.exec(test.title)?.[1];
    const outcome: ShownOutcome = found?.outcome ?? {
      clause: clauseOfTitle(test.title),
      ...(subject === undefined ? {} : { subject }),
      verdict: unheard ? 'not-observed' : 'harness-error',
      blame: 'harness',
      note: result.error?.message ?? `The test ended as ${result.status} without an outcome.`,
      observations: [],
      cases: 0,
      requests: 0,
      durationMs: result.duration,
      seed: this.#run.seed,
    };
    this.#outcomes.push(outcome);
    this.#teller?.ended(outcome);
  }

  onError(error: { readonly message?: string; readonly value?: string }): void {
    this.#errors += 1;
    this.#teller?.close();
    process.stdout.write(`${error.message ?? error.value ?? 'An error outside of all tests.'}\n`);
  }

  async onEnd(result: FullResult): Promise<void> {
    this.#teller?.close();
    if (this.#planned.size === 0) return;
    const profile = profileOf(this.#run.profile);
    if (!profile) return;
    const { excluded = [] } = this.#run;
    const report = buildReport({
      run: {
        id: this.#run.id,
        startedAt: this.#run.startedAt,
        endedAt: Date.now(),
        version: this.#run.version,
        seed: this.#run.seed,
        contract: this.#run.contract,
      },
      outcomes: this.#outcomes,
      clauses: clauses.filter(({ id }) => this.#planned.has(id) || excluded.some(({ clause }) => clause === id)),
      profile,
      target: this.#target,
      finished: (result.status === 'passed' || result.status === 'failed') && this.#errors === 0 && this.#open === 0,
      excluded,
      ...(this.#run.journal === undefined ? {} : { created: createdIn(readJournal(this.#run.journal)) }),
    });
    const paths = await writeReport(report, { directory: this.#run.reports, newId: randomUUID });
    process.stdout.write(
      this.#run.section === undefined
        ? ending(report, [paths.html, paths.json, paths.junit], this.#style())
        : sectionEnding(report, this.#style()),
    );
  }

  printsToStdio(): boolean {
    return true;
  }
}

function clauseOfTitle(title: string): string {
  return /^[A-Z]+-\d+/.exec(title)?.[0] ?? title;
}

function nameOfTitle(title: string): string {
  return title.replace(/:.*/, '');
}
