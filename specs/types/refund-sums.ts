// Made from specs/contracts/deposits-v3/tables/refund-sums.schema.json by `npm run generate`.

export type Sentence = string;
export type Identifier = string;
/**
 * Decimal text in major units.
 */
export type Decimal = string;
export type Ambiguity = string;
export type Decision = 'accepted' | 'refused';

/**
 * Which refunds of a deposit are accepted, one after another.
 */
export interface RefundDecisions {
  readonly schema: 'refund-sums.schema.json';
  readonly generator: 'refund-sums.generate.py';
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
  readonly clauses: readonly ['END-07'];
  /**
   * @minItems 1
   */
  readonly source: readonly Sentence[];
  readonly deposit: {
    readonly amount: Decimal;
    readonly currency: string;
    readonly status: string;
    readonly paymentType: 'BANK_TRANSFER' | 'CREDIT_CARD';
  };
  readonly order: 'sequential' | 'any';
  readonly ambiguity?: Ambiguity;
  readonly accepts: number;
  readonly refunded: Decimal;
  readonly remaining: Decimal;
  /**
   * @minItems 1
   */
  readonly steps: readonly (RefundStep | StatusStep)[];
}
export interface RefundStep {
  /**
   * null: the amount is absent, which asks for the whole.
   */
  readonly refund: null | Decimal;
  readonly expected: Decision;
  readonly refundedAfter: Decimal;
  /**
   * @minItems 2
   */
  readonly acceptable?: readonly Decision[];
}
export interface StatusStep {
  readonly becomes: string;
}
