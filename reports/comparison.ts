import type { Level } from '../specs/clause.ts';
import type { CertificatePredicate } from '../specs/types/certificate.ts';
import type { Report } from './report.ts';

/** A broken clause in one subject. */
interface Breakage {
  readonly subject?: string;
  /** The code of what was seen; absent where there is only a certificate. */
  readonly reason?: string;
  /** What was seen, in one sentence. */
  readonly seen?: string;
}

/** One clause of a run, as far as runs are compared. */
interface ComparedClause {
  readonly level: Level;
  readonly verdict: string;
  readonly broken: readonly Breakage[];
}

/** A run as far as it is compared with another. */
export interface Compared {
  readonly id: string;
  readonly startedAt: string;
  readonly seed: number;
  readonly decision: string;
  /** The title and the digest of the contract that judged it. */
  readonly title: string;
  readonly contract: string;
  readonly clauses: ReadonlyMap<string, ComparedClause>;
  readonly measurements: readonly { readonly clause: string; readonly subject: string; readonly seen: string }[];
}

/** A clause with another verdict. */
export interface Change extends Breakage {
  readonly clause: string;
  readonly level: Level;
  /** The verdict of the first run; absent where it did not ask. */
  readonly before?: string;
  /** The verdict of the second run; absent where it did not ask. */
  readonly after?: string;
}

export interface Measured {
  readonly clause: string;
  readonly subject: string;
  readonly before: string;
  readonly after: string;
}

/** What differs between two runs. */
export interface Comparison {
  /** Failures that were not there, and clauses that were judged before and are not now. */
  readonly new: readonly Change[];
  /** Failures that were there and are not any more, of the same cases. */
  readonly fixed: readonly Change[];
  /** Failures of the first run that passed with other cases: luck cannot be excluded. */
  readonly notComparable: readonly Change[];
  /** Failures of both runs. */
  readonly known: readonly Change[];
  /** Other verdicts that differ. */
  readonly changed: readonly Change[];
  readonly measurements: readonly Measured[];
  /** Whether both were judged by the same contract. */
  readonly contractChanged: boolean;
}

/** A failure is what the gate counts: a should that fails is a changed verdict. */
const isBroken = (verdict: string | undefined): boolean => verdict === 'fail' || verdict === 'harness-error';
const isJudged = (verdict: string | undefined): boolean => isBroken(verdict) || ['pass', 'warn', 'waived'].includes(verdict ?? '');

/** The parts of a report that are compared. */
export function comparedReport(report: Report): Compared {
  return {
    id: report.run.id,
    startedAt: report.run.startedAt,
    seed: report.run.seed,
    decision: report.decision.name,
    title: report.contract.title,
    contract: report.contract.digest,
    clauses: new Map(
      report.clauses.map(({ id, level, verdict, violations }) => [
        id,
        {
          level,
          verdict,
          broken: violations.map(({ subject, actual }) => ({
            ...(subject === undefined ? {} : { subject }),
            reason: actual.id,
            seen: actual.sentence,
          })),
        },
      ]),
    ),
    measurements: report.observations,
  };
}

/** The parts of a certificate that are compared: the verdicts and the measurements, and not what was seen. */
export function comparedCertificate({ parts, startedAt, seed, decision, contract, clauses, measurements }: CertificatePredicate): Compared {
  return {
    id: parts.map(({ run }) => run).join('+'),
    startedAt,
    seed,
    decision: decision.name,
    title: contract.title,
    contract: contract.digest,
    clauses: new Map(clauses.map(({ id, level, verdict }) => [id, { level, verdict, broken: [] }])),
    measurements,
  };
}

/** The differences of the second of two runs. */
export function comparison(before: Compared, after: Compared): Comparison {
  const result = {
    new: [] as Change[],
    fixed: [] as Change[],
    notComparable: [] as Change[],
    known: [] as Change[],
    changed: [] as Change[],
  };
  const sameCases = before.seed === after.seed && before.contract === after.contract;
  const ids = [...after.clauses.keys(), ...[...before.clauses.keys()].filter((id) => !after.clauses.has(id))];
  for (const clause of ids) {
    const [old, now] = [before.clauses.get(clause), after.clauses.get(clause)];
    const change: Change = {
      clause,
      level: (now ?? old)?.level ?? 'must',
      ...(old === undefined ? {} : { before: old.verdict }),
      ...(now === undefined ? {} : { after: now.verdict }),
    };
    if (isBroken(now?.verdict)) {
      const known = isBroken(old?.verdict) ? old : undefined;
      for (const breakage of now?.broken.length ? now.broken : [{}]) {
        const place = known !== undefined && isAmong(breakage, known.broken) ? result.known : result.new;
        place.push({ ...change, ...breakage });
      }
    } else if (isBroken(old?.verdict) && isJudged(now?.verdict)) (sameCases ? result.fixed : result.notComparable).push(change);
    else if (isJudged(old?.verdict) && !isJudged(now?.verdict) && now?.verdict !== 'not-applicable') result.new.push(change);
    else if (old?.verdict !== now?.verdict) result.changed.push(change);
  }
  return {
    ...result,
    measurements: measured(before, after),
    contractChanged: before.contract !== after.contract,
  };
}

/** Whether a failure is one of the earlier ones: the same subject and, where both say it, the same thing seen. */
function isAmong({ subject, reason }: Breakage, known: readonly Breakage[]): boolean {
  if (known.length === 0 || (subject === undefined && reason === undefined)) return true;
  return known.some((one) => one.subject === subject && (one.reason === undefined || reason === undefined || one.reason === reason));
}

/**
 * Measurements of the same thing that differ by more than their uncertainty. What only one run measured is not compared. A run may measure a thing
 * several times: each value is compared with the one of the same place, and is not new where any of the others says the same.
 */
function measured(before: Compared, after: Compared): readonly Measured[] {
  const key = ({ clause, subject }: { readonly clause: string; readonly subject: string }): string => `${clause} ${subject}`;
  const old = Map.groupBy(before.measurements, key);
  return [...Map.groupBy(after.measurements, key)].flatMap(([name, values]) => {
    const known = old.get(name) ?? [];
    return values.flatMap(({ clause, subject, seen }, at) => {
      const was = (known[at] ?? known.at(-1))?.seen;
      return was === undefined || known.some((one) => isSame(one.seen, seen)) ? [] : [{ clause, subject, before: was, after: seen }];
    });
  });
}

const time = /(\d+(?:\.\d+)?) (ms|s|min|h)\b(?: ± (\d+(?:\.\d+)?) \2\b)?/g;
const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };

/** How far two times without a stated uncertainty may be apart, ms: one answer of a busy machine or network is late by that much. */
const usualUncertaintyMs = 500;

/** Whether two measured texts say the same: equal except for times that are within their uncertainties. */
function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  if (one.replaceAll(time, '#') !== other.replaceAll(time, '#')) return false;
  const [a, b] = [timesIn(one), timesIn(other)];
  return a.every(({ ms, uncertaintyMs }, at) => {
    const second = b[at];
    return second !== undefined && Math.abs(ms - second.ms) <= uncertaintyMs + second.uncertaintyMs;
  });
}

function timesIn(text: string): readonly { readonly ms: number; readonly uncertaintyMs: number }[] {
  return [...text.matchAll(time)].map(([, value = '', unit = 'ms', uncertainty]) => {
    const factor = unitMs[unit] ?? 1;
    return { ms: Number(value) * factor, uncertaintyMs: uncertainty === undefined ? usualUncertaintyMs : Number(uncertainty) * factor };
  });
}

/** Changes with the same thing seen, each group with its clauses, so that one cause is read once. */
export function byCause(changes: readonly Change[]): readonly { readonly seen?: string; readonly changes: readonly Change[] }[] {
  return [...Map.groupBy(changes, ({ seen }) => seen ?? '')].map(([seen, group]) => ({ ...(seen === '' ? {} : { seen }), changes: group }));
}
