// Made from specs/contracts/deposits-v3/tables/window.schema.json by `npm run generate`.

export type Sentence = string;
export type Identifier = string;

/**
 * Which X-Date the server's clock lets pass.
 */
export interface DateWindowDecisions {
  readonly schema: 'window.schema.json';
  readonly generator: 'window.generate.py';
  /**
   * @minItems 1
   */
  readonly notes: readonly Sentence[];
  readonly flags: {
    readonly [k: string]: {
      readonly description: Sentence;
    };
  };
  readonly numberOfCases: number;
  /**
   * @minItems 1
   */
  readonly cases: readonly Case[];
}
export interface Case {
  readonly id: Identifier;
  readonly comment: Sentence;
  readonly flags: readonly Identifier[];
  /**
   * The server's clock in milliseconds of Unix time.
   */
  readonly serverMs: number;
  readonly xDate: string;
  readonly toleranceMs: 5000;
  /**
   * X-Date minus the server clock: negative is behind, positive ahead.
   */
  readonly differenceMs: number;
  readonly decision: 'inside' | 'outside';
  readonly source: Sentence;
  readonly ambiguity?: 'C4';
}
