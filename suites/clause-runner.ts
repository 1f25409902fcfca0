import { dice, token } from '../arbitraries/shop.ts';
import { outcomeOf, type WatchedFinding } from '../audit/finding.ts';
import { signedBytes } from '../core/contract/scheme.ts';
import { Blocked, type BlockedKind } from '../core/verdict/blocked.ts';
import { verdictOfViolation } from '../core/verdict/gate.ts';
import type { Reason } from '../core/verdict/reason.ts';
import type { Observation, Outcome, Verdict, ViolationData } from '../core/verdict/verdict.ts';
import { inWords } from '../language/filled.ts';
import { inNames, said, sentencesOf } from '../language/sentences.ts';
import { Lacking, mainResource, thingsOf } from '../schemas/contract.ts';
import { capabilities } from '../specs/capabilities.ts';
import type { Level } from '../specs/clause.ts';
import { clauseUnder, isClauseId } from '../specs/clauses/catalogue.ts';
import { isTrait } from '../specs/traits.ts';
import type { Scheme } from '../specs/types/scheme.ts';
import type { ClauseRun, ClauseRunSettings, CountedEnvironment } from './clause-run.ts';
import type { ClauseTest, TestEnvironment } from './clause-test.ts';
import { CaseError } from './for-all.ts';
import { cameOf, mostAgain } from './second-chance.ts';
import { subjectOf } from './selection.ts';
import { shopOf, takesReference } from './shop.ts';
import { Inconclusive, Violation } from './violation.ts';

/** Enough for a pool of connections, and for a party that is asked over few. */
const usualTogether = 16;

/** FNV-1a over the text's UTF-16 units: spreads a clause id over 32 bits. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/** The results of a clause test: for its own clause, and for others that its exchanges break. */
export interface Asked {
  readonly outcome: Outcome;
  readonly beside: readonly Outcome[];
  /** What passive judgement would have shown about the tested clause. */
  readonly watched: readonly Outcome[];
}

/**
 * Runs one clause test, and judges everything that the party sent by every clause that it can show. A breach counts for its clause, whichever test it
 * was seen in.
 *
 * Never throws: an error of ours is a `harness-error`.
 */
export async function askClauseTest<Env extends TestEnvironment>(
  test: ClauseTest<Env>,
  counted: CountedEnvironment<Env>,
  settings: ClauseRunSettings,
): Promise<Asked> {
  const { outcome: asked, run, observed, others } = await ask(test, counted, settings);
  const complaints = (await watched(counted, run, asked)).filter(({ verdict }) => amiss.has(verdict));
  const own = complaints.find(({ clause }) => clause === test.clause);
  const outcome: Outcome = { ...asked, observations: observed() };
  const shown = complaints.map((finding) => besideOutcome(finding, test, settings.seed));
  const elsewhere = shown.filter(({ clause }) => clause !== test.clause);
  // The exchanges show a breach by themselves. What the test found about that clause is the same breach.
  const found = others.filter(({ clause }) => !elsewhere.some((one) => one.clause === clause));
  const named = (one: Outcome): Outcome => inNamesOf(one, counted.env.contract);
  return {
    outcome: named(own ? withComplaint(outcome, own) : outcome),
    beside: [...found, ...elsewhere].map(named),
    watched: shown.map(named),
  };
}

async function watched<Env>(
  { watched: findings }: CountedEnvironment<Env>,
  run: ClauseRun,
  outcome: Outcome,
): Promise<readonly WatchedFinding[]> {
  try {
    return (await findings?.(run, outcome)) ?? [];
  } catch (error) {
    // Whether the target is gone or may be asked no more is reported by the tests.
    if (error instanceof Inconclusive || error instanceof Blocked) return [];
    throw error;
  }
}

/** Findings that say that something is wrong, or may be. */
const amiss: ReadonlySet<Verdict> = new Set(['fail', 'warn', 'review']);

/** Verdicts that a doubt does not change: they say more already, or nothing can be trusted. */
const graver: ReadonlySet<Verdict> = new Set(['harness-error', 'fail', 'warn']);

/** The outcome of a clause whose exchanges show more about it than its test did. What the test itself found is kept. */
function withComplaint(outcome: Outcome, { verdict, violation, note, exchanges }: WatchedFinding): Outcome {
  if (graver.has(outcome.verdict) || outcome.violation) return outcome;
  const { note: _, exchanges: __, ...rest } = outcome;
  if (violation) return { ...rest, verdict, blame: 'implementation', violation };
  return { ...rest, verdict, blame: 'implementation', ...(note === undefined ? {} : { note }), ...(exchanges ? { exchanges } : {}) };
}

function besideOutcome(finding: WatchedFinding, test: Pick<ClauseTest<never>, 'clause' | 'operation'>, seed: number): Outcome {
  return {
    ...outcomeOf(finding, 0),
    ...seenIn(test),
    // Observations are recorded by the tests that ask for them, and requests are counted where they were made.
    observations: [],
    cases: finding.breaches.length,
    requests: 0,
    seed,
  };
}

/** The test in which a breach of another clause was seen. */
function seenIn({ clause, operation }: Pick<ClauseTest<never>, 'clause' | 'operation'>): Pick<Outcome, 'subject' | 'seenIn'> {
  return { subject: said('seen-in', { asked: operation === undefined ? clause : `${clause} ${operation.id}` }), seenIn: clause };
}

/** An outcome in which the sentences say the contract's own names of things. */
function inNamesOf(outcome: Outcome, { words }: TestEnvironment['contract']): Outcome {
  const { note, violation, observations } = outcome;
  const named = (text: string): string => inNames(text, words);
  const namedReason = ({ id, values }: Reason): Reason =>
    values === undefined
      ? { id }
      : {
          id,
          values: Object.fromEntries(
            Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? named(value) : value]),
          ),
        };
  const difference = violation?.difference;
  return {
    ...outcome,
    ...(note === undefined ? {} : { note: named(note) }),
    ...(violation === undefined
      ? {}
      : {
          violation: {
            ...violation,
            expected: namedReason(violation.expected),
            actual: namedReason(violation.actual),
            ...(difference === undefined ? {} : { difference: named(difference) }),
          },
        }),
    observations: observations.map((one) => ({ ...one, subject: named(one.subject), seen: named(one.seen) })),
  };
}

/** Runs one clause test and returns its outcome. Never throws: an error of ours is a `harness-error`. */
export async function runClauseTest<Env extends TestEnvironment>(
  test: ClauseTest<Env>,
  counted: CountedEnvironment<Env>,
  settings: ClauseRunSettings,
): Promise<Outcome> {
  return inNamesOf((await ask(test, counted, settings)).outcome, counted.env.contract);
}

/** How a test ended. */
interface Ended {
  readonly outcome: Outcome;
  readonly run: ClauseRun;
  readonly observed: () => readonly Observation[];
  /** Outcomes after the first one, of this clause and of others. */
  readonly others: readonly Outcome[];
}

async function ask<Env extends TestEnvironment>(
  test: ClauseTest<Env>,
  { env, can, requests }: CountedEnvironment<Env>,
  settings: ClauseRunSettings,
): Promise<Ended> {
  const began = settings.elapsed();
  const subject = subjectOf(test);
  const label = `${test.clause}${subject ?? ''}`;
  const observations = new Map<string, Observation>();
  let cases = 0;
  let properties = 0;
  let ids = 0;
  const kept: unknown[] = [];
  const ofOthers: Violation[] = [];
  const run: ClauseRun = {
    clause: test.clause,
    scale: settings.scale,
    path: settings.path,
    timeLimitMs: settings.timeLimitMs,
    together: settings.together ?? usualTogether,
    expired: () => settings.elapsed() - began > settings.timeLimitMs,
    nextProperty: () => {
      properties += 1;
      return properties;
    },
    seedOf: (property) => (settings.seed ^ spread(`${label}/${property}`)) | 0,
    unique: (prefix) => {
      ids += 1;
      // The nonce itself is not shown: a target could recognise the calls of a run by it.
      return `${prefix}${token(dice(`${settings.nonce} ${label} id ${ids}`))}`;
    },
    shop: shopOf(`${settings.seed} ${label}`, `${settings.nonce} ${label}`, settings.invoicePrefix, takesReference(env.contract)),
    countCases: (count) => {
      cases += count;
    },
    found: (error) => {
      if (error instanceof Violation && error.data.clause !== test.clause) ofOthers.push(error);
      else kept.push(error);
    },
    observe: (observation) => {
      observations.set(JSON.stringify(observation), observation);
    },
    observeLast: (observation) => {
      if (observation.seen === '') observations.delete(observation.subject);
      else observations.set(observation.subject, observation);
    },
  };
  const observed = (): readonly Observation[] => [...observations.values()];
  /** What was counted with the first outcome of a test is not counted again. */
  const uncounted = { observations: [], cases: 1, requests: 0, durationMs: 0, seed: settings.seed };
  const besides = (): readonly Outcome[] =>
    ofOthers.map((error): Outcome => {
      const { clause } = error.data;
      if (!isClauseId(clause)) throw new TypeError(`${clause} is not a clause.`);
      const [verdict, rest] = judged(error, clauseUnder(env.profile, clause).level, env.contract.scheme);
      return { clause, verdict, ...rest, ...seenIn(test), ...uncounted };
    });
  const outcome = (verdict: Verdict, rest: Partial<Outcome>): Ended => ({
    run,
    observed,
    others: besides(),
    outcome: {
      clause: test.clause,
      ...(subject === undefined ? {} : { subject }),
      verdict,
      ...rest,
      observations: observed(),
      cases: Math.max(cases, 1),
      requests: requests(),
      durationMs: settings.elapsed() - began,
      seed: settings.seed,
    },
  });
  const lacking = test.needs.filter(isTrait).filter((trait) => !env.contract.traits.has(trait));
  if (lacking.length > 0) {
    return outcome('not-applicable', { note: lacking.map((trait) => sentencesOf().traits[trait]).join(' ') });
  }
  const missing = test.needs.filter((need) => !isTrait(need)).filter((need) => !can.has(need));
  if (missing.includes('movesStatus') && mainResource(env.contract)?.completed === undefined)
    return outcome('not-applicable', { note: said('contract-without-completed') });
  if (missing.length > 0) {
    const standings = missing.map((need) => capabilities[need].standing);
    return outcome(standings.includes('owed') && !standings.includes('feature') ? 'untestable' : 'not-applicable', {
      blame: 'configuration',
      lacks: missing,
      note: missing.map((need) => `${need}: ${inWords(sentencesOf().capabilities[need].nextMove, thingsOf(env.contract))}`).join(' '),
    });
  }
  /** Violations after which the test went on. Requests and observations are counted with the first outcome. */
  const ofKept = (): Ended | undefined => {
    const { level } = clauseUnder(env.profile, test.clause);
    const [first, ...rest] = kept.map((error) => outcome(...judged(error, level, env.contract.scheme)));
    return first && { ...first, others: [...rest.map((one): Outcome => ({ ...one.outcome, ...uncounted })), ...first.others] };
  };
  /** The whole test runs again. */
  const anew = (came: string): void => {
    run.observe({ subject: said('clause-asked-again'), seen: came });
    properties = 0;
    kept.length = 0;
    ofOthers.length = 0;
  };
  let lost: Inconclusive | undefined;
  for (let again = 0; ; again += 1) {
    try {
      await test.run(env, run);
      const failed = [...kept, ...ofOthers].map(cameOf);
      const came = failed.find((each) => each !== undefined);
      if (came !== undefined && again < mostAgain && !run.expired() && failed.every((each) => each !== undefined)) {
        anew(came);
        continue;
      }
      const found = ofKept();
      if (found !== undefined) return found;
      const unjudged = nothingJudged(settings.path, properties, requests());
      return unjudged === undefined ? outcome('pass', {}) : outcome('untestable', { blame: 'configuration', note: unjudged });
    } catch (error) {
      const came = cameOf(error);
      if (came === undefined || again === mostAgain || run.expired()) {
        // When a repeated case uses up time or a budget, that is not the reason why the clause was not judged.
        const isSpent = error instanceof Blocked || (error instanceof Inconclusive && run.expired());
        // What failed after it was lost did not fail each time.
        const isMixed = came !== undefined && error instanceof Violation;
        const reported = isSpent || isMixed ? (lost ?? error) : error;
        const found = ofKept();
        if (found !== undefined) return found;
        return outcome(...judged(reported, clauseUnder(env.profile, test.clause).level, env.contract.scheme));
      }
      // A call outside of any property was lost or failed. Tests leave nothing for the next one, so the whole test can run again.
      if (error instanceof Inconclusive) lost = error;
      anew(came);
    }
  }
}

/** Adds the bytes that the signature of the breaking request has to cover, so that a reader can compare them with their own. */
function withSignedBytes(violation: ViolationData, scheme: Scheme): ViolationData {
  const breaking = violation.exchanges[violation.breaking];
  const signed = violation.signed ?? (breaking && signedBytes(scheme, breaking.request));
  return signed === undefined ? violation : { ...violation, signed };
}

/** Why a test that ended without an error judged nothing, if so. What was not judged is not a pass. */
function nothingJudged(path: string | undefined, properties: number, requests: number): string | undefined {
  if (path !== undefined && Number(path.split('/')[0]) > properties)
    return said('path-leads-nowhere', { property: path.split('/')[0] ?? '', path });
  if (requests === 0) return said('nothing-to-ask');
  return undefined;
}

/** The verdict on a clause that was blocked: untestable where the configuration can enable it, indeterminate where something did not work. */
const unasked: Readonly<Record<BlockedKind, Verdict>> = {
  'budget-spent': 'untestable',
  'read-only-target': 'untestable',
  'recipe-failed': 'indeterminate',
  'recipe-unanswered': 'indeterminate',
  'target-gone': 'indeterminate',
};

function judged(error: unknown, level: Level, scheme: Scheme): [Verdict, Partial<Outcome>] {
  if (error instanceof CaseError) {
    const [verdict, rest] = judged(error.cause, level, scheme);
    const violation: ViolationData | undefined = rest.violation && { ...rest.violation, counterexample: error.counterexample };
    return [verdict, { ...rest, path: error.path, ...(violation ? { violation } : {}) }];
  }
  if (error instanceof Violation) {
    return [
      verdictOfViolation(level),
      { blame: 'implementation', violation: error.showsSigned ? withSignedBytes(error.data, scheme) : error.data },
    ];
  }
  if (error instanceof Inconclusive) {
    const { verdict, blame, message: note, exchanges, lacks } = error;
    return [verdict, { blame, note, ...(exchanges.length === 0 ? {} : { exchanges }), ...(lacks.length === 0 ? {} : { lacks }) }];
  }
  if (error instanceof Lacking) {
    const { what } = error;
    return [
      'not-applicable',
      { note: what === 'creates' || what === 'reverses' ? sentencesOf().traits[what] : said(`contract-without-${what}`) },
    ];
  }
  if (error instanceof Blocked) return [unasked[error.kind], { blame: error.blame, note: error.message }];
  return [
    'harness-error',
    { blame: 'harness', note: (error instanceof Error ? (error.stack ?? error.message) : String(error)).replace(/\s*\n\s*/g, ' ') },
  ];
}
