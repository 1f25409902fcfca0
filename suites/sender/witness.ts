import type { SenderBench } from '../clause-test.ts';
import { witnessed as witnessedProvider } from '../provider/witness.ts';
import type { Asked } from '../trial.ts';

/** Counts what a test asks of the API, without touching it. One for each test. */
export function witnessed(bench: SenderBench): Asked<SenderBench> {
  const asked = witnessedProvider(bench);
  return { bench: { ...bench, provider: asked.bench.provider }, can: bench.sender.can, requests: asked.requests };
}
