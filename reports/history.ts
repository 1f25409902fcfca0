import type { Night } from '../specs/types/night.ts';
import type { Report } from './report.ts';

/** What a clause did over the nights. */
export interface ClauseHistory {
  readonly clause: string;
  readonly verdict: string;
  /** When the present series of failures began; absent where the last night did not fail. */
  readonly redSince?: string;
  /** Nights in which it was asked. */
  readonly nights: number;
  /** How many of them failed. */
  readonly red: number;
  /** How many of them could not judge it. */
  readonly inconclusive: number;
}

export interface MeasurementHistory {
  readonly clause: string;
  readonly subject: string;
  /** What was seen, night by night, each value once in a row, the last one first. */
  readonly seen: readonly { readonly since: string; readonly seen: string }[];
}

const red: ReadonlySet<string> = new Set(['fail', 'harness-error']);
const inconclusive: ReadonlySet<string> = new Set(['indeterminate', 'untestable', 'not-observed', 'review']);

/** The line of one night. */
export function nightOf({ run, contract, decision, totals, clauses, observations }: Report, exitCode: number): Night {
  return {
    run: run.id,
    startedAt: run.startedAt,
    durationMs: run.durationMs,
    seed: run.seed,
    decision: decision.name,
    exitCode,
    contract: contract.digest,
    requests: totals.requests,
    clauses: Object.fromEntries(clauses.map(({ id, verdict }) => [id, verdict])),
    measurements: observations,
  };
}

/**
 * What each clause did over the nights: those that fail now first, then those that ever failed, then the rest.
 *
 * @param nights the oldest first
 */
export function clauseHistories(nights: readonly Night[]): readonly ClauseHistory[] {
  const ids = [...new Set(nights.flatMap(({ clauses }) => Object.keys(clauses)))];
  const histories = ids.map((clause): ClauseHistory => {
    const asked = nights.filter(({ clauses }) => clauses[clause] !== undefined);
    const verdicts = asked.map(({ clauses }) => clauses[clause] ?? '');
    const lastGreen = verdicts.findLastIndex((verdict) => !red.has(verdict));
    const since = asked[lastGreen + 1]?.startedAt;
    return {
      clause,
      verdict: verdicts.at(-1) ?? '',
      ...(since === undefined ? {} : { redSince: since }),
      nights: asked.length,
      red: verdicts.filter((verdict) => red.has(verdict)).length,
      inconclusive: verdicts.filter((verdict) => inconclusive.has(verdict)).length,
    };
  });
  const rank = ({ redSince, red: times, inconclusive: open }: ClauseHistory): number =>
    redSince !== undefined ? 0 : times > 0 ? 1 : open > 0 ? 2 : 3;
  return histories.sort((a, b) => rank(a) - rank(b) || a.clause.localeCompare(b.clause));
}

/** What was measured over the nights, where it ever changed. @param nights the oldest first */
export function measurementHistories(nights: readonly Night[]): readonly MeasurementHistory[] {
  const all = new Map<string, { clause: string; subject: string; seen: { since: string; seen: string }[] }>();
  for (const { startedAt, measurements } of nights) {
    for (const { clause, subject, seen } of measurements) {
      const key = `${clause} ${subject}`;
      const known = all.get(key) ?? { clause, subject, seen: [] };
      all.set(key, known);
      if (known.seen[0]?.seen !== seen) known.seen.unshift({ since: startedAt, seen });
    }
  }
  return [...all.values()].filter(({ seen }) => seen.length > 1 || / (?:ms|s|min|h)\b/.test(seen[0]?.seen ?? ''));
}
