// Made from schemas/attachment.schema.json by `npm run generate`.

export type ClauseId = string;
export type Verdict =
  'harness-error' | 'fail' | 'indeterminate' | 'untestable' | 'review' | 'warn' | 'waived' | 'not-observed' | 'not-applicable' | 'pass';
export type Blame = 'configuration' | 'implementation' | 'environment' | 'harness';
/**
 * UTC, with milliseconds.
 */
export type Instant = string;
/**
 * Name and value of each line as visible text, in the order in which they were sent.
 */
export type Headers = readonly (readonly [string, string])[];
export type Seed = number;
export type AmbiguityId = string;
/**
 * The files that the command names, so that it is known which program was judged.
 *
 * @minItems 1
 */
export type Program = readonly {
  readonly file: string;
  readonly sha256: string;
}[];
/**
 * The keys that were used: X-Login masked, and the first four hex digits of the SHA-256 of each key.
 *
 * @minItems 1
 */
export type Keys = readonly {
  readonly login?: string;
  readonly role: string;
  readonly fingerprint: string;
}[];

/**
 * What a test hands to the reporter: its outcome, redacted, and where the party was.
 */
export interface Attachment {
  readonly outcome: Outcome;
  /**
   * What the exchanges of the test say of other clauses, where it is amiss.
   *
   * @minItems 1
   */
  readonly beside?: readonly Outcome[];
  readonly target: {
    readonly url: string;
    readonly environment: string;
    readonly adapter: string;
    /**
     * The command that starts the party, where there is one. Keys are masked.
     */
    readonly command?: string;
    readonly program?: Program;
    readonly keys?: Keys;
  };
  readonly recognisable?: Recognisable;
  readonly covered?: Coverage;
}
/**
 * An outcome as it may leave the process that judged: its words are masked, and its violation is evidence.
 */
export interface Outcome {
  readonly clause: ClauseId;
  readonly subject?: string;
  readonly verdict: Verdict;
  readonly blame?: Blame;
  readonly note?: string;
  readonly violation?: Violation;
  /**
   * @minItems 1
   */
  readonly exchanges?: readonly Exchange[];
  readonly again?: string;
  readonly curl?: string;
  readonly curlSends?: 'breaking' | 'control';
  readonly observations: readonly {
    readonly ambiguity?: AmbiguityId;
    readonly subject: string;
    readonly seen: string;
  }[];
  readonly cases: number;
  readonly requests: number;
  readonly durationMs: number;
  readonly seed: number;
  readonly path?: string;
}
export interface Violation {
  readonly subject?: string;
  readonly expected: Reason;
  readonly actual: Reason;
  readonly difference?: string;
  /**
   * What the owner of the party does next.
   */
  readonly fix?: string;
  /**
   * Why the signature is wrong, sentence by sentence.
   */
  readonly explanation?: readonly string[];
  readonly counterexample?: string;
  readonly signed?: Signed;
  /**
   * The accepted control first.
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
   * Shell lines that send the request once more with a fresh date and signature, as `curlSends` says.
   */
  readonly curl?: string;
  /**
   * What `curl` sends: the request that broke the clause, wrong in the same way, or the same request rightly signed.
   */
  readonly curlSends?: 'breaking' | 'control';
}
export interface Reason {
  readonly id: string;
  readonly sentence: string;
}
/**
 * The signed bytes: X-Date, X-Login and body with nothing between. `parts` gives the lengths of the first two in bytes.
 */
export interface Signed {
  readonly length: number;
  readonly text: string;
  readonly base64: string;
  readonly sha256: string;
  readonly masked: boolean;
  readonly omitted?: number;
  readonly hex: string;
  readonly parts?: {
    readonly xDate: number;
    readonly xLogin: number;
  };
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
        readonly reason: 'refused' | 'closed' | 'reset' | 'timeout' | 'unfinished' | 'too-large' | 'abandoned' | 'tls' | 'malformed';
        readonly detail: string;
      };
}
/**
 * Bytes as they may be shown, secrets masked. `text` shows everything outside printable ASCII as an escape with its bytes; where `masked` is false, the other members are those that were sent. Of a long body `text` and `base64` hold the beginning, and `omitted` counts the bytes that they leave out; `length` and `sha256` are of all.
 */
export interface Bytes {
  readonly length: number;
  readonly text: string;
  readonly base64: string;
  readonly sha256: string;
  readonly masked: boolean;
  readonly omitted?: number;
}
/**
 * How a provider could recognise our creations: what 60 % of them or more have in common. Members are named without their values. A target that knows that it is tested could behave well for us alone.
 */
export interface Recognisable {
  readonly creations: number;
  readonly telltales: readonly {
    readonly what: 'header-order' | 'user-agent' | 'invoice-part' | 'key-part' | 'member' | 'haste';
    readonly name: string;
    readonly share: number;
  }[];
}
/**
 * How many calls met each part of the documented operations, and how many questions of each clause met each value of an axis.
 */
export interface Coverage {
  readonly axes?: readonly AxisCell[];
  readonly statuses: readonly CoverageCell[];
  readonly keywords: readonly CoverageCell[];
  readonly headers: readonly CoverageCell[];
}
/**
 * One value of an axis, and a clause that was asked along it: something that must not matter to the clause, such as the spelling of a path. A question counts as judged where the clause could be judged with that value, and as exercised where the target refused the value for its own sake. A cell without a question has a reason: it needs a capability of the target, or no case of this run asked it, which another seed or a greater budget may do.
 */
export interface AxisCell {
  readonly clause: string;
  readonly axis: string;
  readonly value: string;
  readonly judged: number;
  readonly exercised: number;
  readonly reason?: 'capability' | 'not-asked';
}
/**
 * One cell: of an operation a documented status, a rule (place and keyword) that was met or broken, or a header. For a receiver and a sender an operation is a notification; for a client and a sender only what right calls do is counted. A call counts as judged where it was answered and, for a provider, sent as clients send it, so that the form of its answer was compared with the contract, and as exercised otherwise. A cell that no call met has a reason: it needs a capability of the target or of the program, it would take the provider to a limit, the documents name no cause of it, or no case of this run asked it, which other clauses, another seed or more cases may do.
 */
export interface CoverageCell {
  readonly operation: string;
  readonly of: string;
  readonly as?: 'met' | 'broken' | 'present' | 'absent' | 'ill-formed';
  readonly judged: number;
  readonly exercised: number;
  readonly reason?: 'capability' | 'provider-limit' | 'no-cause' | 'not-asked';
}
