/** Types of the tables in a contract's folder; their shapes are the schemas in `schemas/contract/`. */

/** Weight of a statement: a seed document, another public page, client code, or nothing but our reading. */
export type Basis = 'seed' | 'docs' | 'sdk' | 'open';

/** One row of the error table. A column that no source gives is missing; one seen in a single client stands in `unverified`. */
export interface ErrorCode {
  readonly code?: number;
  readonly status?: number;
  readonly type?: string;
  readonly basis: Basis;
  readonly meaning: string;
  readonly ambiguity?: string;
  readonly unverified?: readonly ('status' | 'type')[];
}

/** A span of error codes, both ends included. */
export interface ErrorGroup {
  readonly from: number;
  readonly to: number;
  readonly about: string;
  readonly basis: Basis;
}

/** A status of a resource. `final` is missing where the sources leave it open. */
export interface KnownStatus {
  readonly status: string;
  readonly final?: boolean;
  readonly cancellable?: boolean;
  readonly basis: Basis;
  readonly ambiguity?: string;
  readonly meaning: string;
}

/** Moves out of one status; `from` is missing for a new resource, and `by` names what moves it. */
export interface StatusTransition {
  readonly from?: string;
  readonly to: readonly string[];
  readonly basis: Basis;
  readonly by: 'creation' | 'payment' | 'review' | 'time' | 'support' | 'panel';
}

/** What the API keeps, with the operations that make, show and reverse one, and the names of its members. */
export interface Resource {
  readonly create: string;
  readonly read: string;
  readonly reverse?: string;
  readonly members: {
    readonly id: string;
    readonly reference?: string;
    readonly amount?: string;
    readonly currency?: string;
    readonly status?: string;
  };
  /** The status of what is done and paid. */
  readonly completed?: string;
  readonly statuses: readonly KnownStatus[];
  readonly transitions: readonly StatusTransition[];
}

/** What is known of a country. `decimals` is missing where no source gives it. */
export interface CountryRule {
  readonly country: string;
  readonly currencies: readonly string[];
  readonly decimals?: number;
  readonly basis: Basis;
  readonly documents: readonly {
    readonly type: string;
    readonly pattern?: string;
    readonly checkDigits?: boolean;
    readonly basis: Basis;
  }[];
  readonly methods: readonly {
    readonly code: string;
    readonly name?: string;
    readonly type?: string;
    readonly basis: Basis;
    readonly ambiguity?: string;
  }[];
}

/** How often, and after which gaps in minutes, a notification is repeated; more repeats than gaps leaves the last gaps open. */
export interface RetryRule {
  readonly gapsMinutes: readonly number[];
  readonly repeats: number;
  readonly basis: Basis;
  readonly ambiguity?: string;
}

/** A call of the provider to the merchant: the webhook of the document, and the resource that it tells of. */
export interface NotificationRule {
  readonly webhook: string;
  readonly resource: string;
  /** The only ports that the provider connects to. */
  readonly ports?: readonly number[];
  readonly retry?: RetryRule;
}
