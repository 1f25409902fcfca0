// Made from schemas/certificate.schema.json by `npm run generate`.

export type Sha256 = string;
/**
 * `certified` alone is a certificate. `partial`: a part of what is owed was asked, and it held. `nothing-broken-seen`: an application was only watched.
 */
export type DecisionName =
  'certified' | 'certified-with-waivers' | 'partial' | 'nothing-broken-seen' | 'not-certified' | 'incomplete' | 'none';
/**
 * What a certificate covers: `core` every must that is owed, `full` every should that is owed too.
 */
export type Extent = 'core' | 'full';
export type Party = 'provider' | 'sender' | 'client' | 'receiver' | 'key-use' | 'egress';
export type ClauseId = string;
/**
 * UTC, with milliseconds.
 */
export type Instant = string;
export type Level = 'must' | 'should' | 'observe';
export type Verdict =
  'harness-error' | 'fail' | 'indeterminate' | 'untestable' | 'review' | 'warn' | 'waived' | 'not-observed' | 'not-applicable' | 'pass';
export type AmbiguityId = string;

/**
 * An in-toto Statement (v1) about a report.json, with what was decided and all that the decision follows from. It is the payload of a DSSE envelope with one Ed25519 signature, as canonical JSON (RFC 8785). No member holds a secret.
 */
export interface CountersignCertificate {
  readonly _type: 'https://in-toto.io/Statement/v1';
  /**
   * @minItems 1
   * @maxItems 1
   */
  readonly subject: readonly {
    readonly name: 'report.json';
    readonly digest: {
      readonly sha256: Sha256;
    };
  }[];
  readonly predicateType: 'urn:countersign:certificate:1';
  readonly predicate: CertificatePredicate;
}
export interface CertificatePredicate {
  /**
   * Who ran it: the judged party itself, or who asks for the certificate.
   */
  readonly attestation: 'self-attested' | 'operator';
  /**
   * What who asks for a certificate gave, so that it cannot be an older one.
   */
  readonly nonce?: string;
  readonly decision: {
    readonly name: DecisionName;
    readonly level: Extent;
    readonly owed: {
      readonly asked: number;
      readonly total: number;
    };
  };
  readonly contract: {
    readonly title: string;
    readonly version: string;
    readonly digest: string;
  };
  readonly profile: string;
  /**
   * The clause catalogue: its version and the digest of its clauses.
   */
  readonly catalogue: {
    readonly version: number;
    readonly digest: Sha256;
  };
  readonly harness: {
    readonly version: string;
    /**
     * SHA-256 over the sorted paths and digests of what the package ships; `+dirty` where the files differ from those that were recorded, or cannot be compared.
     */
    readonly build: string;
    readonly faults: Sha256;
    readonly vectors: Sha256;
  };
  /**
   * The runs that were judged as one, as the report has them.
   *
   * @minItems 1
   */
  readonly parts: readonly Part[];
  readonly finished: boolean;
  /**
   * @minItems 1
   */
  readonly clauses: readonly {
    readonly id: ClauseId;
    readonly party: Party;
    readonly level: Level;
    readonly verdict: Verdict;
    readonly cases: number;
    readonly requests: number;
    /**
     * By which weak oracle it was judged: a breach may not have been seen.
     *
     * @minItems 1
     */
    readonly weak?: readonly string[];
  }[];
  readonly exclusions: readonly {
    readonly clause: ClauseId;
    readonly owner: string;
    readonly reason: string;
  }[];
  /**
   * Which interpretation of each ambiguity was seen.
   */
  readonly interpretations: readonly {
    readonly id: AmbiguityId;
    readonly subject: string;
    readonly seen: string;
  }[];
  readonly measurements: readonly {
    readonly clause: ClauseId;
    readonly subject: string;
    readonly seen: string;
  }[];
  readonly seed: number;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly validUntil: Instant;
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
