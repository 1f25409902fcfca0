import { type ClauseVerdict, decide, type Judged, worst } from '../core/verdict/gate.ts';
import { type Verdict, verdicts } from '../core/verdict/verdict.ts';
import { ReaderError } from '../language/reader-error.ts';
import { sentencesOf } from '../language/sentences.ts';
import { type ClauseReport, partsOf, type Report } from './report.ts';

/** Verdicts that say that a part had no occasion, or no means: another part may have had them. */
const unjudged: ReadonlySet<Verdict> = new Set(['not-observed', 'not-applicable', 'untestable']);

/** Verdicts by which something was found out about the target. */
const judging: ReadonlySet<Verdict> = new Set(['pass', 'warn', 'fail', 'waived']);

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The worst verdict of those who judged; where nobody did, the worst of the reasons why. */
function mergedVerdict(seen: readonly Verdict[]): Verdict {
  const judged = seen.filter((verdict) => !unjudged.has(verdict));
  return worst(judged.length > 0 ? judged : seen);
}

function mergedClause(parts: readonly [ClauseReport, ...ClauseReport[]]): ClauseReport {
  const verdict = mergedVerdict(parts.map((part) => part.verdict));
  const deciding = parts.find((part) => part.verdict === verdict) ?? parts[0];
  const { blame: _, note: __, ...first } = parts[0];
  return {
    ...first,
    verdict,
    ...(deciding.blame === undefined ? {} : { blame: deciding.blame }),
    ...(deciding.note === undefined ? {} : { note: deciding.note }),
    subjects: parts.flatMap(({ subjects }) => subjects),
    cases: sum(parts.map(({ cases }) => cases)),
    requests: sum(parts.map(({ requests }) => requests)),
    durationMs: sum(parts.map(({ durationMs }) => durationMs)),
    violations: parts.flatMap(({ violations }) => violations),
  };
}

/** Each once, told by what it says. */
function once<Each>(all: readonly Each[]): readonly Each[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** Clauses that only a weak oracle judged: where another part judged one with more, it is not weak any more. */
function weaklyJudged(parts: readonly Report[]): Report['decision']['scope']['weak'] {
  const strong = new Set(
    parts.flatMap(({ decision: { scope } }) => scope.judged.filter((id) => !scope.weak.some(({ clause }) => clause === id))),
  );
  const weak = parts.flatMap(({ decision }) => decision.scope.weak).filter(({ clause }) => !strong.has(clause));
  return [...Map.groupBy(weak, ({ clause }) => clause)].map(([clause, all]) => ({ clause, why: once(all.flatMap(({ why }) => why)) }));
}

/**
 * One certificate of several reports: per clause the worst verdict of the parts that judged it, the sum of cases, and the union of what was judged. A clause
 * that one part could not judge counts by the part that could; one that is excluded in a part and judged in another is judged.
 * @param id of the merged run; letters, digits, dot, dash and underscore
 * @throws ReaderError for parts of different contracts, profiles or forms
 */
export function mergeReports(parts: readonly [Report, ...Report[]], id: string): Report {
  const [first] = parts;
  const other = first.run.id;
  for (const part of parts) {
    const one = part.run.id;
    if (part.format !== first.format)
      throw new ReaderError('reports-of-other-form', { one, form: part.format, other, otherForm: first.format });
    if (part.contract.digest !== first.contract.digest) throw new ReaderError('reports-of-other-contract', { one, other });
    if (part.profile.id !== first.profile.id)
      throw new ReaderError('reports-of-other-profile', { one, profile: part.profile.id, other, otherProfile: first.profile.id });
  }
  const groups = Map.groupBy(
    parts.flatMap((part) => part.clauses),
    (clause) => clause.id,
  );
  const clauses = [...groups.values()].map(([one, ...others]) => mergedClause([one as ClauseReport, ...others]));
  const finished = parts.every(({ run }) => run.finished);
  const judged = clauses.map(
    ({ id: clause, level, verdict, subjects }): ClauseVerdict => ({
      clause,
      level,
      verdict,
      outcomes: subjects.map((subject): Judged => ({ clause, verdict: subject.verdict })),
    }),
  );
  const { decision, exitCode, reasons } = decide(judged, { finished });
  const known = new Set(clauses.map((clause) => clause.id));
  const started = parts.map(({ run }) => Date.parse(run.startedAt));
  const ended = parts.map(({ run }) => Date.parse(run.endedAt));
  return {
    ...first,
    run: {
      ...first.run,
      id,
      startedAt: new Date(Math.min(...started)).toISOString(),
      endedAt: new Date(Math.max(...ended)).toISOString(),
      durationMs: Math.max(...ended) - Math.min(...started),
      finished,
    },
    decision: {
      name: decision,
      exitCode,
      reasons: reasons.map((entry) => ({ ...entry, sentence: sentencesOf().obstacles[entry.because] })),
      scope: {
        judged: clauses.filter(({ verdict }) => judging.has(verdict)).map((clause) => clause.id),
        weak: weaklyJudged(parts),
        untested: clauses
          .filter(({ verdict }) => !judging.has(verdict))
          .map((clause) => ({ clause: clause.id, verdict: clause.verdict, why: clause.note ?? '' })),
        excluded: once(parts.flatMap((part) => part.decision.scope.excluded)).filter(({ clause }) => !known.has(clause)),
      },
    },
    totals: {
      clauses: clauses.length,
      cases: sum(clauses.map(({ cases }) => cases)),
      requests: sum(clauses.map(({ requests }) => requests)),
      verdicts: Object.fromEntries(
        verdicts.map((verdict) => [verdict, clauses.filter((clause) => clause.verdict === verdict).length]),
      ) as Record<Verdict, number>,
    },
    clauses,
    ambiguities: once(parts.flatMap(({ ambiguities }) => ambiguities)),
    observations: once(parts.flatMap(({ observations }) => observations)),
    ...(parts.some(({ created }) => created !== undefined) ? { created: parts.flatMap(({ created = [] }) => created) } : {}),
    parts: parts.flatMap(partsOf),
  };
}
