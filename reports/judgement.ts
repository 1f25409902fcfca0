import { byClause, type ClauseVerdict, type Decision, decide, type Standard, worst } from '../core/verdict/gate.ts';
import { type Failed, type RootCause, rootCauses } from '../core/verdict/root-causes.ts';
import { type Verdict, verdicts } from '../core/verdict/verdict.ts';
import type { Party } from '../specs/clause.ts';
import { dependencies } from '../specs/dependencies.ts';
import { type BestDecision, bestOf, type Extent, owedBy, type Terms } from '../specs/owed.ts';
import type { Profile } from '../specs/profile.ts';
import type { Clause, CountersignReport, Subject } from '../specs/types/report.ts';

/** One of the runs from which a report was made, with its own decision. */
export type PartReport = CountersignReport['parts'][number];

/** The same as it was recorded, before anything is decided. */
export type PartRecord = Omit<PartReport, 'decision' | 'totals'>;

/** A clause as it was recorded: its outcome, for each subject. */
type ClauseRecord = Pick<Clause, 'id' | 'level' | 'subjects'>;

/** What was recorded. Everything else of a report follows from it. */
export interface Recorded {
  readonly clauses: readonly ClauseRecord[];
  readonly parts: readonly [PartRecord, ...PartRecord[]];
  readonly finished: boolean;
  readonly profile: Pick<Profile, 'clauses'>;
}

/** What follows from what was recorded. */
export interface Judgement extends Pick<CountersignReport, 'totals'> {
  readonly decision: Decision;
  readonly level: Extent;
  readonly owed: CountersignReport['decision']['owed'];
  readonly clauses: readonly (Pick<Clause, 'id' | 'verdict'> & Sums)[];
  readonly judged: readonly string[];
  readonly causes: readonly RootCause[];
  readonly weak: CountersignReport['decision']['scope']['weak'];
  readonly parts: readonly [PartReport, ...PartReport[]];
}

export interface Sums {
  readonly cases: number;
  readonly requests: number;
  readonly durationMs: number;
}

/** Verdicts that say something about the party. */
export const judging: ReadonlySet<Verdict> = new Set(['pass', 'warn', 'fail', 'waived']);

/** Verdicts of a run that saw nothing to judge, or could not ask: another run may have judged it. */
const unjudged: ReadonlySet<Verdict> = new Set(['not-observed', 'not-applicable', 'untestable']);

/** From the weakest to the one that gives a certificate. */
const rank: readonly BestDecision[] = ['nothing-broken-seen', 'partial', 'certified'];

/** Judges what was recorded of one run, or of several as one. */
export function judgementOf({ clauses, parts, finished, profile }: Recorded): Judgement {
  const [first, ...others] = parts;
  const alone = (part: PartRecord): PartReport => {
    const own = clauses.filter(({ id }) => part.asked.includes(id)).map((clause) => verdictIn(part, clause, first.run));
    const { decision } = decide(own, standardOf([part], part.finished, profile));
    const { cases, requests } = sums(own.flatMap(({ outcomes }) => outcomes));
    return { ...part, decision, totals: { clauses: own.length, cases, requests } };
  };
  const together = clauses.map((clause): ClauseVerdict<Subject & { readonly clause: string }> => {
    const seen = parts.filter(({ asked }) => asked.includes(clause.id)).map((part) => verdictIn(part, clause, first.run));
    return {
      clause: clause.id,
      level: clause.level,
      verdict: mergedVerdict(seen.map(({ verdict }) => verdict)),
      outcomes: seen.flatMap(({ outcomes }) => outcomes),
    };
  });
  const standard = standardOf(parts, finished, profile);
  const judged = together.filter(({ verdict }) => judging.has(verdict)).map(({ clause }) => clause);
  const counted = together.map(({ clause: id, verdict, outcomes }) => ({ id, verdict, ...sums(outcomes) }));
  const asked = new Set(clauses.map(({ id }) => id));
  const { cases, requests } = sums(counted);
  return {
    decision: decide(together, standard),
    level: extentOf(parts),
    owed: owedOf(standard.owed, asked),
    clauses: counted,
    judged,
    causes: rootCauses(
      together.flatMap(({ clause: id, verdict, outcomes }): Failed[] => {
        const state =
          verdict === 'fail' ? 'failed' : verdict === 'warn' ? 'warned' : isOpenForTheParty(verdict, outcomes) ? 'open' : undefined;
        return state === undefined ? [] : [{ id, state }];
      }),
      dependencies,
    ),
    weak: clauses.flatMap((clause) => weaknessOf(clause, together.find((one) => one.clause === clause.id)?.verdict)),
    parts: [alone(first), ...others.map(alone)],
    totals: {
      clauses: clauses.length,
      cases,
      requests,
      verdicts: Object.fromEntries(
        verdicts.map((verdict) => [verdict, counted.filter((clause) => clause.verdict === verdict).length]),
      ) as Record<Verdict, number>,
    },
  };
}

/** Names of clauses in a note, as in `Fix END-01, then run this again.` */
const namesAClause = /\b[A-Z]{3}-\d{2,3}\b/;

/** Whether a clause could not be judged because of the party, and not because of a missing recipe or the network. */
function isOpenForTheParty(verdict: Verdict, outcomes: readonly Pick<Subject, 'verdict' | 'blame' | 'note'>[]): boolean {
  if (verdict !== 'indeterminate' && verdict !== 'untestable') return false;
  return outcomes.some((one) => one.verdict === verdict && (one.blame === 'implementation' || namesAClause.test(one.note ?? '')));
}

/** The verdict of a clause in one run. Subjects that name no run belong to the first. */
function verdictIn(
  { run }: PartRecord,
  { id, level, subjects }: ClauseRecord,
  firstRun: string,
): ClauseVerdict<Subject & { readonly clause: string }> {
  const own = subjects.filter((subject) => (subject.run ?? firstRun) === run).map((subject) => ({ ...subject, clause: id }));
  const [judgement] = byClause(own, [{ id, level }]);
  return judgement ?? { clause: id, level, verdict: 'not-observed', outcomes: own };
}

/** The worst verdict of the runs that judged; where none did, the worst of the reasons. */
function mergedVerdict(seen: readonly Verdict[]): Verdict {
  const judged = seen.filter((verdict) => !unjudged.has(verdict));
  return worst(judged.length > 0 ? judged : seen);
}

/** What several runs have to show together: for each party what its strongest mode owes, and the best that the weakest party allows. */
export function standardOf(parts: readonly PartRecord[], finished: boolean, profile: Recorded['profile']): Standard {
  const best = new Map<Party, BestDecision>();
  for (const { parties, mode } of parts) {
    for (const party of parties) {
      const known = best.get(party);
      if (known === undefined || rank.indexOf(bestOf(mode)) > rank.indexOf(known)) best.set(party, bestOf(mode));
    }
  }
  const owed = parts.flatMap((part) => owedBy(termsOf(part), profile));
  return {
    best: rank.find((one) => [...best.values()].includes(one)) ?? 'nothing-broken-seen',
    owed: new Set<string>(owed.map(({ id }) => id)),
    required: new Set<string>(owed.filter(({ party }) => best.get(party) === 'certified').map(({ id }) => id)),
    excluded: new Set<string>(parts.flatMap(({ excluded }) => excluded)),
    finished,
    waivers: parts.flatMap(({ waivers = [] }) => waivers),
  };
}

/** How much several runs cover together. */
export function extentOf(parts: readonly PartRecord[]): Extent {
  return parts.every(({ level }) => level === 'full') ? 'full' : 'core';
}

/** How many clauses are owed, and how many of them were asked. */
export function owedOf(owed: ReadonlySet<string>, asked: ReadonlySet<string>): Judgement['owed'] {
  return { asked: [...owed].filter((id) => asked.has(id)).length, total: owed.size };
}

function termsOf({ mode, level, parties, circumstances }: PartRecord): Terms {
  return { mode, extent: level, parties, circumstances };
}

/** By which means a clause was judged weakly, if every run that judged it had a weak oracle. Not for an `observe`, and a failure counts anyway. */
function weaknessOf({ id, level, subjects }: ClauseRecord, verdict: Verdict | undefined): Judgement['weak'] {
  if (level === 'observe' || verdict === undefined || !judging.has(verdict) || verdict === 'fail') return [];
  const runs = [...Map.groupBy(subjects, ({ run = '' }) => run).values()].filter((own) => own.some((one) => judging.has(one.verdict)));
  const why = runs.map((own) => own.flatMap(({ weak = [] }) => weak));
  if (why.length === 0 || why.some((reasons) => reasons.length === 0)) return [];
  return [{ clause: id, level, why: [...new Set(why.flat())] }];
}

function sums(counted: readonly Sums[]): Sums {
  const sum = (of: (one: Sums) => number): number => counted.reduce((total, one) => total + of(one), 0);
  return { cases: sum(({ cases }) => cases), requests: sum(({ requests }) => requests), durationMs: sum(({ durationMs }) => durationMs) };
}
