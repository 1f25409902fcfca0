import { type CallCoverage, callCoverage } from '../../audit/coverage.ts';
import { said } from '../../language/sentences.ts';
import { afterWaivers, buildReport, type Report, type ShownOutcome, type TargetFacts } from '../../reports/report.ts';
import { readJournal } from '../../roles/transport/journal.ts';
import { createdIn } from '../../roles/transport/throttle.ts';
import { clauses } from '../../specs/clauses/catalogue.ts';
import type { Attachment } from '../../specs/types/attachment.ts';
import type { RunFile } from '../../specs/types/run-file.ts';
import type { About } from './annotations.ts';
import { profileNamed } from './profile.ts';
import type { PartyRun } from './run-file.ts';
import { contractOfRun } from './run-file.ts';

/** How a test ended in Playwright. */
export interface Ended {
  readonly status: 'passed' | 'failed' | 'timedOut' | 'skipped' | 'interrupted';
  readonly durationMs: number;
  readonly error?: string;
}

/** The most outcomes of one clause from tests of other clauses that are kept. */
const mostBeside = 3;

/** Collects the outcomes of one party of a run. */
export class PartyReport {
  readonly #run: RunFile;
  readonly #party: PartyRun;
  readonly #planned: readonly About[];
  readonly #outcomes: ShownOutcome[] = [];
  readonly #beside: ShownOutcome[] = [];
  #target: TargetFacts;
  #recognisable: Attachment['recognisable'];
  #coverage: CallCoverage | undefined;
  /** Tests without an outcome of their own: not begun, interrupted or skipped. */
  #open: number;

  constructor(run: RunFile, party: PartyRun, planned: readonly About[]) {
    this.#run = run;
    this.#party = party;
    this.#planned = planned;
    this.#open = planned.length;
    this.#target = party.target
      ? { ...party.target, adapter: 'remote' }
      : { url: 'https://127.0.0.1', environment: 'unknown', adapter: 'https' };
  }

  /** Whether every test has ended. */
  get ended(): boolean {
    return this.#outcomes.length === this.#planned.length;
  }

  /** The outcome of a test. A failure without an attachment is ours: a harness error. */
  add({ clause, operation }: About, found: Attachment | undefined, { status, durationMs, error }: Ended): ShownOutcome {
    if (found) this.#target = found.target;
    // Each contains what its worker has seen so far: the largest one is that of the run.
    if ((found?.recognisable?.creations ?? 0) > (this.#recognisable?.creations ?? 0)) this.#recognisable = found?.recognisable;
    if (found?.covered) {
      const { role } = this.#party;
      this.#coverage ??= callCoverage(contractOfRun(this.#run), role === 'key-use' ? 'provider' : role);
      this.#coverage.add(found.covered);
    }
    const unheard = found === undefined && (status === 'interrupted' || status === 'skipped');
    if (!unheard) this.#open -= 1;
    const judged: ShownOutcome = found?.outcome ?? {
      clause,
      ...(operation === undefined ? {} : { subject: operation }),
      verdict: unheard ? 'not-observed' : 'harness-error',
      blame: 'harness',
      note: error ?? said('test-without-outcome', { status }),
      observations: [],
      cases: 0,
      requests: 0,
      durationMs,
      seed: this.#run.seed,
    };
    const outcome = this.#afterWaivers(judged);
    this.#outcomes.push(outcome);
    for (const one of found?.beside ?? []) this.#addBeside(this.#afterWaivers(one));
    return outcome;
  }

  /** A client that makes one mistake makes it in every test: beyond some of them nothing more is learned about the clause. */
  #addBeside(outcome: ShownOutcome): void {
    const isOwn = ({ clause, subject }: ShownOutcome) => this.#planned.some((test) => test.clause === clause && test.operation === subject);
    const alike = this.#beside.filter((one) => one.clause === outcome.clause && one.verdict === outcome.verdict && !isOwn(one));
    // All that a test found of its own clause is reported.
    if (isOwn(outcome) || alike.length < mostBeside) this.#beside.push(outcome);
  }

  #afterWaivers(outcome: ShownOutcome): ShownOutcome {
    const { profile, startedAt, waivers = [] } = this.#run;
    const judged = [...profileNamed(contractOfRun(this.#run), profile).clauses.values()].find(({ id }) => id === outcome.clause);
    return judged ? afterWaivers(outcome, waivers, new Date(startedAt).toISOString().slice(0, 10), judged.level) : outcome;
  }

  /**
   * The report of the outcomes so far.
   *
   * @param id of the report
   * @param endedAt ms since the epoch
   * @param undisturbed false where the run was ended from outside, or something failed outside of all tests
   * @param durationMs how long the run took by a monotonic clock
   */
  report(id: string, endedAt: number, undisturbed: boolean, durationMs?: number): Report {
    const { startedAt, version, seed, contract: of, profile, mode, level: extent, waivers } = this.#run;
    const contract = contractOfRun(this.#run);
    const { role, circumstances, excluded = [], journal } = this.#party;
    // What the exchanges of a test break counts, also where no test asked for it.
    const asked = new Set([...this.#planned, ...excluded, ...this.#beside].map(({ clause }) => clause));
    return buildReport({
      run: { id, startedAt, endedAt, ...(durationMs === undefined ? {} : { durationMs }), version, seed, contract: of },
      outcomes: [...this.#outcomes, ...this.#beside],
      clauses: clauses.filter((clause) => asked.has(clause.id)),
      contract,
      profile: profileNamed(contract, profile),
      target: this.#target,
      terms: { mode, extent, parties: [role], circumstances },
      finished: undisturbed && this.#open === 0,
      excluded,
      ...(waivers === undefined ? {} : { waivers }),
      ...(this.#coverage === undefined ? {} : { coverage: this.#coverage.all() }),
      ...(this.#recognisable === undefined ? {} : { recognisable: this.#recognisable }),
      ...(journal === undefined ? {} : { created: createdIn(readJournal(journal)) }),
    });
  }
}
