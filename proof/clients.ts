import { type ClientDecisions, type Replacement, replaced } from '../core/decisions.ts';
import type { Outcome } from '../core/verdict.ts';
import { openDirectClient } from '../open/direct-client.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { ClientTest } from '../suites/clause-test.ts';
import { witnessedClient } from '../suites/client/witness.ts';
import { conduct } from '../suites/trial.ts';
import type { ProofSettings } from './matrix.ts';

/** A client to ask: honest in a way of its own, or with one decision replaced. */
export interface ClientCounterpart {
  readonly id: string;
  readonly lie?: Replacement<ClientDecisions>;
  readonly breaks?: readonly ClauseId[];
}

/** Asks one client the given tests, in this process. Each test has a client and a stage of its own. */
export async function askClient(
  settings: ProofSettings,
  { lie }: ClientCounterpart,
  tests: readonly ClientTest[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [index, test] of tests.entries()) {
    const nonce = `c${(settings.seed >>> 0).toString(36)}t${index.toString(36)}`;
    const { contract, profile, startAt, seed, scale } = settings;
    const bench = openDirectClient({ contract, profile, nonce, startAt, ...(lie ? { lie: (honest) => replaced(honest, lie) } : {}) });
    // The client's time is virtual and leaps; what a test takes is counted by ours.
    const elapsed = () => performance.now();
    outcomes.push(await conduct(test, witnessedClient(bench), { seed, nonce, scale, timeLimitMs: 60_000, elapsed }));
    await bench.client.close();
  }
  return outcomes;
}
