import type { Account, ReadOnlyKey, SigningSet, StoredDeposit, StoredRefund } from '../../specs/types/ledger-row.ts';
import type { WireResponse } from '../exchange.ts';
import type { JsonValue } from '../json.ts';

/** One of the provider's two environments, such as test and production. */
export type EnvironmentName = 'first' | 'second';

/** A set of credentials of one merchant account in one environment (seed A: two sets, one for POST operations, one for read-only endpoints). */
export interface Credentials {
  /** The API Key, sent as X-Login. */
  readonly apiKey: string;
  /** The API Signature: the HMAC key. Secret. */
  readonly apiSignature: string;
  /** The key that is sent without a second one, as Bearer or as the user name of HTTP Basic: here, the API Key of the read-only endpoints. Secret. */
  readonly readOnlyKey: string;
}

/** A key that may have an end. */
export type Ending = Pick<ReadOnlyKey, 'endsAt'>;

export type { Account, ReadOnlyKey, SigningSet };

export interface Deposit extends Omit<StoredDeposit, 'request'> {
  readonly depositId: number;
  readonly status: string;
  /** The request body as accepted. */
  readonly request: JsonValue;
}

export interface Refund extends StoredRefund {
  readonly refundId: number;
}

/** What is kept under an idempotency key: that the first request is in flight, or its answer. */
export type IdempotencyRecord =
  | { readonly state: 'in-flight'; readonly fingerprint: string; readonly since: number }
  | { readonly state: 'settled'; readonly fingerprint: string; readonly since: number; readonly response: WireResponse };

/** Where the ids of a ledger begin. */
export interface LedgerNumbers {
  readonly firstDepositId: number;
  readonly firstRefundId: number;
}

/**
 * What an environment stores: who may call, from where, the deposits and refunds, which invoice ids are used, and what is kept under idempotency
 * keys.
 */
export type Memory = 'accounts' | 'addresses' | 'transactions' | 'invoices' | 'outcomes';

/**
 * The provider's storage in one environment. Every method is synchronous and atomic; `atomically` makes several calls one unit that is stored
 * completely or not at all. Scope texts and keys have no meaning here: `core/decisions/provider.ts` says how they are made.
 */
export interface Ledger {
  account(merchant: string): Account | undefined;
  accounts(): readonly Account[];
  putAccount(account: Account): void;
  deposit(depositId: number): Deposit | undefined;
  /** All deposits of a merchant under one invoice id, oldest first. */
  depositsByInvoice(merchant: string, invoiceId: string): readonly Deposit[];
  /** Stores a new deposit and gives it the next id (above 2^31, C18). */
  addDeposit(deposit: Omit<Deposit, 'depositId'>): Deposit;
  setDepositStatus(depositId: number, status: string): void;
  refund(refundId: number): Refund | undefined;
  refundsOf(depositId: number): readonly Refund[];
  addRefund(refund: Omit<Refund, 'refundId'>): Refund;
  setRefundStatus(refundId: number, status: string): void;
  record(scope: string, key: string): IdempotencyRecord | undefined;
  putRecord(scope: string, key: string, record: IdempotencyRecord): void;
  dropRecord(scope: string, key: string): void;
  atomically<T>(work: () => T): T;
  close(): void;
}
