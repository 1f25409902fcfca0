// Made from schemas/contract/countries.schema.json by `npm run generate`.

/**
 * Weight of the statement: a seed document, another public page, client code, or nothing but our interpretation.
 */
export type Basis = 'seed' | 'docs' | 'sdk' | 'open';
/**
 * The ambiguity of which this is one interpretation.
 */
export type Ambiguity = string;

export interface CountryTable {
  readonly countries: readonly CountryRule[];
}
/**
 * What is known of a country. `decimals` is left out where no source gives it.
 */
export interface CountryRule {
  readonly country: string;
  /**
   * @minItems 1
   */
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
    readonly ambiguity?: Ambiguity;
  }[];
}
