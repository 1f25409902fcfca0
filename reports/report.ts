import type { Diagnosis } from '../core/diagnosis/diagnosis.ts';
import type { Exchange } from '../core/exchange.ts';
import type { Secrets } from '../core/redaction/redaction.ts';
import type { ClauseVerdict } from '../core/verdict/gate.ts';
import { byClause, decide } from '../core/verdict/gate.ts';
import type { Blame, Outcome, Verdict, ViolationData } from '../core/verdict/verdict.ts';
import { isWeakOracle, verdicts } from '../core/verdict/verdict.ts';
import type { DecisionSentences, ShownVerdict } from '../language/outcome.ts';
import { explainSentence, explainWithoutBody, type Sentences, said, sentence, sentencesOf, statementOf } from '../language/sentences.ts';
import { ambiguities } from '../specs/ambiguities.ts';
import type { Level } from '../specs/clause.ts';
import type { KnownClause } from '../specs/clauses/catalogue.ts';
import { clauseOf, clauseUnder, isClauseId } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';
import type { Outcome as AttachedOutcome } from '../specs/types/attachment.ts';
import type { Clause as ClauseOfReport, CountersignReport, Subject, Violation } from '../specs/types/report.ts';
import type { Door, ExchangeEvidence, Hiding } from './evidence.ts';
import { door } from './evidence.ts';
import { queryWithoutPayer, withoutPayer } from './payer.ts';
import { curlLines, runCommand } from './reproduction.ts';

/** Name and version of the report's form. The number grows when a member changes its meaning or goes; new members may come without it. */
const reportFormat = 'countersign-report/1';

/** Where a report was made from, as the run knows it. Times are ms since the epoch. */
export interface RunFacts {
  /** Id of the run; it names the folder of the report, so letters, digits, dot, dash and underscore only. */
  readonly id: string;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Version of Countersign. */
  readonly version: string;
  readonly seed: number;
  readonly contract: { readonly title: string; readonly version: string; readonly digest: string };
}

/** What was judged: the base URL, the environment by name, and over what it was reached (`https`, `msw`, `direct`, `remote`). */
export interface TargetFacts {
  readonly url: string;
  readonly environment: string;
  readonly skin: string;
}

/** A clause that the plan leaves out, and who answers for it. */
export interface Exclusion {
  readonly clause: string;
  readonly owner: string;
  readonly reason: string;
}

/** An outcome as it may leave the process that judged: its words are masked, and its violation is evidence. */
export type ShownOutcome = AttachedOutcome;

/** What there is to look at of a clause that could not be judged, or of one that was broken. */
interface Looked {
  readonly exchanges: readonly ExchangeEvidence[];
  /** Shell command that runs the case again. */
  readonly again: string;
  /** Shell lines that send the deciding request once more, freshly and rightly signed. */
  readonly curl?: string;
}

/** What masks an outcome, and what its repeat has to name. */
export interface Showing {
  readonly secrets: Secrets;
  /** Base URL of the target, for a request that is sent once more. */
  readonly baseUrl: string;
  /** Options that a repeat needs beside clause, seed and path, such as `--config FILE`. */
  readonly options: readonly string[];
  /** Traffic of a real application was watched: what its bodies tell of a payer is masked. */
  readonly hidesPayer?: boolean;
}

const hidingPayer: Hiding = { body: withoutPayer, target: queryWithoutPayer };

/** Passes an outcome through the one door. It happens where the secrets are known: what goes on from there to a reporter or a file holds none. */
export function shown(outcome: Outcome, { secrets, baseUrl, options, hidesPayer }: Showing): ShownOutcome {
  const { violation: _, note, exchanges = [], ...rest } = outcome;
  const violation = outcome.violation && hidesPayer ? withoutSigned(outcome.violation) : outcome.violation;
  const out = door(secrets, [...(violation?.exchanges ?? []), ...exchanges], hidesPayer ? hidingPayer : undefined);
  const looked = (all: readonly Exchange[], deciding: number): Looked => lookedAt(outcome, all, deciding, { baseUrl, options }, out);
  const explain = hidesPayer ? explainWithoutBody : explainSentence;
  return {
    ...rest,
    ...(note === undefined ? {} : { note: out.text(note) }),
    observations: outcome.observations.map((observation) => ({
      ...observation,
      subject: out.text(observation.subject),
      seen: out.text(observation.seen),
    })),
    ...(exchanges.length === 0 ? {} : looked(exchanges, exchanges.length - 1)),
    ...(violation === undefined
      ? {}
      : { violation: violationReport(outcome, violation, looked(violation.exchanges, violation.breaking), out, explain) }),
  };
}

function lookedAt(
  { clause, subject, seed, path }: Outcome,
  all: readonly Exchange[],
  deciding: number,
  { baseUrl, options }: Omit<Showing, 'secrets'>,
  out: Door,
): Looked {
  const exchanges = all.map((exchange) => out.exchange(exchange));
  const [asked, seen] = [all[deciding], exchanges[deciding]];
  const curl = asked === undefined || seen === undefined ? undefined : curlLines(asked.request, seen.request, baseUrl);
  return {
    exchanges,
    again: runCommand({
      clause,
      ...(subject === undefined ? {} : { subject }),
      seed,
      ...(path === undefined ? {} : { path }),
      options,
    }),
    ...(curl === undefined ? {} : { curl }),
  };
}

export interface Facts {
  readonly run: RunFacts;
  readonly outcomes: readonly ShownOutcome[];
  /** The clauses that the plan selects, those excluded included. One without an outcome counts as not judged. */
  readonly clauses: readonly KnownClause[];
  /** What the contract calls things, by placeholder. */
  readonly words: Readonly<Record<string, string>>;
  readonly profile: Pick<Profile, 'id' | 'title' | 'levels'>;
  readonly target: TargetFacts;
  /** Whether the run came to its end; an unfinished one certifies nothing. */
  readonly finished: boolean;
  readonly excluded: readonly Exclusion[];
  /** What the run made at a target that is not the mock, or may have made where no `id` came back. */
  readonly created?: readonly CreatedReport[];
}

/** Something that a run left at its target: the path that it was posted to, the invoice id that we gave it, and its `deposit_id` or `refund_id`. */
export type CreatedReport = NonNullable<Report['created']>[number];

export type ViolationReport = Violation;

/** What came of a clause for one subject (an operation), or for all at once; with exchanges where it could not be judged and there are some. */
export type SubjectReport = Subject;

export type ClauseReport = ClauseOfReport;

/** An interpretation of an ambiguity that was seen. */
export type AmbiguityReport = Report['ambiguities'][number];

/** One of the reports that a report was made of: whom it judged, and what it decided alone. */
export type PartReport = NonNullable<Report['parts']>[number];

export type Report = CountersignReport;

/** What a report is made of: its parts, or itself. */
export function partsOf({ run, clauses, target, decision, totals, parts }: Report): readonly [PartReport, ...PartReport[]] {
  const [first, ...others] = parts ?? [];
  if (first) return [first, ...others];
  const { cases, requests } = totals;
  return [
    {
      run: run.id,
      parties: [...new Set(clauses.map(({ party }) => party))],
      target,
      decision: decision.name,
      totals: { clauses: totals.clauses, cases, requests },
      durationMs: run.durationMs,
    },
  ];
}

/** Environments that are our own: the mock, and the references that a run judges where none is named. */
const ours: ReadonlySet<string> = new Set(['mock', 'reference']);

/** Skins of targets whose traffic was only looked on at: what gave no occasion was not judged. */
const lookedOn: ReadonlySet<string> = new Set(['observed', 'proxy']);

/**
 * The decision in words, and what the reader does next. A certificate of what we bring ourselves says nothing of the reader's own, and where an application
 * was only watched there is no certificate, whatever held.
 */
export function decisionSaid(report: Report, { decisions, watched, words }: Sentences): DecisionSentences {
  const said = decisions[report.decision.name];
  if (report.decision.name !== 'certified') return said;
  const parts = partsOf(report);
  if (parts.every(({ target }) => lookedOn.has(target.skin))) return watched;
  return parts.every(({ target }) => ours.has(target.environment)) ? { ...said, next: words.nextYours } : said;
}

/** What a reader is told of a clause, or of one of its subjects. */
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

/** Verdicts by which something was found out about the target. */
const judging: ReadonlySet<Verdict> = new Set(['pass', 'warn', 'fail', 'waived']);

/**
 * The report of a run: a value that holds no secret any more, and that every writer takes as it is.
 * Clauses stand in the order of the plan; outcomes of clauses outside the plan are taken in behind them when they are known, and refused otherwise.
 */
export function buildReport(facts: Facts): Report {
  const { run, outcomes, profile } = facts;
  const known: ReadonlySet<string> = new Set(facts.clauses.map((clause) => clause.id));
  const stray = outcomes.find((outcome) => !known.has(outcome.clause));
  if (stray !== undefined) throw new Error(`There is an outcome of ${stray.clause}, which is not among the clauses of the run.`);

  const heard = new Set(outcomes.map((outcome) => outcome.clause));
  // An excluded clause that was asked all the same is judged all the same: an exclusion is no waiver.
  const excluded = facts.excluded.filter((exclusion) => !heard.has(exclusion.clause));
  const left: ReadonlySet<string> = new Set(excluded.map((exclusion) => exclusion.clause));
  const planned = facts.clauses.filter((clause) => !left.has(clause.id)).map((clause) => clauseUnder(profile, clause));
  const judgements = byClause(outcomes, planned);
  const clauses = planned.map((clause) =>
    clauseReport(clause, judgements.find((judgement) => judgement.clause === clause.id) ?? unheard(clause), facts),
  );
  const { decision, exitCode, reasons } = decide(judgements, { finished: facts.finished });
  const url = bare(facts.target.url);
  return {
    format: reportFormat,
    run: {
      id: run.id,
      startedAt: new Date(run.startedAt).toISOString(),
      endedAt: new Date(run.endedAt).toISOString(),
      durationMs: run.endedAt - run.startedAt,
      finished: facts.finished,
      version: run.version,
      seed: run.seed,
    },
    contract: run.contract,
    profile: { id: profile.id, title: profile.title },
    target: { url: url.href, host: url.host, environment: facts.target.environment, skin: facts.target.skin },
    decision: {
      name: decision,
      exitCode,
      reasons: reasons.map((entry) => ({ ...entry, sentence: sentencesOf().obstacles[entry.because] })),
      scope: {
        judged: clauses.filter((clause) => judging.has(clause.verdict)).map((clause) => clause.id),
        weak: clauses
          .filter((clause) => judging.has(clause.verdict) && clause.verdict !== 'fail')
          .flatMap((clause) => weakness(clause, outcomes)),
        untested: clauses
          .filter((clause) => !judging.has(clause.verdict))
          .map((clause) => ({ clause: clause.id, verdict: clause.verdict, why: clause.note ?? '' })),
        excluded: excluded.map(({ clause, owner, reason }) => ({ clause, owner, reason })),
      },
    },
    totals: {
      clauses: clauses.length,
      cases: sum(clauses.map((clause) => clause.cases)),
      requests: sum(clauses.map((clause) => clause.requests)),
      verdicts: Object.fromEntries(
        verdicts.map((verdict) => [verdict, clauses.filter((clause) => clause.verdict === verdict).length]),
      ) as Record<Verdict, number>,
    },
    clauses,
    ambiguities: ambiguitiesSeen(outcomes),
    observations: outcomes.flatMap((outcome) =>
      outcome.observations
        .filter((observation) => observation.ambiguity === undefined)
        .map(({ subject, seen }) => ({ clause: outcome.clause, subject, seen })),
    ),
    ...(facts.created === undefined ? {} : { created: facts.created }),
  };
}

/** By which means a clause was judged weakly, if it was; nothing is judged of an `observe`. */
function weakness(
  { id, level }: ClauseReport,
  outcomes: readonly ShownOutcome[],
): readonly { readonly clause: string; readonly why: readonly string[] }[] {
  if (level === 'observe') return [];
  const why = outcomes
    .filter(({ clause }) => clause === id)
    .flatMap(({ observations }) => observations.filter(isWeakOracle).map(({ seen }) => seen));
  return why.length === 0 ? [] : [{ clause: id, why: [...new Set(why)] }];
}

/**
 * What one outcome says of its clause; without an outcome, that the run ended before it was judged.
 * @throws Error for an id that is not a clause
 */
export function outcomeReport({ profile, words }: Pick<Facts, 'profile' | 'words'>, id: string, outcome?: ShownOutcome): ClauseReport {
  if (!isClauseId(id)) throw new Error(`There is no clause ${id}.`);
  const clause = clauseUnder(profile, clauseOf(id));
  const [judgement = unheard(clause)] = byClause(outcome ? [outcome] : [], [clause]);
  return clauseReport(clause, judgement, { finished: false, words });
}

function clauseReport(
  clause: KnownClause,
  { verdict, outcomes }: ClauseVerdict<ShownOutcome>,
  { finished, words }: Pick<Facts, 'finished' | 'words'>,
): ClauseReport {
  // The gate counts a fail by the clause's level, so no outcome may bear the clause's verdict literally.
  const deciding = outcomes.find((outcome) => outcome.verdict === verdict) ?? outcomes.find((outcome) => outcome.verdict !== 'pass');
  const silence = finished ? said('no-outcome-reported') : said('run-ended-before');
  return {
    id: clause.id,
    family: clause.id.replace(/-.*$/, ''),
    party: clause.party,
    level: clause.level,
    statement: statementOf(clause.id, words),
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
      ...(outcome.exchanges === undefined ? {} : { exchanges: outcome.exchanges }),
      ...(outcome.again === undefined ? {} : { again: outcome.again }),
      ...(outcome.curl === undefined ? {} : { curl: outcome.curl }),
    })),
    cases: sum(outcomes.map((outcome) => outcome.cases)),
    requests: sum(outcomes.map((outcome) => outcome.requests)),
    durationMs: Math.round(sum(outcomes.map((outcome) => outcome.durationMs))),
    violations: outcomes.flatMap(({ violation }) => violation ?? []),
  };
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
  out: Door,
  explain: (diagnosis: Diagnosis) => readonly string[],
): ViolationReport {
  return {
    ...(subject === undefined ? {} : { subject }),
    expected: { id: violation.expected.id, sentence: sentence(out.reason(violation.expected)) },
    actual: { id: violation.actual.id, sentence: sentence(out.reason(violation.actual)) },
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

/** The signed message ends in the body. */
function withoutSigned({ signed: _, ...violation }: ViolationData): ViolationData {
  return violation;
}

function unheard(clause: KnownClause): ClauseVerdict<ShownOutcome> {
  return { clause: clause.id, level: clause.level, verdict: 'not-observed', outcomes: [] };
}

function ambiguitiesSeen(outcomes: readonly ShownOutcome[]): readonly AmbiguityReport[] {
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

/** A URL without user, password, query and fragment, where keys could hide. */
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
