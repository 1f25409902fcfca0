import type { Alert } from '../captures/mail/alert.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import type { Capability } from '../specs/capability.ts';
import type { ProviderRole } from './provider.ts';

/** A mail that came, with the place where it is. */
export interface ReceivedAlert extends Alert {
  readonly place: string;
}

/** What may be done beside calling the API. Each is there only where the target's capabilities say so. */
export interface KeyUseControls {
  /** rollsKeys: makes a new live key; the old one ends at once, or lives on for an hour. */
  rollKey?(revokeNow: boolean): Promise<Credentials>;
  /** refusesAddresses: lets the account take calls from no other address than these; an empty list takes all. */
  takeOnly?(addresses: readonly string[]): Promise<void>;
  /** restarts: ends the provider and starts it again on what it keeps. */
  restart?(): Promise<void>;
}

/** A provider that mails on key use, and the mails as the merchant gets them. It acts and observes; it never judges. */
export interface KeyUseRole {
  readonly can: ReadonlySet<Capability>;
  /** The API with the live key. Calls go out from an address that the key has been used from, unless set otherwise. */
  readonly provider: ProviderRole;
  /** hasTestKey: credentials of the test mode. */
  readonly testKey?: Credentials;
  /** Whether new addresses are few, so that a test asks with as few as it can. */
  readonly scarce: boolean;
  /** Whether operations may be asked that make something. */
  readonly writes: boolean;
  /** Takes an address of ours that the key has not been used from: undefined where there is none left. IPv6 ones come in pairs that share 64 bits. */
  newAddress(family?: 'IPv6'): Promise<string | undefined>;
  /** The address that the provider sees for one of ours: a gateway's, where one is in between. */
  seenAs(address: string): string;
  /** All mails, once there are enough of them, or the time for one has passed. */
  alerts(enough: (alerts: readonly ReceivedAlert[]) => boolean): Promise<readonly ReceivedAlert[]>;
  /** How long a mail may take, ms. */
  readonly mailWithinMs: number;
  readonly controls: KeyUseControls;
  close(): Promise<void>;
}
