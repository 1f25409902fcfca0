import type { Axis } from '../arbitraries/axes/axis.ts';
import type { Finding } from '../core/verdict/finding.ts';
import { worst } from '../core/verdict/gate.ts';
import { isWeakOracle, type Outcome, type Verdict } from '../core/verdict/verdict.ts';
import type { RecipeSet } from '../harness/targets/served.ts';
import type { Contract } from '../schemas/contract.ts';
import type { Capability } from '../specs/capability.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';
import type { Coverage } from '../specs/types/report.ts';

/** Where the virtual clock begins, ms since the epoch: a moment inside a second, so that cut and rounded seconds differ. */
export const selfTestStart = Date.UTC(2026, 10, 21, 17, 4, 31, 250);

/** What the self-test runs with. */
export interface SelfTestSettings {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly seed: number;
  /** Cases as a multiple of each property's own number. */
  readonly scale: number;
  /** Where the virtual clock begins, ms since the epoch. */
  readonly startAt: number;
  /** What the suites may do to the counterpart; everything that the mock can, unless given. */
  readonly can?: ReadonlySet<Capability>;
  /** Only these clauses are asked. */
  readonly clauses?: readonly ClauseId[];
  /** Only what is seen without a test counts: the tests are the traffic of an application, and their own findings are ignored. */
  readonly watched?: boolean;
  /** A fault is asked every clause, as a conforming one is. */
  readonly everything?: boolean;
  /** A provider is served over HTTPS and reached by a configuration with these recipes, as one in another process is. */
  readonly served?: RecipeSet;
  /** A provider is asked along these axes; along all unless given. */
  readonly axes?: readonly Axis[];
  /** Gets what each clause test recorded, beside its verdict: its outcomes, and the parts of the contract that its calls met. */
  readonly recorded?: (outcomes: readonly Outcome[], covered: Coverage | undefined) => void;
}

/** The result of one counterpart, of any party. */
export interface Row {
  readonly counterpart: { readonly id: string; readonly breaks?: readonly ClauseId[]; readonly mayBreak?: readonly ClauseId[] };
  readonly outcomes: readonly Outcome[];
  /** What a preflight found, where there was one. */
  readonly findings?: readonly Finding[];
}

/** The listed clauses that were broken through a `Violation`: any other error proves nothing. */
export function caughtBy({ counterpart, outcomes }: Row): readonly string[] {
  const listed: readonly string[] = counterpart.breaks ?? [];
  const violated = outcomes.filter(({ violation }) => violation !== undefined).map(({ clause }) => clause);
  return [...new Set(violated)].filter((clause) => listed.includes(clause));
}

/** The result of a clause that a fault breaks: `weak` is a pass whose outcome says that its oracle was weak, `silent` one whose outcome does not. */
export type Came = 'caught' | 'weak' | 'silent' | Exclude<Verdict, 'pass'>;

/** A clause that a fault breaks, and its result. */
export interface Broken {
  readonly clause: ClauseId;
  readonly came: Came;
}

/** The result of each listed clause that was asked: the worst of its outcomes, as in a report. */
export function cameOf({ counterpart, outcomes }: Row): readonly Broken[] {
  return (counterpart.breaks ?? []).flatMap((clause): readonly Broken[] => {
    const own = outcomes.filter((outcome) => outcome.clause === clause);
    if (own.length === 0) return [];
    const verdict = worst(own.map((outcome) => outcome.verdict));
    if (own.some(({ violation }) => violation !== undefined)) return [{ clause, came: 'caught' }];
    if (verdict !== 'pass') return [{ clause, came: verdict }];
    return [{ clause, came: own.some(({ observations }) => observations.some(isWeakOracle)) ? 'weak' : 'silent' }];
  });
}

/**
 * A conforming counterpart only passes, except for what its missing capabilities leave open, and the warnings listed for it.
 *
 * @param asBlackBox whether capabilities are missing that the mock has: clauses may then be untestable
 * @param isFar whether messages are late or lost on their way: clauses may then be indeterminate
 */
export function falseAlarms({ outcomes }: Row, earned: readonly ClauseId[] = [], asBlackBox = false, isFar = false): readonly Outcome[] {
  return outcomes.filter(({ clause, verdict }) => {
    if (asBlackBox && verdict === 'untestable') return false;
    if (isFar && verdict === 'indeterminate') return false;
    if (verdict === 'warn') return !(earned as readonly string[]).includes(clause);
    return verdict !== 'pass' && verdict !== 'not-applicable';
  });
}

/** Clauses that were found broken and are neither those that the fault contradicts nor those that it may break. */
export function strays({ counterpart, outcomes }: Row): readonly Outcome[] {
  const listed: readonly string[] = [...(counterpart.breaks ?? []), ...(counterpart.mayBreak ?? [])];
  return outcomes.filter(({ clause, violation }) => violation !== undefined && !listed.includes(clause));
}

/** The result of one counterpart, as it is counted. */
export interface Verdicts {
  readonly id: string;
  readonly kind: 'conforming' | 'variant' | 'fault';
  /** Listed clauses that were broken through a violation. */
  readonly caughtBy: readonly string[];
  /** What came of each listed clause. */
  readonly clauses: readonly Broken[];
  /**
   * For a conforming one everything that was not a pass and what its preflight found wrong; for a fault, broken clauses that it does not contradict.
   */
  readonly alarms: readonly { readonly clause: string; readonly what: string }[];
  /** The requests of all its clauses together. */
  readonly requests: number;
}
