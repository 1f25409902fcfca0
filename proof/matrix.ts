import { type ProviderDecisions, type Replacement, replaced } from '../core/decisions.ts';
import type { Outcome } from '../core/verdict.ts';
import { openDirect } from '../open/direct.ts';
import type { Contract } from '../schemas/contract.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';
import type { ProviderTest } from '../suites/clause-test.ts';
import { witnessed } from '../suites/provider/witness.ts';
import { conduct } from '../suites/trial.ts';

/** What the proof runs with. */
export interface ProofSettings {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly seed: number;
  /** Cases as a multiple of each property's own number. */
  readonly scale: number;
  /** Where the virtual clock begins, ms since the epoch. */
  readonly startAt: number;
}

/** Somebody to ask: honest in a reading of its own, or with one decision replaced. */
export interface Counterpart {
  readonly id: string;
  readonly profile?: Profile;
  readonly lie?: Replacement<ProviderDecisions>;
  /** The clauses that a lie contradicts. */
  readonly breaks?: readonly ClauseId[];
}

export interface Row {
  readonly counterpart: Counterpart;
  readonly outcomes: readonly Outcome[];
}

/** Asks one counterpart the given tests, in this process. Each test has a fresh mock: nothing is left over from the one before. */
export async function ask(settings: ProofSettings, counterpart: Counterpart, tests: readonly ProviderTest[]): Promise<Row> {
  const outcomes: Outcome[] = [];
  const { lie } = counterpart;
  for (const [index, test] of tests.entries()) {
    const nonce = `p${(settings.seed >>> 0).toString(36)}t${index.toString(36)}`;
    const bench = openDirect({
      contract: settings.contract,
      profile: counterpart.profile ?? settings.profile,
      nonce,
      startAt: settings.startAt,
      ...(lie ? { lie: (honest) => replaced(honest, lie) } : {}),
    });
    const elapsed = () => bench.provider.now() - settings.startAt;
    outcomes.push(
      await conduct(test, witnessed(bench), { seed: settings.seed, nonce, scale: settings.scale, timeLimitMs: 60_000, elapsed }),
    );
    await bench.provider.close();
  }
  return { counterpart, outcomes };
}

/** The listed clauses that were broken through a `Violation`: any other error proves nothing. */
export function caughtBy({ counterpart, outcomes }: Row): readonly string[] {
  const listed: readonly string[] = counterpart.breaks ?? [];
  const violated = outcomes.filter(({ violation }) => violation !== undefined).map(({ clause }) => clause);
  return [...new Set(violated)].filter((clause) => listed.includes(clause));
}

/** An honest counterpart has no outcome but a pass, save what its missing capabilities leave open, and the warnings that it earns. */
export function falseAlarms({ outcomes }: Row, earned: readonly ClauseId[] = []): readonly Outcome[] {
  return outcomes.filter(({ clause, verdict }) => {
    if (verdict === 'warn') return !(earned as readonly string[]).includes(clause);
    return verdict !== 'pass' && verdict !== 'not-applicable';
  });
}
