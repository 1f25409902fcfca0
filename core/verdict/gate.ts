import type { Level } from '../../specs/clause.ts';
import type { BestDecision } from '../../specs/owed.ts';
import { type Outcome, type Verdict, verdicts } from './verdict.ts';

/** The members of an outcome that the gate reads. */
export type Judged = Pick<Outcome, 'clause' | 'verdict'>;

/** The result of one clause, from all its outcomes. */
export interface ClauseVerdict<O extends Judged = Judged> {
  readonly clause: string;
  readonly level: Level;
  readonly verdict: Verdict;
  readonly outcomes: readonly O[];
}

/** Why a run is not certified: one entry for each reason. `unfinished` without a clause is about the whole run. */
export interface DecisionReason {
  readonly because:
    | 'harness-error'
    | 'must-failed'
    | 'waiver-expired'
    | 'waiver-unused'
    | 'untestable'
    | 'indeterminate'
    | 'review'
    | 'not-observed'
    | 'not-asked'
    | 'excluded'
    | 'unfinished'
    | 'nothing-judged';
  readonly clause?: string;
}

export interface Decision {
  readonly decision: BestDecision | 'certified-with-waivers' | 'not-certified' | 'incomplete' | 'none';
  readonly exitCode: 0 | 1 | 2 | 3;
  /** Every reason against the best decision, the decisive ones first; empty when there is none. */
  readonly reasons: readonly DecisionReason[];
}

/** What a run has to show for its best decision. */
export interface Standard {
  /** The best that it can decide. */
  readonly best: BestDecision;
  /** Clauses that have to be settled where they were asked. */
  readonly owed: ReadonlySet<string>;
  /** Those of them that have to be asked. */
  readonly required: ReadonlySet<string>;
  /** Clauses that the plan leaves out. */
  readonly excluded: ReadonlySet<string>;
  readonly finished: boolean;
  /** The result of the waivers of clauses that were asked. */
  readonly waivers: readonly { readonly clause: string; readonly state: 'used' | 'unused' | 'expired' }[];
}

/** The worst of some verdicts, in the order of `verdicts`; with none, nothing was observed. A part that does not apply says nothing about the others. */
export function worst(seen: readonly Verdict[]): Verdict {
  const applying: readonly Verdict[] = seen.filter((verdict) => verdict !== 'not-applicable');
  return verdicts.find((verdict) => applying.includes(verdict)) ?? seen[0] ?? 'not-observed';
}

/** What a violation of a clause of that level counts as. An `observe` promises nothing, so a person looks at it; it does not affect the decision. */
export function verdictOfViolation(level: Level): 'fail' | 'warn' | 'review' {
  return level === 'must' ? 'fail' : level === 'should' ? 'warn' : 'review';
}

/**
 * One verdict per clause: the worst of its outcomes, where a fail counts by the clause's level. A clause without an outcome is `not-observed`.
 * An outcome of a clause outside `judged` is kept and counts as a must: the gate errs to the strict side.
 * @param judged the clauses that the run was to judge
 */
export function byClause<O extends Judged>(
  outcomes: readonly O[],
  judged: readonly { readonly id: string; readonly level: Level }[],
): readonly ClauseVerdict<O>[] {
  const levels = new Map<string, Level>(judged.map(({ id, level }) => [id, level]));
  for (const { clause } of outcomes) if (!levels.has(clause)) levels.set(clause, 'must');
  const grouped = Map.groupBy(outcomes, ({ clause }) => clause);
  return [...levels].map(([clause, level]) => {
    const own = grouped.get(clause) ?? [];
    const seen = own.map(({ verdict }) => (verdict === 'fail' ? verdictOfViolation(level) : verdict));
    return { clause, level, verdict: worst(seen), outcomes: own };
  });
}

const unjudged: readonly Verdict[] = ['not-observed', 'not-applicable', 'untestable'];

/** Why a clause is not settled; undefined where it is. */
function gapOf({ verdict, outcomes }: ClauseVerdict): DecisionReason['because'] | undefined {
  if (verdict === 'untestable' || verdict === 'indeterminate' || verdict === 'review') return verdict;
  if (verdict !== 'not-observed') return undefined;
  return outcomes.length === 0 ? 'unfinished' : 'not-observed';
}

/**
 * The decision over a run. By precedence: a harness error anywhere → none (3); a failed must, or a waiver that has expired or matched nothing → not certified (1); a clause that is owed and is untestable,
 * indeterminate, for review, not observed, unfinished or not asked, or an unfinished run → incomplete (2); else the best that the run can decide (0), which is `certified-with-waivers` where a certificate needed one.
 * A run that judged no must at all is incomplete too: nothing unjudged renders green.
 */
export function decide(
  clauseVerdicts: readonly ClauseVerdict[],
  { best, owed, required, excluded, finished, waivers }: Standard,
): Decision {
  const errors: DecisionReason[] = [];
  const failures: DecisionReason[] = [];
  const gaps: DecisionReason[] = [];
  for (const judged of clauseVerdicts) {
    const { clause, level, verdict } = judged;
    if (verdict === 'harness-error') errors.push({ because: 'harness-error', clause });
    // An observe clause promises nothing, so a merchant does not wait for a question to which every answer would have been right.
    if (level === 'observe') continue;
    // `byClause` turns the fail of a should into a warn; a fail that says otherwise is not a reason either.
    if (verdict === 'fail' && level === 'must') failures.push({ because: 'must-failed', clause });
    const because = gapOf(judged);
    // A watched run owes nothing; what was seen there and needs a person stays open.
    const counts = owed.has(clause) || (best === 'nothing-broken-seen' && verdict !== 'not-observed');
    if (because !== undefined && counts) gaps.push({ because, clause });
  }
  for (const { clause, state } of waivers) if (state !== 'used') failures.push({ because: `waiver-${state}`, clause });
  const asked = new Set(clauseVerdicts.map(({ clause }) => clause));
  for (const clause of required) {
    if (!asked.has(clause)) gaps.push({ because: excluded.has(clause) ? 'excluded' : 'not-asked', clause });
  }
  if (!finished) gaps.push({ because: 'unfinished' });
  // A run of a should only gets an answer about it, and no certificate.
  const counted = (level: Level): boolean => level === 'must' || best === 'partial';
  if (!clauseVerdicts.some(({ level, verdict }) => counted(level) && !unjudged.includes(verdict))) gaps.push({ because: 'nothing-judged' });
  const reasons = [...errors, ...failures, ...gaps];
  if (errors.length > 0) return { decision: 'none', exitCode: 3, reasons };
  if (failures.length > 0) return { decision: 'not-certified', exitCode: 1, reasons };
  if (gaps.length > 0) return { decision: 'incomplete', exitCode: 2, reasons };
  const withWaivers = best === 'certified' && waivers.length > 0;
  return { decision: withWaivers ? 'certified-with-waivers' : best, exitCode: 0, reasons };
}
