import type { Credentials, EnvironmentName } from '../core/contract/ledger.ts';
import type { Tolerance } from '../core/contract/retry-schedule.ts';
import type { SeenExchange } from '../core/exchange.ts';
import type { Capability } from '../specs/capability.ts';
import type { Inbox, ScriptedAnswer } from './inbox.ts';

/** A new active set of keys; the old one has ended. */
export interface Rotation {
  readonly keys: Credentials;
  /** Activates the former set again, for others who know it. */
  restore(): Promise<void>;
}

/**
 * What can be done to a sender besides changing a status through the provider's controls; a function is present exactly when `can` names its
 * capability.
 */
export interface SenderControls {
  /** advancesClock: advances its clock by that many ms; resolves when everything due meanwhile was sent and answered. */
  advance?(ms: number): Promise<void>;
  /** setsConfirmUrl: undefined removes it. That of the first environment, unless set otherwise. */
  putConfirmUrl?(url: string | undefined, environment?: EnvironmentName): Promise<void>;
  /** resends. */
  resend?(about: 'deposit' | 'refund', id: string): Promise<void>;
  /** passesDepositsOn: moves a deposit along the documented transitions, as banks and support do. */
  passOn?(depositId: string, status: string): Promise<void>;
  /** movesRefunds. */
  moveRefund?(refundId: string, status: string): Promise<void>;
  /** senderRotatesKeys. */
  rotateKeys?(): Promise<Rotation>;
}

/** The provider as sender of notifications, and our receivers to which it delivers. It acts and observes; it never judges. */
export interface SenderRole {
  readonly can: ReadonlySet<Capability>;
  /** The active sets of keys, the newest first. */
  readonly keys: readonly Credentials[];
  readonly controls: SenderControls;
  /** How far from its moment a repeat may come. */
  readonly tolerance: Tolerance;
  /** The sender's clock, ms since the epoch, as far as it is known. */
  now(): number;
  /** Opens one of our URLs. The script answers deliveries, and its last entry repeats; `onArrival` runs before the answer. */
  inbox(name: string, answers: readonly ScriptedAnswer[], onArrival?: (seen: SeenExchange) => Promise<void>): Inbox;
  /** Waits until that many deliveries came, or it is clear that they will not. */
  arrived(inbox: Inbox, count: number): Promise<readonly SeenExchange[]>;
  /** Waits until that many deliveries came, or its clock shows that moment. */
  arrivedBy(inbox: Inbox, count: number, at: number): Promise<readonly SeenExchange[]>;
  close(): Promise<void>;
}
