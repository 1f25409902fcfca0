import type { WatchedFinding } from '../audit/finding.ts';
import type { Observation, Outcome } from '../core/verdict/verdict.ts';
import type { Capability } from '../specs/capability.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { Coverage } from '../specs/types/report.ts';
import type { Shop } from './shop.ts';

/** What a run sets for all of its clause runs. */
export interface ClauseRunSettings {
  /** Decides the shapes of all cases (32-bit). */
  readonly seed: number;
  /** Decides ids and keys, so that a seed can run again on a target that remembers. Letters and digits. */
  readonly nonce: string;
  /** The prefix of every invoice id, where the configuration has one. The target can then recognise the run. */
  readonly invoicePrefix?: string;
  /** How many cases a property makes, as a multiple of its own number. */
  readonly scale: number;
  /** Skips the cases before this one, as `run --path` asks. */
  readonly path?: string;
  /** The most cases of a property that go out at once; 16 by default. Four times the number of connections keeps all of them busy. */
  readonly together?: number;
  /** The longest time for one clause test, ms. A property that reaches it ends with the cases judged so far. */
  readonly timeLimitMs: number;
  /** Monotonic time, ms. */
  readonly elapsed: () => number;
}

/** One run of a clause test: where its cases come from, and where its findings go. */
export interface ClauseRun {
  readonly clause: ClauseId;
  readonly scale: number;
  readonly path: string | undefined;
  readonly timeLimitMs: number;
  /** The most cases that go out at once: enough to keep a pool of connections busy, and few enough that one slow case does not delay many. */
  readonly together: number;
  expired(): boolean;
  /** Number of the next property of this test, from 1. */
  nextProperty(): number;
  /** The 32-bit seed of a property. Each clause and property has another one, so a run of one clause repeats its cases. */
  seedOf(property: number): number;
  /** An id of letters and digits that no other clause run uses. */
  unique(prefix: string): string;
  /** The parts of a call that may be chosen freely. */
  readonly shop: Shop;
  countCases(count: number): void;
  /**
   * Keeps a violation of this clause or another one, and lets the test go on. The first one of this clause is the verdict; all of them are reported.
   */
  found(error: unknown): void;
  /** Records which interpretation was seen, or a figure. The same observation is kept once. */
  observe(observation: Observation): void;
  /** Records how a figure is by now, in place of an earlier one of the same subject. One with nothing to show is not recorded. */
  observeLast(observation: Observation): void;
}

/** The parties of a running test: what they can do, and how many requests they have exchanged. */
export interface CountedEnvironment<Env> {
  readonly env: Env;
  readonly can: ReadonlySet<Capability>;
  readonly requests: () => number;
  /** The parts of the contract that its calls have met so far, where that is counted. */
  readonly covered?: () => Coverage;
  /**
   * What the exchanges of the party say about every clause that they can show, whichever clause was tested. It may send further requests itself.
   *
   * @param outcome of the test
   */
  readonly watched?: (run: ClauseRun, outcome: Outcome) => readonly WatchedFinding[] | Promise<readonly WatchedFinding[]>;
}
