import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';

/** The clock by which a count is waited for. */
export interface CountingParts {
  /** Our own clock, ms. */
  readonly now: () => number;
  /** Resolves after that many ms. */
  readonly wait: (ms: number) => Promise<void>;
}

/** How long what was made may take to be counted, ms: as long as a deposit may take to become readable (END-06). */
const patienceMs = 5000;

/** Pause before a count is asked for again, ms. */
const pauseMs = 250;

/**
 * A count that may lag behind what it counts, made one to judge by. As long as it is less than wanted it is asked for again; when it is what was wanted,
 * for twice as long as the slowest one took so far, because an effect too many comes as late as a right one. A count that never lagged is asked for once.
 * @param ask counts what stands under an invoice id now
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
