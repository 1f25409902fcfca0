import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';

/** The clock by which a count is waited for. */
export interface CountingParts {
  /** Our own clock, ms. */
  readonly now: () => number;
  /** Resolves after that many ms. */
  readonly wait: (ms: number) => Promise<void>;
}

/** How long a creation may take until it is counted, ms: as long as a deposit may take to become readable (END-06). */
const patienceMs = 5000;

/** Pause before a count is asked for again, ms. */
const pauseMs = 250;

/**
 * Turns a count that may be out of date into one to judge by. While it is less than wanted it is asked for again. When it is what was wanted, it is
 * asked for again for twice the slowest time so far, because a surplus effect comes as late as a right one.
 * A count that was never late is asked for once.
 *
 * @param ask counts what exists under an invoice id now
 */
export function patientCount(
  ask: (invoiceId: string) => Promise<number>,
  { now, wait }: CountingParts,
): (invoiceId: string, wanted: number) => Promise<number> {
  let slowestMs: number | undefined;
  return async (invoiceId, wanted) => {
    const began = now();
    let askedAt = began;
    let count = await ask(invoiceId);
    const again = async (): Promise<void> => {
      await wait(pauseMs);
      askedAt = now();
      count = await ask(invoiceId);
    };
    while (count < wanted && askedAt - began < patienceMs) await again();
    if (count >= wanted && wanted > 0) slowestMs = Math.max(slowestMs ?? 0, askedAt - began);
    else if (wanted > 0 && slowestMs === undefined)
      throw new Blocked('recipe-failed', said('count-too-low', { count, wanted, patienceMs: patienceMs / 1000 }));
    const settledMs = slowestMs === undefined ? patienceMs : 2 * slowestMs;
    while (count === wanted && askedAt - began < settledMs) await again();
    return count;
  };
}
