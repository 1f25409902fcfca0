// Made from schemas/contract/errors.schema.json by `npm run generate`.

/**
 * Weight of the statement: a seed document, another public page, client code, or nothing but our interpretation.
 */
export type Basis = 'seed' | 'docs' | 'sdk' | 'open';
/**
 * The ambiguity of which this is one interpretation.
 */
export type Ambiguity = string;

export interface ErrorTable {
  readonly codes: readonly ErrorCode[];
  readonly groups?: readonly ErrorGroup[];
}
/**
 * One row of the table. A column that no source gives is left out.
 */
export interface ErrorCode {
  /**
   * The own number of the API, not the HTTP status.
   */
  readonly code?: number;
  /**
   * The HTTP status.
   */
  readonly status?: number;
  readonly type?: string;
  /**
   * What of a call was refused: who calls, the signature, the date, or an idempotency key that was used.
   */
  readonly refuses?: 'caller' | 'signature' | 'date' | 'key';
  readonly basis: Basis;
  readonly meaning: string;
  readonly ambiguity?: Ambiguity;
  /**
   * Columns that were seen in a single client.
   */
  readonly unverified?: readonly ('status' | 'type')[];
}
/**
 * A span of codes, both ends included.
 */
export interface ErrorGroup {
  readonly from: number;
  readonly to: number;
  readonly about: string;
  readonly basis: Basis;
}
