import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDirectKeyUse } from '../harness/targets/direct-key-use.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { Interpretations } from '../specs/types/ambiguities.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import { ambiguityTests } from '../suites/key-use/ambiguities.ts';
import { countingKeyUse } from '../suites/key-use/counting.ts';
import { selfTestStart } from './matrix.ts';

const contract = contractOf('omise');
const [norm] = contract.profiles;

/** What is seen of a provider that follows these interpretations. */
async function seen(interpretations: Partial<Interpretations>): Promise<Readonly<Record<string, string>>> {
  const profile = { ...norm, interpretations: { ...norm.interpretations, ...interpretations } };
  const env = openDirectKeyUse({ contract, profile, nonce: 'o4o6', startAt: selfTestStart });
  const settings = { seed: 1, nonce: 'o4o6', scale: 1, timeLimitMs: 60_000, elapsed: () => performance.now() };
  const outcomes = await Promise.all(ambiguityTests.map((asked) => runClauseTest(asked, countingKeyUse(env), settings)));
  await env.keyUse.close();
  return Object.fromEntries(outcomes.flatMap(({ observations }) => observations.map(({ ambiguity, seen: value }) => [ambiguity, value])));
}

for (const O4 of ['starts-anew', 'inherits'] as const) {
  for (const O6 of ['per-key', 'per-account'] as const) {
    test(`a provider for which a rolled key ${O4} and an address is known ${O6} is seen as that`, async () => {
      const { O4: rolled, O6: known } = await seen({ O4, O6 });
      assert.deepEqual({ rolled, known }, { rolled: O4, known: O6 });
    });
  }
}
