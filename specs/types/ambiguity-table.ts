// Made from schemas/contract/ambiguity-table.schema.json by `npm run generate`.

export type Sentence = string;

/**
 * The points on which the documents of the contract are silent or contradict each other.
 */
export interface AmbiguityTable {
  readonly ambiguities: readonly Ambiguity[];
}
/**
 * One such point; each interpretation is accepted that a profile does not exclude.
 */
export interface Ambiguity {
  readonly id: string;
  readonly point: Sentence;
  readonly evidence: Sentence;
  /**
   * Name of each interpretation with its meaning; the first is that of the norm profile.
   */
  readonly interpretations: {
    readonly [k: string]: Sentence;
  };
}
