import type { CountedEnvironment } from '../suites/clause-run.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import type { ClauseTest, ProviderTestEnvironment, TestEnvironment } from '../suites/clause-test.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { counting } from '../suites/provider/counting.ts';

/** The verdicts of these clauses on that target. */
export async function verdictsOf<Env extends TestEnvironment>(
  clauses: readonly string[],
  tests: readonly ClauseTest<Env>[],
  counted: CountedEnvironment<Env>,
  now: () => number,
): Promise<readonly string[]> {
  const verdicts: string[] = [];
  const startedAt = now();
  for (const clauseTest of tests) {
    if (!clauses.includes(clauseTest.clause) || clauseTest.late) continue;
    const settings = { seed: 1, nonce: 'folder', scale: 0.1, timeLimitMs: 3_600_000, elapsed: () => now() - startedAt };
    const { clause, verdict } = await runClauseTest(clauseTest, counted, settings);
    verdicts.push(`${clause} ${verdict}`);
  }
  return verdicts.toSorted();
}

/** The same of a provider, by its own clock. */
export const ofProvider = (clauses: readonly string[], env: ProviderTestEnvironment): Promise<readonly string[]> =>
  verdictsOf(clauses, providerTests(env.contract), counting(env), env.provider.now);

/** What they are where nothing is wrong. */
export const passed = (clauses: readonly string[]): readonly string[] => clauses.map((clause) => `${clause} pass`).toSorted();
