// Made from specs/contracts/deposits-v3/tables/retry-schedule.schema.json by `npm run generate`.

export type Sentence = string;
export type Identifier = string;
export type Clause = string;
export type Ambiguity = string;

/**
 * When a notification is repeated, and what ends it.
 */
export interface NotificationSchedule {
  readonly schema: 'retry-schedule.schema.json';
  readonly generator: 'retry-schedule.generate.py';
  /**
   * @minItems 1
   */
  readonly source: readonly Sentence[];
  readonly gapsMinutes: readonly [5, 25, 125, 625];
  readonly fifthGapMinutes: 3125;
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
  readonly clause: Clause;
  readonly weight: 'must' | 'observe';
  /**
   * @minItems 1
   */
  readonly answers: readonly (number | ('closed' | 'refused' | 'time-out'))[];
  /**
   * @minItems 1
   */
  readonly attemptMinutes: readonly number[];
  readonly furtherMinutes: readonly number[];
  /**
   * @minItems 1
   */
  readonly acceptableFurtherMinutes: readonly (readonly number[])[];
  readonly ends: 'acknowledged' | 'exhausted';
  readonly ambiguity?: Ambiguity;
}
