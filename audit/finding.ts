import type { Exchange } from '../core/exchange.ts';
import type { Reason } from '../core/verdict/reason.ts';
import type { Observation, Outcome, Verdict, ViolationData } from '../core/verdict/verdict.ts';
import { type ClauseId, clauseOf, clauseUnder } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';

/** What exchanges that were only watched say of a clause. Without an occasion nothing was observed, and that is no pass. */
export interface Finding {
  readonly clause: ClauseId;
  readonly verdict: Extract<Verdict, 'pass' | 'fail' | 'warn' | 'review' | 'not-observed'>;
  /** The first breach, in order of the exchanges. */
  readonly violation?: ViolationData;
  /** Why there is no verdict, with the next move. */
  readonly note?: string;
  /** What a person has to look at. */
  readonly exchanges?: readonly Exchange[];
  readonly observations: readonly Observation[];
  /** How often the clause could be judged. */
  readonly cases: number;
}

/** What was gathered on one clause while exchanges were read. */
export interface Gathering {
  /** The clause held once more. */
  held(): void;
  /** @param violation made only where it is the first, because the search for a wrong signature takes its time */
  broken(violation: () => Omit<ViolationData, 'clause'>): void;
  /** A person must look: what was seen may be right or wrong. */
  doubtful(note: string, exchanges: readonly Exchange[]): void;
  observe(observation: Observation): void;
  /** @param missing why nothing was judged, should that be so */
  finding(missing: string): Finding;
}

/** A breach counts by the clause's level under the profile; an observe clause that a profile's reading makes firm is for a person to look at. */
function verdictOfBreach(clause: ClauseId, profile: Profile): 'fail' | 'warn' | 'review' {
  const { level } = clauseUnder(profile, clauseOf(clause));
  return level === 'must' ? 'fail' : level === 'should' ? 'warn' : 'review';
}

export function gathering(clause: ClauseId, profile: Profile): Gathering {
  let cases = 0;
  let first: ViolationData | undefined;
  let doubt: Pick<Finding, 'note' | 'exchanges'> | undefined;
  const observations = new Map<string, Observation>();
  return {
    held() {
      cases += 1;
    },
    broken(violation) {
      cases += 1;
      first ??= { clause, ...violation() };
    },
    doubtful(note, exchanges) {
      doubt ??= { note, exchanges };
    },
    observe(observation) {
      observations.set(JSON.stringify(observation), observation);
    },
    finding(missing) {
      const rest = { observations: [...observations.values()], cases };
      if (first !== undefined) return { clause, verdict: verdictOfBreach(clause, profile), violation: first, ...rest };
      if (doubt !== undefined) return { clause, verdict: 'review', ...doubt, ...rest };
      return cases === 0 ? { clause, verdict: 'not-observed', note: missing, ...rest } : { clause, verdict: 'pass', ...rest };
    },
  };
}

/** A finding with every breach, in order of the exchanges; `violation` is the first. */
export interface WatchedFinding extends Finding {
  readonly breaches: readonly ViolationData[];
}

/** What a breach shows beside expectation and sight. */
export type Showing = Partial<Pick<ViolationData, 'signed' | 'diagnosis' | 'difference'>>;

/** What is gathered on several clauses while exchanges are read. */
export class Gatherings<C extends ClauseId> {
  readonly #occasions: Readonly<Record<C, string>>;
  readonly #gathered: ReadonlyMap<C, { readonly gathering: Gathering; readonly breaches: ViolationData[] }>;

  /** @param occasions the clauses, with what has to be done for each to be judged */
  constructor(occasions: Readonly<Record<C, string>>, profile: Profile) {
    this.#occasions = occasions;
    const clauses = Object.keys(occasions) as C[];
    this.#gathered = new Map(clauses.map((clause) => [clause, { gathering: gathering(clause, profile), breaches: [] }]));
  }

  #of(clause: C) {
    const found = this.#gathered.get(clause);
    if (!found) throw new Error(`${clause} is none of the clauses that are gathered on.`);
    return found;
  }

  /** The clauses held once more. */
  held(...clauses: readonly C[]): void {
    for (const clause of clauses) this.#of(clause).gathering.held();
  }

  /** The clause was broken by the last of these exchanges. */
  broken(clause: C, expected: Reason, actual: Reason, exchanges: readonly Exchange[], showing: Showing = {}): void {
    const data = { expected, actual, exchanges, breaking: exchanges.length - 1, ...showing };
    this.#of(clause).gathering.broken(() => data);
    this.#of(clause).breaches.push({ clause, ...data });
  }

  judged(clause: C, holds: boolean, expected: Reason, actual: () => Reason, exchanges: readonly Exchange[], showing: Showing = {}): void {
    if (holds) this.held(clause);
    else this.broken(clause, expected, actual(), exchanges, showing);
  }

  /** A person must look at these exchanges: what they show may be right or wrong. */
  doubtful(clause: C, note: string, exchanges: readonly Exchange[]): void {
    this.#of(clause).gathering.doubtful(note, exchanges);
  }

  observe(clause: C, observation: Observation): void {
    this.#of(clause).gathering.observe(observation);
  }

  findings(): readonly WatchedFinding[] {
    return [...this.#gathered].map(([clause, { gathering: gathered, breaches }]) => ({
      ...gathered.finding(this.#occasions[clause]),
      breaches,
    }));
  }
}

/** Why a clause that stands on a key was not judged, with the next move. */
export function missingKeyNote(...variables: readonly ('API_KEY' | 'API_SIGNATURE' | 'READ_ONLY_KEY')[]): string {
  return `This stands on a key that is not known here: set ${variables.join(' and ')} in the environment.`;
}

/** A finding as the outcome of a run that lasted that long. */
export function outcomeOf(finding: Finding, durationMs: number): Outcome {
  const { clause, verdict, violation, note, exchanges, observations, cases } = finding;
  return {
    clause,
    verdict,
    ...(violation === undefined ? {} : { violation, blame: 'implementation' as const }),
    ...(note === undefined ? {} : { note }),
    ...(exchanges === undefined ? {} : { exchanges, blame: 'implementation' as const }),
    observations,
    cases,
    requests: cases,
    durationMs,
    seed: 0,
  };
}
