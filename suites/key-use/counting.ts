import { callCoverage } from '../../audit/coverage.ts';
import type { CountedEnvironment } from '../clause-run.ts';
import type { KeyUseTestEnvironment } from '../clause-test.ts';
import { counting as countingProvider } from '../provider/counting.ts';

/** Counts the calls of a test to the API, without changing them. One for each test. */
export function countingKeyUse(env: KeyUseTestEnvironment): CountedEnvironment<KeyUseTestEnvironment> {
  const asked = countingProvider({ ...env, provider: env.keyUse.provider }, callCoverage(env.contract));
  const keyUse = Object.create(env.keyUse, { provider: { value: asked.env.provider } });
  return { env: { ...env, keyUse }, can: env.keyUse.can, requests: asked.requests, ...(asked.covered ? { covered: asked.covered } : {}) };
}
