// Made from schemas/contract/clause-table.schema.json by `npm run generate`.

/**
 * Why it may be asked. A silent or contradictory text is an interpretation and names its ambiguities.
 */
export type ClauseBasis =
  | {
      readonly kind: 'seed' | 'docs';
      readonly sentence: Sentence;
    }
  | {
      readonly kind: 'derived';
      readonly sentence: Sentence;
      readonly argument: Sentence;
    }
  | {
      readonly kind: 'interpretation';
      /**
       * @minItems 1
       */
      readonly ambiguities: readonly string[];
      readonly sentence?: Sentence;
    };
export type Sentence = string;

/**
 * The clauses of the catalogue that are judged for the contract, by id.
 */
export interface ClauseTable {
  readonly clauses: {
    readonly [k: string]: ClauseRow;
  };
}
export interface ClauseRow {
  readonly level: 'must' | 'should' | 'observe';
  readonly basis: ClauseBasis;
}
