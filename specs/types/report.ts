// Made from schemas/report.schema.json by `npm run generate`.

/**
 * UTC, with milliseconds.
 */
export type Instant = string;
export type Seed = number;
/**
 * `certified` alone is a certificate. `partial`: a part of what is owed was asked, and it held. `nothing-broken-seen`: an application was only watched.
 */
export type DecisionName =
  'certified' | 'certified-with-waivers' | 'partial' | 'nothing-broken-seen' | 'not-certified' | 'incomplete' | 'none';
/**
 * What a certificate covers: `core` every must that is owed, `full` every should that is owed too.
 */
export type Extent = 'core' | 'full';
export type ClauseId = string;
export type Verdict =
  'harness-error' | 'fail' | 'indeterminate' | 'untestable' | 'review' | 'warn' | 'waived' | 'not-observed' | 'not-applicable' | 'pass';
export type Party = 'provider' | 'sender' | 'client' | 'receiver' | 'key-use' | 'egress';
export type Level = 'must' | 'should' | 'observe';
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
 * Name and value of each line as visible text, in the order in which they were sent.
 */
export type Headers = readonly (readonly [string, string])[];

/**
 * What came of one run: the decision with its scope, every clause with its verdict, and the evidence of every violation. No member holds a secret. New members may come without a new format number, so that readers ignore what they do not know; the writer is held to exactly these. Verdicts, sums and the decision follow from the verdicts, cases and requests of `subjects` and from `parts`; `npx countersign merge` computes them again.
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
    /**
     * The id or folder by which a command has to name it; absent for the default one.
     */
    readonly source?: string;
  };
  readonly profile: {
    readonly id: string;
    readonly title: string;
  };
  readonly target: Target;
  readonly decision: {
    readonly name: DecisionName;
    readonly exitCode: 0 | 1 | 2 | 3;
    readonly level: Extent;
    /**
     * How many clauses are owed, and how many of them were asked.
     */
    readonly owed: {
      readonly asked: number;
      readonly total: number;
    };
    /**
     * Every reason against a certificate, the decisive ones first.
     */
    readonly reasons: readonly {
      readonly because:
        | 'harness-error'
        | 'must-failed'
        | 'waiver-expired'
        | 'waiver-unused'
        | 'untestable'
        | 'indeterminate'
        | 'review'
        | 'not-observed'
        | 'not-asked'
        | 'excluded'
        | 'unfinished'
        | 'nothing-judged';
      readonly clause?: ClauseId;
      readonly sentence: string;
    }[];
    /**
     * Broken clauses in the order to correct them, each with those that are broken, or could not be judged, by the same cause.
     */
    readonly causes?: readonly {
      readonly clause: ClauseId;
      readonly dependents: readonly ClauseId[];
    }[];
    readonly scope: {
      readonly judged: readonly ClauseId[];
      /**
       * Clauses that were judged by a weak oracle: a breach may not have been seen.
       */
      readonly weak: readonly {
        readonly clause: ClauseId;
        readonly level: 'must' | 'should';
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
   * The runs that this report was made of: which party each judged and on which terms, and what it decided alone.
   *
   * @minItems 1
   */
  readonly parts: readonly Part[];
  /**
   * SHA-256 of the canonical JSON (RFC 8785: members sorted, no spaces, UTF-8) of all other members. It shows that a report was changed or cut after it was written. It is not a signature: who changes a report can make a new digest.
   */
  readonly digest: string;
}
export interface Target {
  /**
   * Where the party was reached; for a client, where our fault injector was.
   */
  readonly url: string;
  readonly host: string;
  readonly environment: string;
  readonly adapter: string;
  /**
   * The command that starts the party, where there is one. Keys are masked.
   */
  readonly command?: string;
  /**
   * The files that the command names, so that it is known which program was judged.
   *
   * @minItems 1
   */
  readonly program?: readonly {
    readonly file: string;
    readonly sha256: string;
  }[];
  /**
   * The keys that were used: X-Login masked, and the first four hex digits of the SHA-256 of each key.
   *
   * @minItems 1
   */
  readonly keys?: readonly {
    readonly login?: string;
    readonly role: string;
    readonly fingerprint: string;
  }[];
}
export interface Clause {
  readonly id: ClauseId;
  readonly family: string;
  readonly party: Party;
  readonly level: Level;
  /**
   * A few words for the clause, beside its id.
   */
  readonly name?: string;
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
   * Shell lines that send the last request once more with a fresh date and signature, as `curlSends` says.
   */
  readonly curl?: string;
  /**
   * What `curl` sends: the last request, signed as it was, or the same request rightly signed.
   */
  readonly curlSends?: 'breaking' | 'control';
  /**
   * The run that it is of, where the report was made of several.
   */
  readonly run?: string;
  /**
   * Why its oracle was weak.
   *
   * @minItems 1
   */
  readonly weak?: readonly string[];
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
export interface Part {
  readonly run: string;
  readonly parties: readonly Party[];
  readonly target: Target;
  /**
   * The command that looked at the parties.
   */
  readonly mode: 'certify' | 'run' | 'collect' | 'observe' | 'proxy' | 'rotate';
  readonly level: Extent;
  /**
   * What the configuration describes, so that more is owed.
   */
  readonly circumstances: readonly ('rotation' | 'second-environment' | 'sources' | 'refunds' | 'own-refunds')[];
  readonly finished: boolean;
  /**
   * Clauses that were asked or watched.
   */
  readonly asked: readonly ClauseId[];
  /**
   * Clauses that the plan leaves out.
   */
  readonly excluded: readonly ClauseId[];
  readonly recognisable?: Recognisable;
  readonly coverage?: Coverage;
  readonly decision: DecisionName;
  readonly totals: {
    readonly clauses: number;
    readonly cases: number;
    readonly requests: number;
  };
  readonly durationMs: number;
  readonly startedAt: Instant;
  /**
   * The waivers of the clauses that were asked.
   *
   * @minItems 1
   */
  readonly waivers?: readonly Waiver[];
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
/**
 * A broken clause that somebody is responsible for until a day, as the configuration has it, and its result in the run.
 */
export interface Waiver {
  readonly clause: ClauseId;
  /**
   * The narrowest breach that it is about; what is absent matches everything.
   */
  readonly match?: {
    readonly operation?: string;
    /**
     * The code of what was seen.
     */
    readonly reason?: string;
    /**
     * In what the breaking request differs from the accepted control.
     */
    readonly difference?: string;
  };
  readonly reason: string;
  readonly owner: string;
  /**
   * The last day on which it holds.
   */
  readonly expires: string;
  /**
   * Its place in the configuration.
   */
  readonly line?: number;
  readonly state: 'used' | 'unused' | 'expired';
}
