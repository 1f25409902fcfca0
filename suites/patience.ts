import type { Exchange } from '../core/exchange.ts';
import type { ProviderRole } from '../roles/provider.ts';

/** The first and the longest pause between two requests, ms: what is there soon costs no time, and what is late few requests. */
const pauses = { first: 20, longest: 200 } as const;

/**
 * Asks until the answer is as wanted, or until the time is over in which it has to be. The last request goes out when the time is over, so that a slow
 * answer takes none of it.
 */
export async function patiently(
  { wait }: Pick<ProviderRole, 'wait'>,
  ask: () => Promise<Exchange>,
  wanted: (exchange: Exchange) => boolean,
  withinMs: number,
): Promise<Exchange> {
  let exchange = await ask();
  const { startedAt } = exchange;
  for (let pauseMs: number = pauses.first; !wanted(exchange); pauseMs = Math.min(pauseMs * 2, pauses.longest)) {
    const leftMs = withinMs - (exchange.startedAt - startedAt);
    if (leftMs <= 0) break;
    await wait(Math.min(pauseMs, leftMs));
    exchange = await ask();
  }
  return exchange;
}
