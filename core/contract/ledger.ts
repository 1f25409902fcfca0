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
export interface Ending {
  /** Milliseconds since the epoch on the provider's clock: the key is active before it. No end where it is absent. */
  readonly endsAt?: number;
}

/** The keys of signed operations. */
export interface SigningSet extends Pick<Credentials, 'apiKey' | 'apiSignature'>, Ending {}

/** The key of the read-only endpoints. */
export interface ReadOnlyKey extends Ending {
  readonly key: string;
}

/** A merchant account as the provider stores it, the newest keys first. Several of a kind are active only while a rotation overlaps. */
export interface Account {
  readonly merchant: string;
  readonly signingSets: readonly SigningSet[];
  readonly readOnlyKeys: readonly ReadOnlyKey[];
  /** Source addresses that may call, as the panel's "Deposit IP Address" list holds them (single addresses or CIDR). */
  readonly addresses: readonly string[];
}

export interface Deposit {
  readonly depositId: number;
  readonly merchant: string;
  readonly invoiceId: string;
  readonly userId: string;
  readonly checkoutType: 'ONE_SHOT' | 'HOSTED';
  /** Amount as decimal text in major units, exactly as received ("100.50"). */
  readonly amount: string;
  readonly currency: string;
  readonly country: string;
  readonly status: string;
  /** The request body as accepted. */
  readonly request: JsonValue;
  /** Milliseconds since the epoch on the provider's clock. */
  readonly createdAt: number;
}

export interface Refund {
  readonly refundId: number;
  readonly depositId: number;
  readonly merchant: string;
  readonly invoiceId: string;
  /** Decimal text in major units. */
  readonly amount: string;
  readonly status: string;
  readonly createdAt: number;
  /** Where its notifications go, as the request says. */
  readonly notificationUrl?: string;
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
