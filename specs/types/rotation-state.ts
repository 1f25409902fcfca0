// Made from schemas/rotation-state.schema.json by `npm run generate`.

/**
 * How far a rotation of keys has come, so that it goes on after a stop, also on another machine. It holds fingerprints of keys and never a key. Times are ms since the epoch.
 */
export interface RotationState {
  readonly format: 'countersign-rotation/1';
  /**
   * Names the rotation.
   */
  readonly id: string;
  readonly startedAt: number;
  /**
   * Base URL of the target.
   */
  readonly target: string;
  /**
   * Id of the contract.
   */
  readonly contract: string;
  /**
   * Id of the profile.
   */
  readonly profile: string;
  /**
   * Which kinds of keys are rolled.
   */
  readonly roll: 'both' | 'signing' | 'read-only';
  /**
   * Whether the old set has to end at once, because somebody else has it.
   */
  readonly revoke: boolean;
  /**
   * The step that was begun last. It is written before the step begins.
   */
  readonly step: 'baseline' | 'roll' | 'store' | 'watch' | 'judge' | 'done';
  readonly old: Fingerprints;
  readonly fresh?: Fingerprints;
  /**
   * Nothing may be made at the target: keys are looked at by reads, or by creations too that nobody can execute.
   */
  readonly probes?: 'reads' | 'writes';
  /**
   * Whether the new keys are known to be kept.
   */
  readonly stored?: boolean;
  /**
   * Sets that were rolled, or may have been, and whose keys nobody has.
   */
  readonly lost: number;
  /**
   * What was made with the old set.
   */
  readonly kept?: {
    readonly keptAt: number;
    readonly baseline: {
      readonly [k: string]: number;
    };
    readonly deposit?: {
      readonly depositId: string;
      readonly invoiceId: string;
    };
    readonly refundId?: string;
    readonly creations: readonly {
      readonly operation: string;
      readonly idempotencyKey: string;
      readonly parameters?: {
        readonly [k: string]: string | number;
      };
      readonly body: string;
      readonly invoiceId?: string;
      readonly status: number;
      readonly answer: string;
    }[];
  };
  /**
   * The run that this one is compared with.
   */
  readonly before?: {
    readonly id: string;
    readonly startedAt: string;
    readonly seed: number;
    readonly decision: string;
    readonly contract: string;
    readonly clauses: readonly {
      readonly id: string;
      readonly level: 'must' | 'should' | 'observe';
      readonly verdict: string;
      readonly broken: readonly {
        readonly subject?: string;
        readonly reason?: string;
        readonly seen?: string;
      }[];
    }[];
    readonly measurements: readonly {
      readonly clause: string;
      readonly subject: string;
      readonly seen: string;
    }[];
  };
  readonly rolled?: {
    readonly askedAt: number;
    readonly answeredAt: number;
    /**
     * When the old set ends; absent where nobody says.
     */
    readonly endsAt?: number;
  };
  readonly polls: readonly {
    readonly set: 'old' | 'new';
    readonly sentAt: number;
    readonly answeredAt: number;
    readonly taken: boolean;
    readonly seen: string;
  }[];
  readonly ended?: {
    readonly exitCode: number;
    /**
     * Folder of the report.
     */
    readonly report: string;
  };
}
/**
 * The first four hex digits of the SHA-256 of each key.
 */
export interface Fingerprints {
  readonly apiKey?: string;
  readonly apiSignature?: string;
  readonly readOnlyKey?: string;
}
