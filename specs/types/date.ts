// Made from specs/contracts/deposits-v3/vectors/date.schema.json by `npm run generate`.

export type Sentence = string;
export type Identifier = string;
export type Ambiguity = string;

/**
 * Texts of X-Date, which of them are dates, and which moment they name.
 */
export interface XDateVectors {
  readonly form: "yyyy-MM-dd'T'HH:mm:ss'Z'";
  readonly schema: 'date.schema.json';
  readonly generator: 'date.generate.py';
  readonly source: Sentence;
  /**
   * @minItems 1
   */
  readonly notes: readonly Sentence[];
  readonly flags: {
    readonly [k: string]: {
      readonly description: Sentence;
    };
  };
  readonly numberOfVectors: number;
  /**
   * @minItems 1
   */
  readonly vectors: readonly Vector[];
}
export interface Vector {
  readonly id: Identifier;
  readonly comment: Sentence;
  readonly flags: readonly Identifier[];
  readonly xDate: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly ambiguity?: Ambiguity;
  /**
   * The moment in milliseconds of Unix time.
   */
  readonly epochMs?: number;
}
