import type { ProviderTestEnvironment } from './clause-test.ts';

/** How long a merchant may have to wait before a lost answer is asked for again, ms: what is kept for retries has to outlive that. */
export const retriedAfterMs = 8000;

/**
 * Does some work when a time has gone by at the provider. Its clock is set where it is ours; else the time is waited for, as far as it is not over yet.
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
