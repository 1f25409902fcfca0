import { type Exchange, headerValue } from '../../core/exchange.ts';
import type { Sending } from '../../roles/transport/transport.ts';
import { type Lifecycle, type Operation, payment, reversal } from '../../schemas/contract.ts';
import type { Call } from '../call.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { createdId, isSuccess, memberOf } from '../judgement.ts';

/** The resources of the merchant at the target, by id, as the run saw them. The exchange is the first one that showed it. */
export interface ResourcesSeen {
  /** What was created, such as deposits. */
  readonly made: Map<string, Exchange>;
  /** What was read in a final state. */
  readonly finished: Map<string, Exchange>;
  /** What reversed it, such as refunds. */
  readonly reversed: Map<string, Exchange>;
  /** A creation under a key, early in the run, for the test of how long keys are kept (IDM-13). */
  keyed?: { readonly call: Call; readonly exchange: Exchange };
}

/** Shared by all clause tests of a run, by the keys that they use. */
const seenBy = new WeakMap<ProviderTestEnvironment['provider']['merchant'], ResourcesSeen>();

export function resourcesSeen({ provider: { merchant } }: ProviderTestEnvironment): ResourcesSeen {
  const seen = seenBy.get(merchant) ?? { made: new Map(), finished: new Map(), reversed: new Map() };
  seenBy.set(merchant, seen);
  return seen;
}

/** Whether a status is one that is never left (documented as final). */
export function isFinal({ statuses }: Lifecycle, status: unknown): boolean {
  return statuses.some((known) => known.final === true && known.status === status);
}

/**
 * Keeps what an answer of an operation shows, so that the end of the run can ask for it again (END-11): resources of the merchant in the first
 * environment.
 */
export function keepSeen(env: ProviderTestEnvironment, operation: Operation, exchange: Exchange, { environment }: Sending = {}): void {
  const { contract, provider } = env;
  const isReversible = Object.values(contract.resources).some(({ reverse }) => reverse !== undefined);
  if (!isReversible || !isSuccess(exchange) || environment === 'second') return;
  const { login } = contract.scheme;
  if (login !== undefined && headerValue(exchange.request.headers, login.header) !== provider.merchant.apiKey) return;
  const seen = resourcesSeen(env);
  const [paid, reversing] = [payment(contract), reversal(contract)];
  const keep = (among: Map<string, Exchange>, { members }: Lifecycle): void => {
    const id = createdId(exchange, members.id);
    if (id !== undefined && !among.has(id)) among.set(id, exchange);
  };
  if (operation.id === paid.create.id) keep(seen.made, paid);
  if (reversing !== undefined && operation.id === reversing.create.id) keep(seen.reversed, reversing);
  const { status } = paid.members;
  if (operation.id === paid.read.id && status !== undefined && isFinal(paid, memberOf(exchange, status))) keep(seen.finished, paid);
}
