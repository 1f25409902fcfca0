import type { Credentials } from '../../core/contract/ledger.ts';
import type { DiagnosisKey } from '../../core/diagnosis/diagnosis.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';

/** A request of a client, as a server saw it. Times are on the server's clock; an answer of `none` was never sent, or was cut off. */
export interface SeenRequest extends Exchange {
  /** Whether it came over TLS. */
  readonly secure: boolean;
  /** `configured` for the configured host, else the name of the host that the client must not call. */
  readonly where: string;
  /** When it came by the true time, where the server's clock was set to another. */
  readonly trueAt?: number;
}

/** What requests are judged by. */
export interface RequestLaw {
  /** The keys that the client was given, as far as they are known. Where one is missing, what depends on it is not judged. */
  readonly credentials: Partial<Credentials>;
  /** Other existing keys, which may explain a wrong signature. */
  readonly others?: readonly DiagnosisKey[];
  readonly contract: Contract;
  readonly profile: Profile;
  /** How far the times of the requests may be off the server's clock, ms; 0 where they were taken there. */
  readonly clockUncertaintyMs?: number;
  /** How long a request may be on its way, ms: more than the window allows where the judging machine itself may be slow. */
  readonly slackMs?: number;
  /** The most tries of one operation that do not count as a loop, where its user is known to have asked for it several times. */
  readonly mostTries?: number;
  /** For how many wrong signatures the mistake is searched; for all by default. */
  readonly searches?: { left: number };
  /** How soon after a right Date a client dates its calls correctly again, ms. */
  readonly recoveryMs?: number;
}
