import type { Alert } from '../captures/mail/alert.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import type { Capability } from '../specs/capability.ts';
import type { ProviderRole } from './provider.ts';

/** A mail that arrived, with the place where it is. */
export interface ReceivedAlert extends Alert {
  readonly place: string;
}

/** What may be done besides calling the API. A member is there only where the target's capabilities have it. */
export interface KeyUseControls {
  /** rollsKeys: makes a new live key; the old one ends at once, or stays active for an hour. */
  rollKey?(revokeNow: boolean): Promise<Credentials>;
  /** refusesAddresses: restricts the account to calls from these addresses; an empty list allows all. */
  takeOnly?(addresses: readonly string[]): Promise<void>;
  /** restarts: ends the provider and starts it again with its storage. */
  restart?(): Promise<void>;
}

/** A provider that mails on key use, and the mails as the merchant gets them. It acts and observes; it never judges. */
export interface KeyUseRole {
  readonly can: ReadonlySet<Capability>;
  /** The API with the live key. Calls go out from an address from which the key was used before, unless set otherwise. */
  readonly provider: ProviderRole;
  /** hasTestKey: credentials of the test mode. */
  readonly testKey?: Credentials;
  /** Whether new addresses are few, so that a test uses as few as it can. */
  readonly scarce: boolean;
  /** Whether operations that create something may be called. */
  readonly writes: boolean;
  /** Takes an address of ours from which the key has not been used: undefined where none is left. IPv6 ones come in pairs that share 64 bits. */
  newAddress(family?: 'IPv6'): Promise<string | undefined>;
  /** The address that the provider sees for one of ours: a gateway's, where there is one. */
  seenAs(address: string): string;
  /** All mails, when there are enough of them, or the time for one has passed. */
  alerts(enough: (alerts: readonly ReceivedAlert[]) => boolean): Promise<readonly ReceivedAlert[]>;
  /** How long a mail may take, ms. */
  readonly mailWithinMs: number;
  readonly controls: KeyUseControls;
  close(): Promise<void>;
}
