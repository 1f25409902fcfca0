import type { Asked } from '../clause-run.ts';
import type { SenderTestEnvironment } from '../clause-test.ts';
import { witnessed as witnessedProvider } from '../provider/witness.ts';

/** Counts what a test asks of the API, without touching it. One for each test. */
export function witnessed(env: SenderTestEnvironment): Asked<SenderTestEnvironment> {
  const asked = witnessedProvider(env);
  return { env: { ...env, provider: asked.env.provider }, can: env.sender.can, requests: asked.requests };
}
