// Made from schemas/contract/resources.schema.json by `npm run generate`.

/**
 * The ambiguity of which this is one interpretation.
 */
export type Ambiguity = string;
/**
 * Weight of the statement: a seed document, another public page, client code, or nothing but our interpretation.
 */
export type Basis = 'seed' | 'docs' | 'sdk' | 'open';

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
    /**
     * The member of a creation that says where its notifications go.
     */
    readonly notificationUrl?: string;
  };
  /**
   * The status of what is done and paid.
   */
  readonly completed?: string;
  /**
   * What a read shows of a creation.
   */
  readonly shown?: readonly ShownMember[];
  readonly statuses: readonly KnownStatus[];
  readonly transitions: readonly StatusTransition[];
}
/**
 * A member of a read that shows what a creation asked for.
 */
export interface ShownMember {
  /**
   * JSON pointer of the member in the answer of the read.
   */
  readonly at: string;
  /**
   * JSON pointer of the member in the body of the creation.
   */
  readonly from: string;
  /**
   * What has to be the same: the text; the text but for normalisation and for blanks that are doubled or at an end; or for letter case; or for punctuation and letter case; the number; the currency, or the one that it was converted to.
   */
  readonly as: 'text' | 'name' | 'any-case' | 'letters-and-digits' | 'amount' | 'currency';
  /**
   * Whether an amount is promised for creations in the country's own currency, or in another one.
   */
  readonly in?: 'own' | 'foreign';
  /**
   * JSON pointers of members of the creation that may change it: where one of them has a value, nothing is promised.
   */
  readonly unless?: readonly string[];
  readonly ambiguity?: Ambiguity;
}
/**
 * A status of a resource. `final` is left out where the sources leave it open.
 */
export interface KnownStatus {
  readonly status: string;
  readonly final?: boolean;
  /**
   * The other status that this is an older name of.
   */
  readonly newerName?: string;
  readonly cancellable?: boolean;
  /**
   * What clause tests ask for by this status: new, waiting for its payment, held for a person, released before it is paid, waiting for other details, handed to the bank, too late, taken back, refused. The paid one is `completed` of the resource.
   */
  readonly role?: 'created' | 'pending' | 'review' | 'released' | 'details' | 'sent' | 'expired' | 'cancelled' | 'declined';
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
