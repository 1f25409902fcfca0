// Made from schemas/report.schema.json by `npm run generate`.

/**
 * UTC, with milliseconds.
 */
export type Instant = string;
export type Seed = number;
export type ClauseId = string;
export type Verdict =
  'harness-error' | 'fail' | 'indeterminate' | 'untestable' | 'review' | 'warn' | 'waived' | 'not-observed' | 'not-applicable' | 'pass';
export type Basis =
  | {
      readonly kind: 'seed' | 'docs';
      readonly sentence: string;
    }
  | {
      readonly kind: 'derived';
      readonly sentence: string;
      readonly argument: string;
    }
  | {
      readonly kind: 'interpretation';
      readonly ambiguities: readonly AmbiguityId[];
      readonly sentence?: string;
    };
export type AmbiguityId = string;
export type Blame = 'configuration' | 'implementation' | 'environment' | 'harness';
/**
 * Name and value of each line as visible text, in the order of the wire.
 */
export type Headers = readonly (readonly [string, string])[];

/**
 * What came of one run: the decision with its scope, every clause with its verdict, and the evidence of every violation. No member holds a secret. New members may come without a new format number, so that readers ignore what they do not know; the writer is held to exactly these.
 */
export interface CountersignReport {
  readonly format: 'countersign-report/1';
  readonly run: {
    readonly id: string;
    readonly startedAt: Instant;
    readonly endedAt: Instant;
    readonly durationMs: number;
    readonly finished: boolean;
    readonly version: string;
    readonly seed: Seed;
  };
  readonly contract: {
    readonly title: string;
    readonly version: string;
    readonly digest: string;
  };
  readonly profile: {
    readonly id: string;
    readonly title: string;
  };
  readonly target: Target;
  readonly decision: {
    readonly name: 'certified' | 'not-certified' | 'incomplete' | 'none';
    readonly exitCode: 0 | 1 | 2 | 3;
    /**
     * Everything that stands against a certificate, the decisive ones first.
     */
    readonly reasons: readonly {
      readonly because: 'harness-error' | 'must-failed' | 'untestable' | 'indeterminate' | 'review' | 'unfinished' | 'nothing-judged';
      readonly clause?: ClauseId;
      readonly sentence: string;
    }[];
    readonly scope: {
      readonly judged: readonly ClauseId[];
      readonly weak: readonly {
        readonly clause: ClauseId;
        /**
         * @minItems 1
         */
        readonly why: readonly string[];
      }[];
      readonly untested: readonly {
        readonly clause: ClauseId;
        readonly verdict: Verdict;
        readonly why: string;
      }[];
      readonly excluded: readonly {
        readonly clause: ClauseId;
        readonly owner: string;
        readonly reason: string;
      }[];
    };
  };
  readonly totals: {
    readonly clauses: number;
    readonly cases: number;
    readonly requests: number;
    readonly verdicts: {
      readonly 'harness-error': number;
      readonly fail: number;
      readonly indeterminate: number;
      readonly untestable: number;
      readonly review: number;
      readonly warn: number;
      readonly waived: number;
      readonly 'not-observed': number;
      readonly 'not-applicable': number;
      readonly pass: number;
    };
  };
  readonly clauses: readonly Clause[];
  /**
   * Which interpretation of each open point was seen.
   */
  readonly ambiguities: readonly {
    readonly id: AmbiguityId;
    readonly point: string;
    readonly subject: string;
    readonly seen: string;
    readonly meaning?: string;
  }[];
  readonly observations: readonly {
    readonly clause: ClauseId;
    readonly subject: string;
    readonly seen: string;
  }[];
  readonly created?: readonly {
    readonly path: string;
    readonly invoiceId?: string;
    readonly id?: string;
  }[];
  /**
   * The reports that this one was made of, where it was made of several: whom each judged, and what it decided alone.
   *
   * @minItems 1
   */
  readonly parts?: readonly {
    readonly run: string;
    readonly parties: readonly ('provider' | 'sender' | 'client' | 'receiver' | 'key-use' | 'egress')[];
    readonly target: Target;
    readonly decision: 'certified' | 'not-certified' | 'incomplete' | 'none';
    readonly totals: {
      readonly clauses: number;
      readonly cases: number;
      readonly requests: number;
    };
    readonly durationMs: number;
  }[];
}
export interface Target {
  readonly url: string;
  readonly host: string;
  readonly environment: string;
  readonly skin: string;
}
export interface Clause {
  readonly id: ClauseId;
  readonly family: string;
  readonly party: 'provider' | 'sender' | 'client' | 'receiver' | 'key-use' | 'egress';
  readonly level: 'must' | 'should' | 'observe';
  readonly statement: string;
  readonly basis: Basis;
  readonly verdict: Verdict;
  readonly blame?: Blame;
  readonly note?: string;
  readonly subjects: readonly Subject[];
  readonly cases: number;
  readonly requests: number;
  readonly durationMs: number;
  readonly violations: readonly Violation[];
}
export interface Subject {
  readonly subject?: string;
  readonly verdict: Verdict;
  readonly blame?: Blame;
  readonly note?: string;
  readonly cases: number;
  readonly requests: number;
  readonly durationMs: number;
  readonly seed: Seed;
  /**
   * What there is to look at where the clause could not be judged; the last one is what it stood or fell by.
   *
   * @minItems 1
   */
  readonly exchanges?: readonly Exchange[];
  /**
   * Shell command that runs the clause again.
   */
  readonly again?: string;
  /**
   * Shell lines that send the last request once more, freshly and rightly signed.
   */
  readonly curl?: string;
}
export interface Exchange {
  readonly number: number;
  readonly startedAt: Instant;
  readonly durationMs: number;
  readonly request: {
    readonly method: string;
    readonly target: string;
    readonly headers: Headers;
    readonly body: Bytes;
  };
  readonly answer:
    | {
        readonly kind: 'response';
        readonly status: number;
        readonly headers: Headers;
        readonly body: Bytes;
      }
    | {
        readonly kind: 'none';
        readonly reason: 'refused' | 'closed' | 'reset' | 'timeout' | 'abandoned' | 'tls' | 'malformed';
        readonly detail: string;
      };
}
/**
 * Bytes as they may be shown, secrets masked. `text` shows everything outside printable ASCII as an escape with its bytes; where `masked` is false, the other members are those of the wire.
 */
export interface Bytes {
  readonly length: number;
  readonly text: string;
  readonly base64: string;
  readonly sha256: string;
  readonly masked: boolean;
}
export interface Violation {
  readonly subject?: string;
  readonly expected: Reason;
  readonly actual: Reason;
  readonly difference?: string;
  /**
   * Why the signature is wrong, sentence by sentence.
   */
  readonly explanation?: readonly string[];
  readonly counterexample?: string;
  readonly signed?: Signed;
  /**
   * The accepted twin first.
   */
  readonly exchanges: readonly Exchange[];
  /**
   * Index in `exchanges` of the one that broke the clause; -1 where there is none.
   */
  readonly breaking: number;
  readonly seed: Seed;
  readonly path?: string;
  /**
   * Shell command that runs the case again.
   */
  readonly again: string;
  /**
   * Shell lines that send the breaking request once more, freshly and rightly signed.
   */
  readonly curl?: string;
}
export interface Reason {
  readonly id: string;
  readonly sentence: string;
}
/**
 * The bytes under the HMAC: X-Date, X-Login and body with nothing between. `parts` gives the lengths of the first two in bytes.
 */
export interface Signed {
  readonly length: number;
  readonly text: string;
  readonly base64: string;
  readonly sha256: string;
  readonly masked: boolean;
  readonly hex: string;
  readonly parts?: {
    readonly xDate: number;
    readonly xLogin: number;
  };
}
