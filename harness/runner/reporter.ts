import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { said, sentencesOf } from '../../language/sentences.ts';
import { mergeReports } from '../../reports/merge.ts';
import type { Report } from '../../reports/report.ts';
import { type ProgressPrinter, progressPrinter, sectionEnding } from '../../reports/terminal.ts';
import type { RunFile } from '../../specs/types/run-file.ts';
import { AllureResults } from './allure.ts';
import { aboutOf } from './annotations.ts';
import { attachedIn } from './attachment.ts';
import { guardOutput } from './guarded-output.ts';
import { PartyReport } from './party-report.ts';
import { endMessage } from './playwright.ts';
import { profileNamed } from './profile.ts';
import { contractOfRun, readRunFile, runFilePath } from './run-file.ts';
import { isOfOne, keepReport, styleHere } from './run-report.ts';
import { endsKeeper } from './test-ends.ts';
import { inTurn } from './turns.ts';

/** The output about one party, and its report once that is made. */
interface Section {
  readonly at: number;
  readonly gathered: PartyReport;
  readonly progress: ProgressPrinter;
  report?: Report;
}

/** The longest time for the workers to close what they opened, when the run ends early, ms. A worker that works without a pause receives nothing. */
const closingMs = 3500;

/** Turns the attachments of the suites into verdicts, a decision and one report. Of several parties each has a section of its own. */
export default class CountersignReporter implements Reporter {
  readonly #run: RunFile = readRunFile();
  readonly #kept = endsKeeper(runFilePath());
  readonly #turns = inTurn((text) => void process.stdout.write(text));
  readonly #sections = new Map<string, Section>();
  #allure?: AllureResults;
  #errors = 0;
  #ending = false;

  #written?: Promise<void>;

  constructor() {
    guardOutput();
    process.on('message', (message) => {
      if (message === endMessage) this.#end();
    });
    process.channel?.unref();
    // Playwright ignores an interrupt at some moments.
    process.on('SIGINT', () => undefined);
    // A closed terminal or reader does not prevent the report.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  }

  /**
   * Ends the run early. The report of what was judged so far comes first: the workers may take long to close what they opened.
   * A run that has not begun ends as soon as it has: then its tests are known.
   */
  #end(): void {
    this.#ending = true;
    if (!this.#allure) return;
    process.kill(process.pid, 'SIGINT');
    void this.#report(false);
    setTimeout(async () => {
      await this.#report(false);
      process.exit(1);
    }, closingMs).unref();
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.#allure = new AllureResults(this.#run, config, suite);
    const all = suite.allTests().map(({ annotations }) => aboutOf(annotations));
    this.#kept.planned(all);
    const { version, seed, profile } = this.#run;
    const contract = contractOfRun(this.#run);
    const { words } = contract;
    const judging = profileNamed(contract, profile);
    for (const [at, party] of this.#run.parties.entries()) {
      const planned = all.filter(({ role }) => role === party.role);
      const write = this.#turns.by(at);
      // The first is shown on the terminal while it runs. For the others a terminal gets what is not green, and a log gets everything.
      const { isTTY, columns } = process.stdout;
      const live = isTTY && at === 0;
      this.#sections.set(party.role, {
        at,
        gathered: new PartyReport(this.#run, party, planned),
        progress: progressPrinter(
          { write, columns: live ? columns : undefined, brief: isTTY === true },
          { tests: planned.length, judging, words, now: () => performance.now() },
          styleHere(),
        ),
      });
      const subject = isOfOne(this.#run) ? `Countersign ${version}` : `\nCountersign ${version}, ${sentencesOf().parties[party.role]}`;
      write(said('party-heading', { subject, planned: planned.length, seed, profile }));
    }
    if (this.#ending) this.#end();
  }

  onTestBegin({ annotations }: TestCase): void {
    if (this.#ending) return;
    const { role, clause, operation } = aboutOf(annotations);
    this.#sections.get(role)?.progress.started(operation === undefined ? clause : `${clause} ${operation}`);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (this.#ending) return;
    const { attachments, status, duration, error } = result;
    const about = aboutOf(test.annotations);
    const section = this.#sections.get(about.role);
    if (!section) return;
    const { gathered } = section;
    const found = attachedIn(attachments);
    const message = found.kind === 'unfit' ? found.why : error?.message;
    const ended = { status, durationMs: duration, ...(message === undefined ? {} : { error: message }) };
    const attached = found.kind === 'attached' ? found.attached : undefined;
    this.#kept.ended(about, ended, attached);
    const outcome = gathered.add(about, attached, ended);
    this.#allure?.ended(test, result, outcome);
    section.progress.ended(outcome);
    if (gathered.ended && !isOfOne(this.#run)) this.#close(section, true);
  }

  onError(error: { readonly message?: string; readonly value?: string }): void {
    this.#errors += 1;
    for (const { progress } of this.#sections.values()) progress.close();
    process.stdout.write(`${error.message ?? error.value ?? said('error-outside-tests')}\n`);
  }

  onEnd({ status }: FullResult): Promise<void> {
    return this.#report((status === 'passed' || status === 'failed') && this.#errors === 0);
  }

  #report(undisturbed: boolean): Promise<void> {
    this.#written ??= this.#write(undisturbed);
    return this.#written;
  }

  async #write(undisturbed: boolean): Promise<void> {
    if (this.#sections.size === 0 || !this.#allure) return;
    const sections = [...this.#sections.values()];
    const report = isOfOne(this.#run) ? this.#single(sections, undisturbed) : this.#together(sections, undisturbed);
    if (!report) return;
    if (this.#ending) {
      await keepReport(report, this.#run);
      return;
    }
    const allure = await this.#allure.end(report);
    await keepReport(report, this.#run, 'folder' in allure ? [allure.folder] : []);
    if ('why' in allure) process.stderr.write(said('no-allure-results', { why: allure.why }));
  }

  /** Since the run began: until this process started by the wall clock, and from then on by a monotonic one. */
  #took(): number {
    return Math.max(0, performance.timeOrigin - this.#run.startedAt) + performance.now();
  }

  #single([only]: readonly Section[], undisturbed: boolean): Report | undefined {
    only?.progress.close();
    return only?.gathered.report(this.#run.id, Date.now(), undisturbed, this.#took());
  }

  #together(sections: readonly Section[], undisturbed: boolean): Report | undefined {
    const whole = undisturbed && this.#run.complete;
    const [first, ...others] = sections.map((section) => section.report ?? this.#close(section, undisturbed));
    process.stdout.write('\n');
    return first && mergeReports([first, ...others], this.#run.id, contractOfRun(this.#run), whole);
  }

  /** Ends the section of a party. */
  #close(section: Section, undisturbed: boolean): Report {
    const { at, gathered, progress } = section;
    const { id, parties } = this.#run;
    progress.close();
    const report = gathered.report(`${id}-${parties[at]?.role}`, Date.now(), undisturbed, this.#took());
    section.report = report;
    this.#turns.by(at)(sectionEnding(report, styleHere()));
    this.#turns.ended(at);
    return report;
  }

  printsToStdio(): boolean {
    return true;
  }
}
