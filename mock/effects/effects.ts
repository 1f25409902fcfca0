import type { Account, Ledger, Refund } from '../../core/contract/ledger.ts';
import type { Refusal } from '../../core/contract/refusal.ts';
import type { Call, ProviderDecisions } from '../../core/decisions/provider.ts';
import type { JsonTree, JsonValue } from '../../core/json.ts';
import type { Contract, Operation } from '../../schemas/contract.ts';

/** An authenticated call with a valid body, and what an operation may use. */
export interface Work {
  readonly call: Call;
  readonly operation: Operation;
  /** Undefined only where an override admits a call without a known account. */
  readonly account: Account | undefined;
  readonly contract: Contract;
  readonly decisions: ProviderDecisions;
  readonly ledger: Ledger;
  /** The body as read and without loss; undefined where the operation takes none. */
  readonly body: { readonly value: JsonValue; readonly tree: JsonTree } | undefined;
  /** The deposit's refunds before the work began, where the sum is not checked in the same step (END-07); else undefined. */
  readonly refundsBefore: readonly Refund[] | undefined;
  /** Executes whatever the business rules say: only an override asks for it (SIG-02, END-03). */
  readonly force: boolean;
  /** Whether a creation with that invoice id fails inside this time. */
  failsFor(invoiceId: string, request: Readonly<Record<string, JsonValue>>): boolean;
  /** An id that was never used: of a payer, or of an invoice that the merchant did not name. */
  newId(of: 'user' | 'invoice'): string;
}

export type Worked = { readonly kind: 'done'; readonly body: JsonValue } | { readonly kind: 'refused'; readonly refusal: Refusal };

export type Handler = (work: Work) => Worked;

/** The answer of an operation without a handler here: its documented example, so that a new operation works without code. */
export function exampleHandler(operation: Operation): Handler {
  return () => ({ kind: 'done', body: exampleOf(operation) });
}

/** The first example of a documented success; null where there is none. */
export function exampleOf(operation: Operation): JsonValue {
  const success = [...operation.responses].find(([status]) => /^2(\d\d|XX)$/.test(status));
  return success?.[1].examples[0] ?? null;
}

/** What the operations of one contract do. */
export interface Effects {
  /** By operation id; an operation without one answers with its documented example. */
  readonly handlers: ReadonlyMap<string, Handler>;
  /** The id of what the body of a reversal names; undefined where it names nothing. */
  reversedId(body: JsonTree | undefined): number | undefined;
  /** The ledger's number of an id as callers see it, of the main resource or of what reverses it; undefined where the ledger gives no such id. */
  numberOf(id: string, of: 'deposit' | 'refund'): number | undefined;
  /** Decisions in which a provider of this contract differs from one of the Deposits API; absent where there are none. */
  decisions?(): Partial<ProviderDecisions>;
}
