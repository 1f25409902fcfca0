import { cannotBeWaived, hasExpired, matches, stateOf } from '../core/verdict/waiver.ts';
import { ReaderError } from '../language/reader-error.ts';
import { isClauseId } from '../specs/clauses/catalogue.ts';
import { type HasProfiles, type Profile, profileOf } from '../specs/profile.ts';
import { canonicalJson, digestOf } from './digest.ts';
import { type Judgement, judgementOf } from './judgement.ts';
import { type Report, waivedIn } from './report.ts';

/**
 * Computes everything in a report that follows from its outcomes again and compares it, the digest last: that one shows that something was changed,
 * and not what.
 * It does not show who made the report: anyone who changes outcomes can also make a new digest.
 *
 * @throws ReaderError that names the first thing that does not follow
 */
export function mustFollow(report: Report, contract: HasProfiles): void {
  const { profile: named, clauses, parts, run } = report;
  const one = run.id;
  const profile = profileOf(contract, named.id);
  const [first, ...others] = parts;
  if (profile === undefined || first === undefined) throw new ReaderError('report-of-unknown-profile', { one, profile: named.id });
  mustBeKnown(report, profile);
  waiversMustHold(report);
  const judgement = judgementOf({ clauses, parts: [first, ...others], finished: run.finished, profile });
  clausesMustFollow(report, judgement);
  targetMustFollow(report);
  partsMustFollow(report, judgement);
  decisionMustFollow(report, judgement);
  if (report.digest !== digestOf(report)) throw new ReaderError('report-digest-wrong', { one });
}

/** Clauses are those of the catalogue and of the runs, and their outcomes and violations belong together. */
function mustBeKnown({ clauses, parts, run: { id: one } }: Report, profile: Profile): void {
  const asked = new Set(parts.flatMap((part) => part.asked));
  const seen = new Set<string>();
  for (const { id, level, party, subjects, violations } of clauses) {
    if (!isClauseId(id)) throw new ReaderError('report-of-unknown-clause', { one, clause: id });
    if (seen.has(id)) throw new ReaderError('report-clause-twice', { one, clause: id });
    seen.add(id);
    const known = profile.clauses.get(id);
    if (known === undefined) throw new ReaderError('report-of-unknown-clause', { one, clause: id });
    if (known.level !== level || known.party !== party) throw new ReaderError('report-clause-altered', { one, clause: id });
    const foreign = subjects.find(({ run }) => run !== undefined && !parts.some((part) => part.run === run));
    if (foreign !== undefined) throw new ReaderError('report-outcome-of-no-run', { one, clause: id, run: foreign.run ?? '' });
    const unfounded = violations.some(({ subject }) => !subjects.some((its) => its.subject === subject && broken.has(its.verdict)));
    if (unfounded) throw new ReaderError('report-violation-unfounded', { one, clause: id });
  }
  const missing = [...seen].find((id) => !asked.has(id)) ?? [...asked].find((id) => !seen.has(id));
  if (missing !== undefined) throw new ReaderError('report-clause-missing', { one, clause: missing });
}

/** Each waived breach is covered by a permitted waiver of its run that had not expired, and the result of each waiver follows from them. */
function waiversMustHold({ clauses, parts, run: { id: one } }: Report): void {
  for (const part of parts) {
    const { waivers = [], startedAt } = part;
    const day = startedAt.slice(0, 10);
    const own = clauses.map((clause) => ({
      ...clause,
      subjects: clause.subjects.filter(({ run }) => (run ?? parts[0]?.run) === part.run),
    }));
    for (const clause of own) {
      const uncovered = waivedIn(clause).some(
        (breach) =>
          cannotBeWaived(clause.id, clause.level) || !waivers.some((waiver) => !hasExpired(waiver, day) && matches(waiver, breach)),
      );
      if (uncovered) throw new ReaderError('report-waived-without-waiver', { one, clause: clause.id });
    }
    const waived = own.flatMap(waivedIn);
    const wrong = waivers.find((waiver) => waiver.state !== stateOf(waiver, waived, day));
    if (wrong) throw new ReaderError('report-waived-without-waiver', { one, clause: wrong.clause });
  }
}

/** Verdicts that a violation belongs to. */
const broken: ReadonlySet<string> = new Set(['fail', 'warn', 'waived', 'review']);

function clausesMustFollow({ clauses, run: { id: one } }: Report, judgement: Judgement): void {
  for (const [at, clause] of clauses.entries()) {
    for (const member of ['verdict', 'cases', 'requests', 'durationMs'] as const) {
      const found = judgement.clauses[at]?.[member] ?? '';
      if (found !== clause[member])
        throw new ReaderError('report-value-unfounded', { one, member, of: clause.id, recorded: clause[member], found });
    }
  }
}

/** What is shown first of a report, its target, is that of its first part, and a host is that of its URL. */
function targetMustFollow({ target, parts, run: { id: one } }: Report): void {
  if (!equal(target, parts[0]?.target)) throw new ReaderError('report-member-unfounded', { one, member: 'target' });
  const [at = -1] = parts.flatMap((part, index) => (URL.parse(part.target.url)?.host === part.target.host ? [] : [index]));
  if (at >= 0) throw new ReaderError('report-member-unfounded', { one, member: `parts[${at}].target.host` });
}

function partsMustFollow({ parts, run: { id: one } }: Report, judgement: Judgement): void {
  for (const [at, part] of parts.entries()) {
    const found = judgement.parts[at];
    if (found === undefined || found.decision !== part.decision) {
      const values = { member: 'decision', of: `the run ${part.run}`, recorded: part.decision, found: found?.decision ?? '' };
      throw new ReaderError('report-value-unfounded', { one, ...values });
    }
    if (!equal(found.totals, part.totals)) throw new ReaderError('report-member-unfounded', { one, member: `parts[${at}].totals` });
  }
}

function decisionMustFollow({ decision, totals, clauses, parts, run: { id: one } }: Report, judgement: Judgement): void {
  const { decision: name, exitCode, reasons } = judgement.decision;
  if (decision.name !== name) {
    const [why] = reasons;
    const found = why === undefined ? name : `${name} (${[why.because, why.clause].join(' ').trim()})`;
    throw new ReaderError('report-decision-unfounded', { one, recorded: decision.name, found });
  }
  const unjudged = clauses.filter(({ id }) => !judgement.judged.includes(id)).map(({ id, verdict }) => ({ clause: id, verdict }));
  const left = [...new Set(parts.flatMap((part) => part.excluded))].filter((id) => !clauses.some((clause) => clause.id === id));
  const { judged, weak, untested, excluded } = decision.scope;
  const pairs: readonly (readonly [member: string, recorded: unknown, found: unknown])[] = [
    ['decision.exitCode', decision.exitCode, exitCode],
    ['decision.level', decision.level, judgement.level],
    ['decision.owed', decision.owed, judgement.owed],
    ['decision.reasons', decision.reasons.map(({ sentence: _, ...reason }) => reason), reasons],
    // A report of an older version has none.
    ['decision.causes', decision.causes ?? judgement.causes, judgement.causes],
    ['decision.scope.judged', judged, judgement.judged],
    ['decision.scope.weak', weak, judgement.weak],
    ['decision.scope.untested', untested.map(({ clause, verdict }) => ({ clause, verdict })), unjudged],
    ['decision.scope.excluded', [...new Set(excluded.map(({ clause }) => clause))], left],
    ['totals', totals, judgement.totals],
  ];
  const different = pairs.find(([, recorded, found]) => !equal(recorded, found));
  if (different) throw new ReaderError('report-member-unfounded', { one, member: different[0] });
}

function equal(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
