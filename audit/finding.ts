import type { Exchange } from '../core/exchange.ts';
import type { Observation, Outcome, Verdict, ViolationData } from '../core/verdict/verdict.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';

/** What watched exchanges say about a clause. What was never seen was not observed, and that is not a pass. */
export interface Finding {
  readonly clause: ClauseId;
  readonly verdict: Extract<Verdict, 'pass' | 'fail' | 'warn' | 'review' | 'not-observed' | 'not-applicable'>;
  /** The first breach, in order of the exchanges. */
  readonly violation?: ViolationData;
  /** Why the clause has no verdict, with the next step. */
  readonly note?: string;
  /** What a person has to look at. */
  readonly exchanges?: readonly Exchange[];
  readonly observations: readonly Observation[];
  /** How often the clause could be judged. */
  readonly cases: number;
  /** How many exchanges it was judged by: one may be several cases. */
  readonly requests: number;
}

/** A finding with every breach, in order of the exchanges; `violation` is the first. */
export interface WatchedFinding extends Finding {
  readonly breaches: readonly ViolationData[];
}

/** Exchanges that are judged one after the other, live or afterwards. */
export interface Audit<Seen> {
  /** Judges the next exchange, in order of time. */
  read(seen: Seen): void;
  /** The findings so far. */
  findings(): readonly WatchedFinding[];
}

/** The finding of a clause that watched exchanges cannot show, with the next step. */
export function notObserved(clause: ClauseId, note: string): Finding {
  return { clause, verdict: 'not-observed', note, observations: [], cases: 0, requests: 0 };
}

/** A finding as the outcome of a run that lasted that long. */
export function outcomeOf(finding: Finding, durationMs: number): Outcome {
  const { clause, verdict, violation, note, exchanges, observations, cases, requests } = finding;
  return {
    clause,
    verdict,
    ...(violation === undefined ? {} : { violation, blame: 'implementation' as const }),
    ...(note === undefined ? {} : { note }),
    ...(exchanges === undefined ? {} : { exchanges, blame: 'implementation' as const }),
    observations,
    cases,
    requests,
    // A clock may have been set back meanwhile.
    durationMs: Math.max(0, durationMs),
    seed: 0,
  };
}
