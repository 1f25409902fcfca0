// Made from schemas/contract/errors.schema.json by `npm run generate`.

/**
 * Weight of the statement: a seed document, another public page, client code, or nothing but our interpretation.
 */
export type Basis = 'seed' | 'docs' | 'sdk' | 'open';
/**
 * The ambiguity of which this is one interpretation.
 */
export type Ambiguity = string;
/**
 * A JSON pointer to a member of objects, such as `/error/fault`.
 */
export type Pointer = string;

export interface ErrorTable {
  readonly codes: readonly ErrorCode[];
  readonly groups?: readonly ErrorGroup[];
  readonly members?: ErrorMembers;
}
/**
 * One row of the table. A column that no source gives is left out.
 */
export interface ErrorCode {
  /**
   * The own number or word of the API, not the HTTP status.
   */
  readonly code?: number | string;
  /**
   * The HTTP status.
   */
  readonly status?: number;
  readonly type?: string;
  /**
   * What was refused: who calls, the signature, the date, a header that is missing or ill-formed, one that is blank, the address, too many calls, an idempotency key that was used, the method, what is not there, the body, a reference that was used, or what reverses a resource; or the API failed.
   */
  readonly refuses?:
    | 'caller'
    | 'signature'
    | 'date'
    | 'header'
    | 'blank-header'
    | 'address'
    | 'rate'
    | 'key'
    | 'method'
    | 'path'
    | 'body'
    | 'reference'
    | 'reversal'
    | 'failure';
  /**
   * HTTP statuses that the ambiguity assigns to the code beside the documented one.
   *
   * @minItems 1
   */
  readonly otherStatuses?: readonly number[];
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
  /**
   * Whether its codes come before an operation is authenticated, or say how one ended that was.
   */
  readonly stage?: 'authentication' | 'outcome';
  readonly basis: Basis;
}
/**
 * Where the body of an error states what it says. Without it, at the usual places: `/code` or `/error/code`.
 */
export interface ErrorMembers {
  readonly code: Pointer;
  readonly message?: Pointer;
}
