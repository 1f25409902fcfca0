/** A creation that was answered under an idempotency key, ready to be asked again under another key set. */
export interface KeptCreation {
  readonly operation: string;
  readonly idempotencyKey: string;
  /** The request body, UTF-8 text. */
  readonly body: string;
  /** The invoice id that its effects are counted by, where it made a deposit. */
  readonly invoiceId?: string;
  readonly status: number;
  /** The body of its answer, UTF-8 text. */
  readonly answer: string;
}

/** What was made and seen with the old key set, for the time after it (ROT-04). It holds no key, so that a file may keep it. */
export interface KeptUnderOldSet {
  /** When, ms since the epoch on the server's clock. */
  readonly keptAt: number;
  /** How each operation was answered, by its id: the new set has to do as well. */
  readonly baseline: Readonly<Record<string, number>>;
  readonly deposit: { readonly depositId: string; readonly invoiceId: string };
  readonly refundId?: string;
  readonly creations: readonly KeptCreation[];
}
