import { replaced } from '../core/decisions.ts';
import type { Outcome } from '../core/verdict.ts';
import type { Fault } from '../faults/fault.ts';
import { openDirect } from '../open/direct.ts';
import type { Contract } from '../schemas/contract.ts';
import type { Profile } from '../specs/profile.ts';
import type { ProviderTest } from '../suites/clause-test.ts';
import { conduct } from '../suites/trial.ts';

/** What the proof runs with; time comes from outside. */
export interface ProofSettings {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly tests: readonly ProviderTest[];
  readonly seed: number;
  /** Cases as a multiple of each property's own number. */
  readonly scale: number;
  readonly startAt: number;
}

/** An honest counterpart under a name, or one that lies. */
export interface Counterpart {
  readonly id: string;
  readonly profile?: Profile;
  readonly fault?: Fault;
}

export interface Row {
  readonly counterpart: Counterpart;
  readonly outcomes: readonly Outcome[];
  /** Clauses broken through a `Violation`. */
  readonly violated: readonly string[];
}

/** Asks one counterpart the given tests, in this process. Each has its own fresh mock: nothing is left over from the test before. */
export async function ask(settings: ProofSettings, counterpart: Counterpart, tests: readonly ProviderTest[]): Promise<Row> {
  const outcomes: Outcome[] = [];
  const { fault } = counterpart;
  for (const [index, test] of tests.entries()) {
    const nonce = `p${settings.seed.toString(36).replace('-', 'n')}t${index.toString(36)}`;
    const bench = openDirect({
      contract: settings.contract,
      profile: counterpart.profile ?? settings.profile,
      nonce,
      startAt: settings.startAt,
      ...(fault ? { lie: (honest) => replaced(honest, fault.lie) } : {}),
    });
    outcomes.push(await conduct(test, bench, { seed: settings.seed, nonce, scale: settings.scale, timeLimitMs: 60_000, elapsed: () => bench.provider.now() - settings.startAt }));
    await bench.provider.close();
  }
  return { counterpart, outcomes, violated: [...new Set(outcomes.filter(({ violation }) => violation !== undefined).map(({ clause }) => clause))] };
}

/** A fault is caught when a clause that it lists was broken through a `Violation`: any other error proves nothing. */
export function isCaught(row: Row): boolean {
  const { fault } = row.counterpart;
  return fault !== undefined && row.violated.some((clause) => (fault.breaks as readonly string[]).includes(clause));
}

/** An honest counterpart has no outcome but a pass, save what its missing capabilities leave open. */
export function falseAlarms(row: Row): readonly Outcome[] {
  return row.outcomes.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable');
}
