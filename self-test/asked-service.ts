import type { Credentials } from '../core/contract/ledger.ts';
import type { Answer, WireRequest } from '../core/exchange.ts';
import type { Outcome } from '../core/verdict/verdict.ts';
import { samplesOf } from '../harness/targets/merchants.ts';
import { providerRole, type RotatingAccount } from '../roles/provider.ts';
import type { Contract } from '../schemas/contract.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { counting } from '../suites/provider/counting.ts';

/** When the clock of an asked service begins, ms since the epoch. */
export const start = Date.UTC(2027, 0, 2, 3, 4, 5);

/** A provider as a function: what it answers to a request, by the time of its clock. */
export type Service = (request: WireRequest, now: number) => Answer | Promise<Answer>;

/** Asks a service the clauses of a contract, or one of them, by a clock of its own. */
export async function outcomesOf(
  service: Service,
  of: Contract,
  merchant: Credentials,
  { only, account }: { readonly only?: string | undefined; readonly account?: RotatingAccount | undefined } = {},
): Promise<readonly Outcome[]> {
  let clock = start;
  const provider = providerRole({
    contract: of,
    can: new Set(account ? ['rotatesKeys'] : []),
    merchant,
    samples: samplesOf(of),
    controls: account ? { rotatingAccount: async () => account } : {},
    changeShowsWithinMs: 0,
    clockUncertaintyMs: 0,
    inFlight: 8,
    now: () => clock,
    elapsed: () => clock,
    wait: async (ms) => {
      clock += ms;
    },
    transport: {
      async send(request) {
        clock += 1;
        return service(request, clock);
      },
      race: async (_count, make) => Promise.all(make().map((request) => service(request, clock))),
      close: async () => undefined,
    },
    close: async () => undefined,
  });
  const outcomes: Outcome[] = [];
  for (const clauseTest of providerTests(of).filter(
    ({ clause, late }) => late === undefined && of.clauses.has(clause) && (only ?? clause) === clause,
  )) {
    const settings = { seed: 1, nonce: `odd${outcomes.length}`, scale: 0.1, together: 8, timeLimitMs: 60_000, elapsed: () => clock };
    outcomes.push(await runClauseTest(clauseTest, counting({ provider, contract: of, profile: of.profiles[0] }), settings));
  }
  return outcomes;
}

/** What did not pass. */
export const broken = (outcomes: readonly Outcome[]): readonly string[] => [
  ...new Set(outcomes.filter(({ verdict }) => verdict !== 'pass').map(({ clause, verdict }) => `${clause} ${verdict}`)),
];
