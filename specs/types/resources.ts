// Made from schemas/contract/resources.schema.json by `npm run generate`.

/**
 * Weight of the statement: a seed document, another public page, client code, or nothing but our interpretation.
 */
export type Basis = 'seed' | 'docs' | 'sdk' | 'open';
/**
 * The ambiguity of which this is one interpretation.
 */
export type Ambiguity = string;

/**
 * What the API keeps, by name.
 */
export interface Resources {
  readonly [k: string]: Resource;
}
/**
 * What the API keeps, with the operations that make, show and reverse one, and the names of its members.
 */
export interface Resource {
  /**
   * operationId of the operation that makes one.
   */
  readonly create: string;
  /**
   * operationId of the operation that shows one.
   */
  readonly read: string;
  /**
   * operationId of the operation that reverses one.
   */
  readonly reverse?: string;
  /**
   * Names of the JSON members.
   */
  readonly members: {
    readonly id: string;
    readonly reference?: string;
    readonly amount?: string;
    readonly currency?: string;
    readonly status?: string;
  };
  /**
   * The status of what is done and paid.
   */
  readonly completed?: string;
  readonly statuses: readonly KnownStatus[];
  readonly transitions: readonly StatusTransition[];
}
/**
 * A status of a resource. `final` is left out where the sources leave it open.
 */
export interface KnownStatus {
  readonly status: string;
  readonly final?: boolean;
  readonly cancellable?: boolean;
  readonly basis: Basis;
  readonly ambiguity?: Ambiguity;
  readonly meaning: string;
}
/**
 * Moves out of one status; `from` is left out for a new resource, and `by` names what moves it.
 */
export interface StatusTransition {
  readonly from?: string;
  readonly to: readonly string[];
  readonly basis: Basis;
  readonly by: 'creation' | 'payment' | 'review' | 'time' | 'support' | 'panel';
}
