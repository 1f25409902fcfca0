import type { ProviderTestEnvironment } from './clause-test.ts';

/** How long a merchant may have to wait before a request with a lost answer is repeated, ms. What is kept for retries has to last longer. */
export const retriedAfterMs = 8000;

/**
 * Runs some work when a time has passed at the provider. Its clock is set where it is ours; else the rest of the time is awaited.
 *
 * @param since a moment of the provider's clock, ms
 */
export async function later({ provider }: ProviderTestEnvironment, since: number, ms: number, work: () => Promise<void>): Promise<void> {
  const left = since + ms - provider.now();
  const { freezeClock } = provider.controls;
  if (left <= 0) return work();
  if (!freezeClock) {
    await provider.wait(left);
    return work();
  }
  await freezeClock(since + ms);
  try {
    await work();
  } finally {
    await freezeClock(undefined);
  }
}
