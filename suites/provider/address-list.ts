import { isGatewayStatus } from '../../core/contract/gateway.ts';
import type { Exchange } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import { Lacking, type Operation } from '../../schemas/contract.ts';
import { draftOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { isSuccess, responseOf } from '../judgement.ts';
import type { ValidCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { inGroups, readsOf } from './negative-case.ts';

/** The first and the longest pause between two looks for a change, ms: a change that shows at once costs no time, and a slow one few requests. */
const pauses = { first: 50, longest: 5000 };

/** A change that shows in less time is quick, ms: then more of them are made. */
export const quickMs = 5000;

/** How long an awaited exchange took from the first request on, and the exchange. */
export interface Shown {
  readonly exchange: Exchange;
  readonly tookMs: number;
}

/**
 * Asks until the answer is as wanted, or until the time is over in which a change has to show. No document says how soon it does, and several nodes
 * may learn of it one by one. The last request goes out when the time is over.
 *
 * @param withinMs the time, where it is known to be shorter
 */
export async function shown(
  { provider }: ProviderTestEnvironment,
  ask: () => Promise<Exchange>,
  wanted: (exchange: Exchange) => boolean,
  withinMs: number = provider.changeShowsWithinMs,
): Promise<Shown> {
  let exchange = await ask();
  const { startedAt } = exchange;
  for (let pauseMs = pauses.first; !wanted(exchange); pauseMs = Math.min(pauseMs * 2, pauses.longest)) {
    const leftMs = withinMs - (exchange.endedAt - startedAt);
    if (leftMs <= 0) break;
    await provider.wait(Math.min(pauseMs, leftMs));
    exchange = await ask();
  }
  return { exchange, tookMs: exchange.endedAt - startedAt };
}

/** Request Timeout (RFC 9110 §15.5.9): the call did not arrive completely in time, so it was not refused either. */
const requestTimeout = 408;

/** Whether an exchange refuses the call itself: not by silence, and not because of the time or the load. */
export function isRefused(exchange: Exchange): boolean {
  if (exchange.answer.kind === 'none') return false;
  const { status } = exchange.answer.response;
  return !isSuccess(exchange) && status !== requestTimeout && !isGatewayStatus(status);
}

/** Our address that is not on the merchant's list. */
export function strangersAddress({ provider: { unlistedAddress } }: ProviderTestEnvironment): string {
  if (unlistedAddress === undefined) throw new Untestable(said('no-refused-address'), [], ['secondAddress']);
  return unlistedAddress;
}

/** A plain read of a resource of the merchant, from an address. */
export async function readFrom(env: ProviderTestEnvironment, calls: ValidCalls, from: string): Promise<Exchange> {
  const [operation] = readsOf(calls.signed);
  if (operation === undefined) throw new Lacking('signed-reads');
  return env.provider.send(draftOf(await calls.call(operation)), { from });
}

/** The refusal of a plain call of each operation from an address. An operation that serves anybody shows nothing about a list (IPA-01). */
export async function strangerRefused(
  env: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  operations: readonly Operation[],
  from: string,
): Promise<ReadonlyMap<string, Exchange>> {
  const refusals = new Map<string, Exchange>();
  await inGroups(run, operations, async (operation) => {
    const exchange = await env.provider.send(draftOf(await calls.call(operation)), { from });
    responseOf(exchange);
    if (isRefused(exchange)) refusals.set(operation.id, exchange);
    else if (isSuccess(exchange)) run.observe({ subject: operation.id, seen: said('served-to-any-address', { from }) });
  });
  return refusals;
}

/** An address that is put on the merchant's list and taken off it. */
export interface Listing {
  put(): Promise<void>;
  take(): Promise<void>;
}

/**
 * Lets a test put an address on the list and take it off. However the test ends, the address is off the list afterwards, and calls confirm it: later
 * tests depend on that.
 *
 * @throws Indeterminate where it could not be taken off, unless the test has ended with its own error
 */
export async function listing(
  env: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  address: string,
  work: (listing: Listing) => Promise<void>,
): Promise<void> {
  const { addAddress, removeAddress } = env.provider.controls;
  if (!addAddress || !removeAddress) throw new Untestable(said('no-way-to-change-addresses'), [], ['changesAddresses']);
  let listed = false;
  const put = async (): Promise<void> => {
    await addAddress(address);
    listed = true;
  };
  const take = async (): Promise<void> => {
    await removeAddress(address);
    listed = false;
  };
  const [end] = await Promise.allSettled([work({ put, take })]);
  if (listed) {
    try {
      await take();
      await shown(env, () => readFrom(env, calls, address), isRefused);
    } catch (error) {
      const why = said('could-not-be-taken-off-address-list', { address, why: error instanceof Error ? error.message : '' });
      run.observe({ subject: said('address-list'), seen: why });
      if (end.status === 'fulfilled') throw new Indeterminate(why, 'configuration', []);
    }
  }
  if (end.status === 'rejected') throw end.reason;
}
