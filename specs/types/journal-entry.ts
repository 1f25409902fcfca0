// Made from schemas/journal-entry.schema.json by `npm run generate`.

/**
 * One line of the file that records what a run does at a target, so that the next worker knows it when one ends.
 */
export type JournalEntry = Sent | Made;

/**
 * A call other than GET goes out.
 */
export interface Sent {
  readonly kind: 'post';
}
/**
 * Something was made at the target, or may have been made: an answer that was lost tells nothing.
 */
export interface Made {
  readonly kind: 'created';
  readonly path: string;
  readonly invoiceId?: string;
  /**
   * deposit_id or refund_id; absent where the answer was lost or failed inside.
   */
  readonly id?: string;
}
