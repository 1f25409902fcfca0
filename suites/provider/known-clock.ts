import type { Exchange } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import type { Call } from '../call.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { isSuccess } from '../judgement.ts';
import type { ValidCalls } from '../valid-calls.ts';
import { LostOnTheWay } from '../violation.ts';

/** X-Date has whole seconds, so a date may differ by up to 1 s from the moment that it means. */
export const resolutionMs = 1000;

/** By how much a date that was chosen by the target's clock may be off, ms. */
export function marginOf({ provider }: Parameters<typeof sure>[0]): number {
  return resolutionMs + provider.clockUncertaintyMs;
}

/**
 * What was chosen by a clock proves nothing once much less is known of it: it was set meanwhile, and each answer measures it anew.
 * @param marginMs what was uncertain when the date was chosen, ms
 * @throws LostOnTheWay where that has grown, so that the case is asked again
 */
export function sure(env: { readonly provider: { readonly clockUncertaintyMs: number } }, marginMs: number, exchange: Exchange): void {
  if (marginOf(env) <= marginMs + resolutionMs) return;
  throw new LostOnTheWay(said('clock-set-meanwhile', { number: exchange.number }), exchange, said('clock-set'));
}

/** How finely an edge of the window is found, ms. */
export const edgeStepMs = 100;

/**
 * The largest offset that is accepted on one side, ms, by bisection between one that is accepted and one that is not. A date has whole seconds: the part of
 * a second comes from the moment at which it is sent.
 * @param now the time of the target by the Date of its answers, ms
 */
export async function edgeOf(
  calls: Pick<ValidCalls, 'send'>,
  call: Call,
  now: () => number,
  wait: (ms: number) => Promise<void>,
  side: -1 | 1,
): Promise<number | undefined> {
  const accepts = async (offset: number): Promise<boolean> => {
    await wait((((0 - side * offset - now()) % 1000) + 1000) % 1000);
    const dateAs = () => Math.round((now() + side * offset) / 1000) * 1000;
    return isSuccess(await calls.send({ ...call, dateAs }));
  };
  let inside = 0;
  let outside = 64_000;
  if (!(await accepts(inside)) || (await accepts(outside))) return undefined;
  while (outside - inside > edgeStepMs) {
    const middle = Math.round((inside + outside) / 2 / edgeStepMs) * edgeStepMs;
    if (await accepts(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}

/** The target's clock by the Date of its answers alone: by how much it is ahead of the role's estimate, and by how much that may be off, ms. */
export function byDateOf({ provider }: Pick<ProviderTestEnvironment, 'provider'>): {
  readonly aheadMs: number;
  readonly uncertaintyMs: number;
} {
  const clock = provider.clock?.();
  // A Date that a timer writes is up to a second old.
  if (clock === undefined || clock.lags || clock.dated === 0) return { aheadMs: 0, uncertaintyMs: provider.clockUncertaintyMs };
  return { aheadMs: clock.byDate.offsetMs - clock.offsetMs, uncertaintyMs: clock.byDate.uncertaintyMs };
}
