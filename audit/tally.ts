import type { Exchange } from '../core/exchange.ts';
import { verdictOfViolation } from '../core/verdict/gate.ts';
import type { Observation, ViolationData } from '../core/verdict/verdict.ts';
import { inWords, sentencesOf } from '../language/sentences.ts';
import type { Contract } from '../schemas/contract.ts';
import { type ClauseId, clauseUnder } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';
import type { Trait } from '../specs/traits.ts';
import type { WatchedFinding } from './finding.ts';
import type { Breach, Judgement } from './judgement.ts';
import type { Rule } from './rule.ts';

/** Which breaches of a clause are kept: each takes the memory of its exchanges, and some take time to make. */
export type Kept = 'every-breach' | 'first-breach';

/** The judgements of one clause so far. */
interface Tally {
  cases: number;
  requests: number;
  readonly breaches: Breach[];
  doubt: { readonly note: string; readonly exchanges: readonly Exchange[] } | undefined;
  readonly observations: Map<string, Observation>;
  readonly parts: Set<string>;
  readonly pending: (() => readonly Judgement[])[];
}

const empty = (): Tally => ({
  cases: 0,
  requests: 0,
  breaches: [],
  doubt: undefined,
  observations: new Map(),
  parts: new Set(),
  pending: [],
});

/** Judgements of all rules of a stream, collected while its exchanges are read. */
export interface Tallies<R> {
  /** Asks each rule, and keeps its judgement. */
  judge(ask: (rule: R) => readonly Judgement[] | undefined): void;
  /**
   * The findings so far, in order of the rules.
   *
   * @param ask what each rule says about everything seen so far, which is not kept
   */
  findings(ask?: (rule: R) => readonly Judgement[]): readonly WatchedFinding[];
}

/** @param context what the notes of the rules are made of */
export function tallies<R extends Rule<Context>, Context>(
  rules: readonly R[],
  context: Context,
  { contract, profile }: { readonly contract: Pick<Contract, 'traits' | 'words'>; readonly profile: Profile },
  kept: Kept = 'every-breach',
): Tallies<R> {
  const all = rules
    .filter(({ clause }) => profile.clauses.has(clause))
    .map((rule) => ({ rule, tally: empty(), lacking: (rule.needs ?? []).filter((trait) => !contract.traits.has(trait)) }));
  return {
    judge(ask) {
      for (const { rule, tally, lacking } of all) if (lacking.length === 0) add(tally, ask(rule) ?? [], kept);
    },
    findings: (ask) =>
      all.map(({ rule, tally, lacking }) =>
        lacking.length > 0
          ? notApplicable(rule.clause, lacking)
          : inContractWords(findingOf(rule, settled(tally, ask?.(rule) ?? [], kept), context, profile), contract),
      ),
  };
}

function inContractWords(finding: WatchedFinding, { words }: Pick<Contract, 'words'>): WatchedFinding {
  return finding.note === undefined ? finding : { ...finding, note: inWords(finding.note, words) };
}

/** The finding of a clause about something that the contract does not have. */
function notApplicable(clause: ClauseId, lacking: readonly Trait[]): WatchedFinding {
  const note = lacking.map((trait) => sentencesOf().traits[trait]).join(' ');
  return { clause, verdict: 'not-applicable', note, observations: [], cases: 0, requests: 0, breaches: [] };
}

/** How many breaches of a clause show their signed bytes: those are as long as the body, and nobody reads them a thousand times. */
const mostSigned = 3;

function slim({ signed, ...breach }: Breach, already: number): Breach {
  return signed === undefined || already >= mostSigned ? breach : { ...breach, signed };
}

/** What is said about one exchange. */
function add(tally: Tally, judgements: readonly Judgement[], kept: Kept): void {
  if (judgements.some(({ kind }) => kind === 'held' || kind === 'broken')) tally.requests += 1;
  addCases(tally, judgements, kept);
}

function addCases(tally: Tally, judgements: readonly Judgement[], kept: Kept): void {
  for (const judgement of judgements) {
    switch (judgement.kind) {
      case 'held':
        tally.cases += 1;
        break;
      case 'broken':
        tally.cases += 1;
        if (kept === 'every-breach' || tally.breaches.length === 0) tally.breaches.push(slim(judgement.breach(), tally.breaches.length));
        break;
      case 'doubtful':
        tally.doubt ??= judgement;
        break;
      case 'observed':
        tally.observations.set(JSON.stringify(judgement.observation), judgement.observation);
        break;
      case 'part':
        tally.parts.add(judgement.part);
        break;
      case 'pending':
        tally.pending.push(judgement.settle);
    }
  }
}

/** The tally with pending judgements decided by what was seen until now; the tally itself stays open. */
function settled(tally: Tally, judgements: readonly Judgement[], kept: Kept): Tally {
  const copy: Tally = {
    ...tally,
    breaches: [...tally.breaches],
    observations: new Map(tally.observations),
    parts: new Set(tally.parts),
    pending: [],
  };
  for (const settle of tally.pending) add(copy, settle(), kept);
  addCases(copy, judgements, kept);
  return copy;
}

function findingOf<Context>(
  { clause, missing, parts = {} }: Rule<Context>,
  { cases, requests, breaches, doubt, observations, parts: seen }: Tally,
  context: Context,
  profile: Profile,
): WatchedFinding {
  const violations = breaches.map((breach): ViolationData => ({ clause, ...breach }));
  const rest = { observations: [...observations.values()], cases, requests, breaches: violations };
  const [first] = violations;
  if (first !== undefined) {
    const verdict = verdictOfViolation(clauseUnder(profile, clause).level);
    return { clause, verdict, violation: first, ...rest };
  }
  if (doubt !== undefined) return { clause, verdict: 'review', note: doubt.note, exchanges: doubt.exchanges, ...rest };
  if (cases === 0) return { clause, verdict: 'not-observed', note: typeof missing === 'string' ? missing : missing(context), ...rest };
  const lacking = Object.entries(parts).find(([part]) => !seen.has(part));
  return lacking === undefined ? { clause, verdict: 'pass', ...rest } : { clause, verdict: 'not-observed', note: lacking[1], ...rest };
}
