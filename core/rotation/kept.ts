/** A creation that was answered under an idempotency key, ready to be repeated with another key set. */
export interface KeptCreation {
  readonly operation: string;
  readonly idempotencyKey: string;
  /** The parameters of its path and query, where it has any. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** The request body, UTF-8 text. */
  readonly body: string;
  /** The invoice id by which its effects are counted, where it made a deposit. */
  readonly invoiceId?: string;
  readonly status: number;
  /** The body of its answer, UTF-8 text. */
  readonly answer: string;
}

/** What was made and seen with the old key set, for later comparison (ROT-04). It contains no key, so it may be stored in a file. */
export interface KeptUnderOldSet {
  /** When, ms since the epoch on the server's clock. */
  readonly keptAt: number;
  /** How each operation was answered, by its id: the new set has to get the same. */
  readonly baseline: Readonly<Record<string, number>>;
  /** Absent where the contract creates nothing that can be read. */
  readonly deposit?: { readonly depositId: string; readonly invoiceId: string };
  readonly refundId?: string;
  readonly creations: readonly KeptCreation[];
}
