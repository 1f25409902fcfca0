import type { Diagnosis } from '../core/diagnosis/diagnosis.ts';
import type { Exchange } from '../core/exchange.ts';
import type { Secrets } from '../core/redaction/redaction.ts';
import { byClause, type ClauseVerdict, type DecisionReason } from '../core/verdict/gate.ts';
import type { Recognisable } from '../core/verdict/telltales.ts';
import type { Blame, Observation, Outcome, Verdict, ViolationData } from '../core/verdict/verdict.ts';
import { isWeakOracle, verdicts } from '../core/verdict/verdict.ts';
import { type Breach, cannotBeWaived, hasExpired, matches, stateOf } from '../core/verdict/waiver.ts';
import { filled } from '../language/filled.ts';
import type { DecisionSentences, ShownVerdict } from '../language/outcome.ts';
import {
  clauseNameOf,
  explainSentence,
  explainWithoutBody,
  fixOf,
  type Sentences,
  said,
  sentence,
  sentencesOf,
  statementOf,
} from '../language/sentences.ts';
import type { Contract } from '../schemas/contract.ts';
import type { Level } from '../specs/clause.ts';
import type { JudgedClause, KnownClause } from '../specs/clauses/catalogue.ts';
import { clauseUnder, isClauseId } from '../specs/clauses/catalogue.ts';
import { bestOf, type Terms } from '../specs/owed.ts';
import type { Profile } from '../specs/profile.ts';
import type { Outcome as AttachedOutcome } from '../specs/types/attachment.ts';
import type { Clause as ClauseOfReport, CountersignReport, Coverage, Subject, Target, Violation, Waiver } from '../specs/types/report.ts';
import { sealed } from './digest.ts';
import type { ExchangeEvidence, Hiding, Redaction } from './evidence.ts';
import { redaction } from './evidence.ts';
import { judgementOf, judging, type PartRecord } from './judgement.ts';
import { queryWithoutPayer, withoutPayer } from './payer.ts';
import { curlLines, onContract, type Resent, runCommand, type SignedBy } from './reproduction.ts';

/**
 * Name and version of the form of a report. The number grows when a member is removed or changes its meaning; new members may be added without it.
 */
const reportFormat = 'countersign-report/1';

/** With a clock that was set back, a run ends before it began: the instants are reported as they are, and no time is negative. */
function durationOf({ startedAt, endedAt, durationMs = endedAt - startedAt }: RunFacts): number {
  return Math.max(0, Math.round(durationMs));
}

/** The origin of a report, as the run knows it. Times are ms since the epoch. */
export interface RunFacts {
  /** Id of the run; it names the folder of the report, so letters, digits, dot, dash and underscore only. */
  readonly id: string;
  readonly startedAt: number;
  readonly endedAt: number;
  /** How long it took by a monotonic clock, ms; the time between the two instants where that was not measured. */
  readonly durationMs?: number;
  /** Version of Countersign. */
  readonly version: string;
  readonly seed: number;
  readonly contract: Report['contract'];
}

/**
 * What was judged: the base URL, the environment by name, and how it was reached (`https`, `msw`, `direct`, `remote`); its command and program, where
 * a command starts it, and the fingerprints of the keys. It contains no secret.
 */
export type TargetFacts = Omit<Target, 'host'>;

/** A clause that the plan leaves out, and who is responsible for that. */
export interface Exclusion {
  readonly clause: string;
  readonly owner: string;
  readonly reason: string;
}

/** A waiver as a configuration has it. */
export type WaiverFacts = Omit<Waiver, 'state'>;

/** An outcome as it may leave the judging process: its words are masked, and its violation is evidence. */
export type ShownOutcome = AttachedOutcome;

/** The exchanges to look at for a clause that could not be judged, or that was broken. */
interface Looked {
  readonly exchanges: readonly ExchangeEvidence[];
  /** Shell command that runs the case again. */
  readonly again: string;
  /** Shell lines that send the deciding request again, and how it is signed then. */
  readonly curl?: string;
  readonly curlSends?: Resent['sends'];
}

/** What masks an outcome, and what its repeat has to name. */
export interface Showing {
  readonly secrets: Secrets;
  /** Base URL of the target, for a request that is sent again. */
  readonly baseUrl: string;
  /** Options that a repeat needs besides clause, seed and path, such as `--config FILE`. */
  readonly options: readonly string[];
  /** The contract's own names of things, and how a command names it. */
  readonly contract: Pick<Contract, 'words' | 'source' | 'ambiguities'>;
  /** How a request that is sent again is signed. */
  readonly signedBy: SignedBy;
  /** The traffic of a real application was watched: what its bodies say about a payer is masked. */
  readonly hidesPayer?: boolean;
}

const hidingPayer: Hiding = { body: withoutPayer, target: queryWithoutPayer };

/** An observation without the id of an ambiguity that the contract does not have: what its documents leave open has other ids. */
export function underContract({ ambiguity, ...seen }: Observation, { ambiguities }: Pick<Contract, 'ambiguities'>): Observation {
  return ambiguity === undefined || !ambiguities.some(({ id }) => id === ambiguity) ? seen : { ...seen, ambiguity };
}

/** Redacts an outcome. This happens where the secrets are known: what goes on from there to a reporter or a file contains none. */
export function shown(outcome: Outcome, { secrets, baseUrl, options, contract, signedBy, hidesPayer }: Showing): ShownOutcome {
  const { violation: _, note, exchanges = [], seenIn: __, lacks: ___, ...rest } = outcome;
  const violation = outcome.violation && hidesPayer ? withoutSigned(outcome.violation) : outcome.violation;
  const out = redaction(secrets, [...(violation?.exchanges ?? []), ...exchanges], signedBy.scheme, hidesPayer ? hidingPayer : undefined);
  const looked = (all: readonly Exchange[], deciding: number): Looked =>
    lookedAt(outcome, all, deciding, { baseUrl, options, signedBy }, out);
  const explain = hidesPayer ? explainWithoutBody : explainSentence;
  return {
    ...rest,
    ...(note === undefined ? {} : { note: out.text(onContract(note, contract.source)) }),
    observations: outcome.observations.map((observation) => ({
      ...underContract(observation, contract),
      subject: out.text(observation.subject),
      seen: out.text(onContract(observation.seen, contract.source)),
    })),
    ...(exchanges.length === 0 ? {} : looked(exchanges, exchanges.length - 1)),
    ...(violation === undefined
      ? {}
      : { violation: violationReport(outcome, violation, looked(violation.exchanges, violation.breaking), out, explain, contract) }),
  };
}

function lookedAt(
  { clause, subject, seenIn, seed, path }: Outcome,
  all: readonly Exchange[],
  deciding: number,
  { baseUrl, options, signedBy }: Pick<Showing, 'baseUrl' | 'options' | 'signedBy'>,
  out: Redaction,
): Looked {
  const exchanges = all.map((exchange) => out.exchange(exchange));
  const [asked, seen] = [all[deciding], exchanges[deciding]];
  const resent = asked === undefined || seen === undefined ? undefined : curlLines(asked.request, seen.request, baseUrl, signedBy);
  return {
    exchanges,
    again: runCommand({
      // The test in which it was seen shows it again.
      clause: seenIn ?? clause,
      ...(subject === undefined || seenIn !== undefined ? {} : { subject }),
      seed,
      ...(path === undefined ? {} : { path }),
      options,
    }),
    ...(resent === undefined ? {} : { curl: resent.lines, curlSends: resent.sends }),
  };
}

export interface Facts {
  readonly run: RunFacts;
  readonly outcomes: readonly ShownOutcome[];
  /** The clauses that the plan selects, including excluded ones. One without an outcome counts as not judged. */
  readonly clauses: readonly KnownClause[];
  /** The contract's own names of things, by placeholder. */
  readonly contract: Pick<Contract, 'words' | 'ambiguities'>;
  readonly profile: Pick<Profile, 'id' | 'title' | 'clauses'>;
  readonly target: TargetFacts;
  /** Who was judged, and what decides what is owed. */
  readonly terms: Terms;
  /** Whether the run came to its end; an unfinished one certifies nothing. */
  readonly finished: boolean;
  readonly excluded: readonly Exclusion[];
  /** The waivers of the configuration; those of clauses that were not asked are left out. */
  readonly waivers?: readonly WaiverFacts[];
  /** Which parts of the contract the calls to a provider met. */
  readonly coverage?: Coverage;
  /** How a provider could recognise our creations. */
  readonly recognisable?: Recognisable;
  /** What the run made at a target that is not the mock, or may have made where no `id` came back. */
  readonly created?: readonly CreatedReport[];
}

/** Something that a run left at its target: the path that it was posted to, the invoice id that we gave it, and its `deposit_id` or `refund_id`. */
export type CreatedReport = NonNullable<Report['created']>[number];

export type ViolationReport = Violation;

/** The outcome of a clause for one subject (an operation), or for all at once; with exchanges where it could not be judged and there are some. */
export type SubjectReport = Subject;

export type ClauseReport = ClauseOfReport;

/** An interpretation of an ambiguity that was seen. */
export type AmbiguityReport = Report['ambiguities'][number];

export type Report = CountersignReport;

/** Our own environments: the mock, and the references that a run judges where none is named. */
export const ours: ReadonlySet<string> = new Set(['mock', 'reference']);

/**
 * The decision in words, and the next step of the reader. A certificate of our own parts says nothing about the reader's, and one with warnings
 * leaves something to do.
 */
export function decisionSaid(report: Report, { decisions, words }: Sentences): DecisionSentences {
  const { name, owed, level } = report.decision;
  const { label, meaning, next } = decisions[name];
  const modes = report.parts.map(({ mode }) => bestOf(mode));
  const warnings = report.totals.verdicts.warn;
  const weak = report.decision.scope.weak.filter((one) => one.level === 'must').map(({ clause }) => clause);
  const unseen = report.clauses.filter((one) => one.level === 'must' && one.verdict === 'not-observed').map(({ id }) => id);
  const ourOwn = report.parts.every(({ target }) => ours.has(target.environment));
  const asked = modes.includes('partial') ? `${filled(words.asked, { asked: owed.asked, total: owed.total })} ` : '';
  const nextOf = (): string => {
    if (warnings > 0) return filled(words.nextWarned, { count: warnings });
    if (weak.length > 0) return filled(words.nextWeak, { clauses: weak.join(', ') });
    if (unseen.length > 0) return filled(words.nextNarrow, { clauses: unseen.join(', ') });
    return ourOwn ? words.nextYours : next;
  };
  return {
    label: modes.every((best) => best === 'certified') && name !== 'none' ? `${label} (${words.level} ${level})` : label,
    meaning: `${asked}${meaning}`,
    next: onContract(name === 'certified' ? nextOf() : next, report.contract.source),
  };
}

/** What a reader sees of a clause, or of one of its subjects. */
export function shownVerdict(level: Level, verdict: Verdict): ShownVerdict {
  return level === 'observe' && verdict === 'pass' ? 'recorded' : verdict;
}

/** How many clauses there are of each, the worst first; what no clause has is left out. */
export function tally({ clauses }: Pick<Report, 'clauses'>): ReadonlyMap<ShownVerdict, number> {
  const shown = clauses.map(({ level, verdict }) => shownVerdict(level, verdict));
  const counts = [...verdicts.filter((verdict) => verdict !== 'pass'), 'recorded' as const, 'pass' as const].map(
    (verdict) => [verdict, shown.filter((one) => one === verdict).length] as const,
  );
  return new Map(counts.filter(([, count]) => count > 0));
}

/**
 * The report of a run: a value without secrets, which every writer takes as it is. Clauses are in the order of the plan; outcomes of other known
 * clauses are added after them, and unknown ones refused.
 */
export function buildReport(facts: Facts): Report {
  const { run, outcomes, profile } = facts;
  const known: ReadonlySet<string> = new Set(facts.clauses.map((clause) => clause.id));
  const stray = outcomes.find((outcome) => !known.has(outcome.clause));
  if (stray !== undefined) throw new Error(`There is an outcome of ${stray.clause}, which is not among the clauses of the run.`);

  const heard = new Set(outcomes.map((outcome) => outcome.clause));
  // An excluded clause that was asked anyway is judged: an exclusion is not a waiver.
  const excluded = facts.excluded.filter((exclusion) => !heard.has(exclusion.clause));
  const left: ReadonlySet<string> = new Set(excluded.map((exclusion) => exclusion.clause));
  const planned = facts.clauses.filter((clause) => !left.has(clause.id)).map(({ id }) => clauseUnder(profile, id));
  const judgements = byClause(outcomes, planned);
  const clauses = planned.map((clause) =>
    clauseReport(clause, judgements.find((judgement) => judgement.clause === clause.id) ?? unheard(clause), facts),
  );
  const asked = new Set(clauses.map(({ id }) => id));
  const waived = clauses.flatMap(waivedIn);
  const day = new Date(run.startedAt).toISOString().slice(0, 10);
  const waivers = (facts.waivers ?? [])
    .filter(({ clause }) => asked.has(clause))
    .map((waiver) => ({ ...waiver, state: stateOf(waiver, waived, day) }));
  const { url, ...target } = facts.target;
  const place = bare(url);
  return judged(
    {
      format: reportFormat,
      run: {
        id: run.id,
        startedAt: new Date(run.startedAt).toISOString(),
        endedAt: new Date(run.endedAt).toISOString(),
        durationMs: durationOf(run),
        finished: facts.finished,
        version: run.version,
        seed: run.seed,
      },
      contract: run.contract,
      profile: { id: profile.id, title: profile.title },
      target: { url: place.href, host: place.host, ...target },
      clauses,
      excluded: excluded.map(({ clause, owner, reason }) => ({ clause, owner, reason })),
      ambiguities: ambiguitiesSeen(outcomes, facts.contract),
      observations: outcomes.flatMap((outcome) =>
        outcome.observations
          .filter((observation) => observation.ambiguity === undefined)
          .map(({ subject, seen }) => ({ clause: outcome.clause, subject, seen })),
      ),
      ...(facts.created === undefined ? {} : { created: facts.created }),
      parts: [
        {
          run: run.id,
          parties: facts.terms.parties,
          target: { url: place.href, host: place.host, ...target },
          mode: facts.terms.mode,
          level: facts.terms.extent,
          circumstances: facts.terms.circumstances,
          finished: facts.finished,
          startedAt: new Date(run.startedAt).toISOString(),
          ...(waivers.length === 0 ? {} : { waivers }),
          asked: clauses.map(({ id }) => id),
          excluded: excluded.map(({ clause }) => clause),
          ...(facts.coverage === undefined ? {} : { coverage: facts.coverage }),
          ...(facts.recognisable === undefined ? {} : { recognisable: facts.recognisable }),
          durationMs: durationOf(run),
        },
      ],
    },
    profile,
  );
}

/**
 * The outcome with the waivers applied: a broken clause that one of them covers is waived.
 *
 * @param day on which the run began, `YYYY-MM-DD` in UTC
 * @param level of the clause
 */
export function afterWaivers(outcome: ShownOutcome, waivers: readonly WaiverFacts[], day: string, level: Level): ShownOutcome {
  if (outcome.verdict !== 'fail' || level === 'observe' || cannotBeWaived(outcome.clause, level)) return outcome;
  const breach = breachOf(outcome.clause, outcome.subject, outcome.violation);
  const covers = waivers.some((waiver) => !hasExpired(waiver, day) && matches(waiver, breach));
  return covers ? { ...outcome, verdict: 'waived' } : outcome;
}

function breachOf(clause: string, subject: string | undefined, violation: ViolationReport | undefined): Breach {
  return {
    clause,
    ...(subject === undefined ? {} : { subject }),
    ...(violation === undefined ? {} : { reason: violation.actual.id }),
    ...(violation?.difference === undefined ? {} : { difference: violation.difference }),
  };
}

/** What of a clause was waived. */
export function waivedIn({ id, subjects, violations }: Pick<ClauseReport, 'id' | 'subjects' | 'violations'>): readonly Breach[] {
  return subjects
    .filter(({ verdict }) => verdict === 'waived')
    .map(({ subject }) =>
      breachOf(
        id,
        subject,
        violations.find((violation) => violation.subject === subject),
      ),
    );
}

/** A report as it was recorded: verdicts of clauses, sums and the decision follow from it. */
export interface Unjudged extends Omit<Report, 'decision' | 'totals' | 'parts' | 'digest'> {
  readonly excluded: Report['decision']['scope']['excluded'];
  readonly parts: readonly [PartRecord, ...PartRecord[]];
}

/** Judges what was recorded, and adds the digest. */
export function judged({ excluded, ...recorded }: Unjudged, profile: Pick<Profile, 'clauses'>): Report {
  const judgement = judgementOf({ ...recorded, finished: recorded.run.finished, profile });
  const clauses = recorded.clauses.map((clause, at): ClauseReport => ({ ...clause, ...judgement.clauses[at] }));
  const { decision, exitCode, reasons } = judgement.decision;
  return sealed({
    ...recorded,
    decision: {
      name: decision,
      exitCode,
      level: judgement.level,
      owed: judgement.owed,
      reasons: reasons.map((entry) => ({ ...entry, sentence: reasonSaid(entry, recorded.parts) })),
      causes: judgement.causes.map(({ clause, dependents }) => ({ clause, dependents: [...dependents] })),
      scope: {
        judged: judgement.judged,
        weak: judgement.weak,
        untested: clauses
          .filter((clause) => !judging.has(clause.verdict))
          .map((clause) => ({ clause: clause.id, verdict: clause.verdict, why: clause.note ?? '' })),
        excluded,
      },
    },
    totals: judgement.totals,
    clauses,
    parts: judgement.parts,
  });
}

/** Why a decision was taken; of a waiver with its line, so that the reader knows what to delete. */
function reasonSaid({ because, clause }: DecisionReason, parts: readonly PartRecord[]): string {
  const line = parts
    .flatMap(({ waivers = [] }) => waivers)
    .find((waiver) => waiver.clause === clause && because === `waiver-${waiver.state}`)?.line;
  return filled(sentencesOf().gateReasons[because], line === undefined ? {} : { line });
}

/**
 * What one outcome says about its clause; without an outcome, that the run ended before it was judged.
 *
 * @throws Error for an id that is not a clause
 */
export function outcomeReport(
  { profile, contract }: Pick<Facts, 'profile' | 'contract'>,
  id: string,
  outcome?: ShownOutcome,
): ClauseReport {
  if (!isClauseId(id)) throw new Error(`The clause ${id} does not exist.`);
  const clause = clauseUnder(profile, id);
  const [judgement = unheard(clause)] = byClause(outcome ? [outcome] : [], [clause]);
  return clauseReport(clause, judgement, { finished: false, contract });
}

function clauseReport(
  clause: JudgedClause,
  { verdict, outcomes }: ClauseVerdict<ShownOutcome>,
  { finished, contract }: Pick<Facts, 'finished' | 'contract'>,
): ClauseReport {
  // The gate counts a fail by the clause's level, so the verdict of the clause may be in no outcome.
  const deciding = outcomes.find((outcome) => outcome.verdict === verdict) ?? outcomes.find((outcome) => outcome.verdict !== 'pass');
  const silence = finished ? said('no-outcome-reported') : said('run-ended-before');
  return {
    id: clause.id,
    family: clause.id.replace(/-.*$/, ''),
    party: clause.party,
    level: clause.level,
    name: clauseNameOf(clause.id, contract.words),
    statement: statementOf(clause.id, contract.words),
    basis: clause.basis,
    verdict,
    ...(outcomes.length === 0 ? { note: silence } : blameAndNote(deciding)),
    subjects: outcomes.map((outcome) => ({
      ...(outcome.subject === undefined ? {} : { subject: outcome.subject }),
      verdict: outcome.verdict,
      ...blameAndNote(outcome),
      cases: outcome.cases,
      requests: outcome.requests,
      durationMs: Math.round(outcome.durationMs),
      seed: outcome.seed,
      ...weaknessOf(outcome),
      ...(outcome.exchanges === undefined ? {} : { exchanges: outcome.exchanges }),
      ...(outcome.again === undefined ? {} : { again: outcome.again }),
      ...(outcome.curl === undefined ? {} : { curl: outcome.curl }),
      ...(outcome.curlSends === undefined ? {} : { curlSends: outcome.curlSends }),
    })),
    cases: sum(outcomes.map((outcome) => outcome.cases)),
    requests: sum(outcomes.map((outcome) => outcome.requests)),
    durationMs: sum(outcomes.map((outcome) => Math.round(outcome.durationMs))),
    violations: outcomes.flatMap(({ violation }) => violation ?? []),
  };
}

/** Why the oracle of an outcome was weak, if it was. */
function weaknessOf({ observations }: ShownOutcome): Pick<SubjectReport, 'weak'> {
  const weak = observations.filter(isWeakOracle).map(({ seen }) => seen);
  return weak.length === 0 ? {} : { weak: [...new Set(weak)] };
}

function blameAndNote(outcome: ShownOutcome | undefined): { readonly blame?: Blame; readonly note?: string } {
  return {
    ...(outcome?.blame === undefined ? {} : { blame: outcome.blame }),
    ...(outcome?.note === undefined ? {} : { note: outcome.note }),
  };
}

function violationReport(
  { subject, seed, path }: Outcome,
  violation: ViolationData,
  looked: Looked,
  out: Redaction,
  explain: (diagnosis: Diagnosis) => readonly string[],
  { words, source }: Showing['contract'],
): ViolationReport {
  const actual = out.reason(violation.actual);
  return {
    ...(subject === undefined ? {} : { subject }),
    expected: { id: violation.expected.id, sentence: sentence(out.reason(violation.expected)) },
    actual: { id: violation.actual.id, sentence: sentence(actual) },
    ...(isClauseId(violation.clause) ? { fix: onContract(fixOf(violation.clause, actual, words, violation.diagnosis), source) } : {}),
    ...(violation.difference === undefined ? {} : { difference: out.text(violation.difference) }),
    ...(violation.diagnosis === undefined ? {} : { explanation: explain(violation.diagnosis).map((line) => out.text(line)) }),
    ...(violation.counterexample === undefined ? {} : { counterexample: out.text(violation.counterexample) }),
    ...(violation.signed === undefined ? {} : { signed: out.signed(violation.signed, violation.exchanges[violation.breaking]) }),
    ...looked,
    breaking: violation.breaking,
    seed,
    ...(path === undefined ? {} : { path }),
  };
}

/** The signed message ends with the body. */
function withoutSigned({ signed: _, ...violation }: ViolationData): ViolationData {
  return violation;
}

function unheard(clause: JudgedClause): ClauseVerdict<ShownOutcome> {
  return { clause: clause.id, level: clause.level, verdict: 'not-observed', outcomes: [] };
}

function ambiguitiesSeen(outcomes: readonly ShownOutcome[], { ambiguities }: Facts['contract']): readonly AmbiguityReport[] {
  const seen = new Map<string, AmbiguityReport>();
  for (const observation of outcomes.flatMap((outcome) => outcome.observations)) {
    if (observation.ambiguity === undefined) continue;
    const ambiguity = ambiguities.find((candidate) => candidate.id === observation.ambiguity);
    const interpretations: Readonly<Record<string, string>> = ambiguity?.interpretations ?? {};
    const meaning = Object.hasOwn(interpretations, observation.seen) ? interpretations[observation.seen] : undefined;
    const entry: AmbiguityReport = {
      id: observation.ambiguity,
      point: ambiguity?.point ?? '',
      subject: observation.subject,
      seen: observation.seen,
      ...(meaning === undefined ? {} : { meaning }),
    };
    seen.set(JSON.stringify([entry.id, entry.subject, entry.seen]), entry);
  }
  return [...seen.values()].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
}

/** A URL without user, password, query and fragment, which may contain keys. */
function bare(text: string): URL {
  const url = new URL(text);
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
