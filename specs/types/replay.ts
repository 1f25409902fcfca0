// Made from specs/contracts/deposits-v3/tables/replay.schema.json by `npm run generate`.

export type Sentence = string;
export type Identifier = string;
export type Clause = string;
export type CallName = string;
export type Decision = 'executed' | 'replayed' | 'conflicting' | 'in-flight' | 'not-stored' | 'ignored';
export type Ambiguity = string;

/**
 * What an idempotency key means, call after call.
 */
export interface IdempotencyDecisions {
  readonly schema: 'replay.schema.json';
  readonly generator: 'replay.generate.py';
  readonly lifeMs: 86400000;
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
  readonly bodies: {
    readonly [k: string]: string;
  };
}
export interface Case {
  readonly id: Identifier;
  readonly comment: Sentence;
  readonly flags: readonly Identifier[];
  /**
   * @minItems 1
   */
  readonly clauses: readonly Clause[];
  /**
   * @minItems 1
   */
  readonly source: readonly Sentence[];
  readonly effects: number;
  /**
   * @minItems 1
   */
  readonly steps: readonly (CallStep | EndStep)[];
}
export interface CallStep {
  readonly call: CallName;
  readonly atMs: number;
  readonly environment: 'stg' | 'prod';
  readonly merchant: 'm1' | 'm2';
  readonly credentials: 'current' | 'rotated';
  readonly method: 'POST' | 'GET' | 'DELETE';
  readonly path: string;
  readonly key: string | null;
  readonly body: Identifier;
  readonly execution: {
    readonly status: number;
    readonly stage: 'before-authentication' | 'validation' | 'business' | 'inside' | 'effect';
  };
  readonly staysOpen: boolean;
  readonly expected: Decision;
  readonly answerOf?: CallName;
  readonly ambiguity?: Ambiguity;
  /**
   * @minItems 2
   */
  readonly acceptable?: readonly Decision[];
}
export interface EndStep {
  readonly ends: CallName;
  readonly atMs: number;
  readonly how: 'answered' | 'answer-lost';
}
