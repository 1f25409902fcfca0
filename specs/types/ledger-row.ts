// Made from schemas/ledger-row.schema.json by `npm run generate`.

/**
 * What the ledger of the mock stores as JSON.
 */
export type LedgerRow = Account | StoredDeposit | StoredRefund | StoredHeaders | KeyUse;
/**
 * Header lines of an answer.
 */
export type StoredHeaders = readonly (readonly [string, string])[];

/**
 * A merchant account as the provider stores it, the newest keys first. Several of a kind are active only while a rotation overlaps.
 */
export interface Account {
  readonly merchant: string;
  readonly signingSets: readonly SigningSet[];
  readonly readOnlyKeys: readonly ReadOnlyKey[];
  /**
   * Source addresses that may call: single addresses or CIDR.
   */
  readonly addresses: readonly string[];
}
/**
 * The keys of signed operations.
 */
export interface SigningSet {
  readonly apiKey: string;
  readonly apiSignature: string;
  /**
   * Milliseconds since the epoch on the provider's clock: the key is active before it. No end where it is absent.
   */
  readonly endsAt?: number;
}
/**
 * The key of the read-only endpoints.
 */
export interface ReadOnlyKey {
  readonly key: string;
  /**
   * `key` is the fingerprint of the key: its SHA-256 in hex.
   */
  readonly printed?: true;
  /**
   * Milliseconds since the epoch on the provider's clock: the key is active before it. No end where it is absent.
   */
  readonly endsAt?: number;
}
/**
 * A deposit without its id and status, which have columns of their own.
 */
export interface StoredDeposit {
  readonly merchant: string;
  readonly invoiceId: string;
  readonly userId: string;
  readonly checkoutType: 'ONE_SHOT' | 'HOSTED';
  /**
   * Decimal text in major units, exactly as received ("100.50").
   */
  readonly amount: string;
  readonly currency: string;
  readonly country: string;
  /**
   * The request body as accepted.
   */
  readonly request: {
    readonly [k: string]: unknown;
  };
  /**
   * Milliseconds since the epoch on the provider's clock.
   */
  readonly createdAt: number;
}
/**
 * A refund without its id, which has a column of its own.
 */
export interface StoredRefund {
  readonly depositId: number;
  readonly merchant: string;
  readonly invoiceId: string;
  /**
   * Decimal text in major units.
   */
  readonly amount: string;
  readonly status: string;
  readonly createdAt: number;
  /**
   * Where its notifications go, as the request says.
   */
  readonly notificationUrl?: string;
}
/**
 * A use of a key from an address.
 */
export interface KeyUse {
  readonly merchant: string;
  /**
   * A print of the key.
   */
  readonly key: string;
  /**
   * Prints of all keys of the account, the newest first.
   */
  readonly keys: readonly string[];
  readonly shown: string;
  readonly address: string;
  /**
   * Milliseconds since the epoch on the provider's clock.
   */
  readonly at: number;
}
