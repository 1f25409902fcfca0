import type { ClientOperation } from '../../core/decisions/client.ts';
import { type Exchange, headerValue } from '../../core/exchange.ts';
import { type JsonTree, tree } from '../../core/json.ts';
import type { ClientTestEnvironment } from '../clause-test.ts';
import type { Names } from '../names.ts';

/** What a client can be asked for, by purpose. */
export const pays = 'createDeposit' satisfies ClientOperation;
export const paysBack = 'createRefund' satisfies ClientOperation;
export const readsPayment = 'depositStatus' satisfies ClientOperation;
export const readsRefund = 'refundStatus' satisfies ClientOperation;
export const listsMethods = 'paymentMethods' satisfies ClientOperation;
export const readsRates = 'exchangeRates' satisfies ClientOperation;

/** The arguments of a read. */
export function readArguments(
  names: Names,
  operation: ClientOperation,
  id = operation === readsPayment ? '3000000001' : '168284',
): JsonTree {
  if (operation === listsMethods) return tree({ country: 'BR' });
  return tree({ [operation === readsPayment ? names.id : names.reversalId]: id });
}

/** The operations that a client has. */
export function askable({ client: { can } }: ClientTestEnvironment): ReadonlySet<ClientOperation> {
  const all = [
    can.has('createsDeposits') && pays,
    can.has('createsRefunds') && paysBack,
    can.has('asksStatus') && readsPayment,
    can.has('asksRefunds') && readsRefund,
    can.has('asksLookups') && listsMethods,
  ] as const;
  return new Set(all.filter((operation) => operation !== false));
}

/** What a client can be asked to create. */
export type CreatingOperation = typeof pays | typeof paysBack;

export const keyHeader = 'X-Idempotency-Key';

/** The idempotency key of a request. */
export function keyOf({ request }: Exchange): string | undefined {
  return headerValue(request.headers, keyHeader);
}
