// Made from schemas/contract/resources.schema.json by `npm run generate`.

/**
 * Weight of the statement: a seed document, another public page, client code, or nothing but our reading.
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
  readonly [k: string]: {
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
    readonly statuses: readonly {
      readonly status: string;
      readonly final?: boolean;
      readonly cancellable?: boolean;
      readonly basis: Basis;
      readonly ambiguity?: Ambiguity;
      readonly meaning: string;
    }[];
    readonly transitions: readonly {
      readonly from?: string;
      readonly to: readonly string[];
      readonly basis: Basis;
      readonly by: 'creation' | 'payment' | 'review' | 'time' | 'support' | 'panel';
    }[];
  };
}
