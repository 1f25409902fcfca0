import type { CountedEnvironment } from '../clause-run.ts';
import type { SenderTestEnvironment } from '../clause-test.ts';
import { counting as countingProvider } from '../provider/counting.ts';

/** Counts what a test asks of the API, without touching it. One for each test. */
export function counting(env: SenderTestEnvironment): CountedEnvironment<SenderTestEnvironment> {
  const asked = countingProvider(env);
  return { env: { ...env, provider: asked.env.provider }, can: env.sender.can, requests: asked.requests };
}
