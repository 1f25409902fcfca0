import type { Credentials } from '../../core/contract/ledger.ts';
import type { Tolerance } from '../../core/contract/retry-schedule.ts';
import type { DiagnosisKey } from '../../core/diagnosis/diagnosis.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';

/** A time in which nobody listened, ms since the epoch. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

/** A set of keys that signs. */
export interface SigningKeys extends Credentials {
  /** When it ended, ms since the epoch; undefined while it is in force. */
  readonly until?: number;
}

/** What notifications are judged by. */
export interface NotificationLaw {
  readonly contract: Contract;
  /** The sets of keys that may sign a notification: several around a rotation. */
  readonly keys: readonly SigningKeys[];
  /** Keys of others, which may have been taken for them. */
  readonly others?: readonly DiagnosisKey[];
  readonly profile: Profile;
  readonly tolerance: Tolerance;
  /** Whether each subject is known to have changed only once. Else a later delivery may be about another change, or one that a person asked for. */
  readonly changes: 'one-each' | 'unknown';
  /** Whether to search for the mistake in a signature that does not verify, which takes up to a second. */
  readonly searches: boolean;
}

/** When our receiver listened. */
export interface Listening {
  /** From when, ms since the epoch: earlier ones may have been repeated since. Undefined where each subject is younger. */
  readonly from?: number;
  /** Until when, ms since the epoch. */
  readonly until: number;
  readonly outages: readonly Outage[];
  /** When the clock was set: from the earlier to the later of both times. A time before it says nothing about one after it. */
  readonly clockSets?: readonly Outage[];
}
