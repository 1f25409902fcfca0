import type { WatchedFinding } from '../audit/finding.ts';
import type { Observation, Outcome } from '../core/verdict/verdict.ts';
import type { Capability } from '../specs/capability.ts';
import type { Coverage } from '../specs/types/report.ts';
import type { Shop } from './shop.ts';

/** What a run sets for all of its clause runs. */
export interface ClauseRunSettings {
  /** Decides the shapes of all cases (32-bit). */
  readonly seed: number;
  /** Decides ids and keys, so that a seed can be run again on a target that remembers; letters and digits. */
  readonly nonce: string;
  /** What every invoice id begins with, where the configuration has that. The target can know it then. */
  readonly invoicePrefix?: string;
  /** How many cases a property makes, as a multiple of its own number. */
  readonly scale: number;
  /** Only the cases from here on, as `run --path` gives it. */
  readonly path?: string;
  /** Most cases of a property that go out at once; 16 where nothing is said. Four times as many as there are connections keep all of them busy. */
  readonly together?: number;
  /** Longest time for one clause test, ms; a property that reaches it ends with the cases judged so far. */
  readonly timeLimitMs: number;
  /** Monotonic time, ms. */
  readonly elapsed: () => number;
}

/** One clause test being asked: where its cases come from and where its findings go. */
export interface ClauseRun {
  readonly scale: number;
  readonly path: string | undefined;
  readonly timeLimitMs: number;
  /** Most cases that go out at once: enough to keep a pool of connections busy, few enough that one slow case does not hold up many. */
  readonly together: number;
  expired(): boolean;
  /** Number of the next property of this test, from 1. */
  nextProperty(): number;
  /** The 32-bit seed of a property: another for each clause and property, so that running one clause alone repeats its cases. */
  seedOf(property: number): number;
  /** An id of letters and digits that no other clause run uses. */
  unique(prefix: string): string;
  /** What is free in a call. */
  readonly shop: Shop;
  countCases(count: number): void;
  /** Keeps what broke the clause, or another one, and lets the test go on. The first that was kept of the clause is the verdict; all of them are reported. */
  found(error: unknown): void;
  /** Records which interpretation was seen, or a figure; the same observation is kept once. */
  observe(observation: Observation): void;
}

/** The parties of a test as it is asked: what they can do, and how many requests they have exchanged. */
export interface CountedEnvironment<Env> {
  readonly env: Env;
  readonly can: ReadonlySet<Capability>;
  readonly requests: () => number;
  /** Which parts of the contract its calls have met so far, where that is counted. */
  readonly covered?: () => Coverage;
  /**
   * What all that the party sent meanwhile says of every clause that it can show, whichever clause was asked. It may ask some more by itself.
   * @param outcome of the test
   */
  readonly watched?: (run: ClauseRun, outcome: Outcome) => readonly WatchedFinding[] | Promise<readonly WatchedFinding[]>;
}
