import type { KeyUse } from '../../specs/types/ledger-row.ts';
import type { Arrival } from '../exchange.ts';

/** A call that shows a key, as the provider sees it when it counts uses. `now` is the provider's clock, ms since the epoch. */
export interface KeyCall {
  readonly arrival: Arrival;
  readonly now: number;
  /** The fingerprint of the key: what is kept of it. */
  readonly key: string;
  /** What may be shown of the key. */
  readonly shown: string;
  /** Whether it is a key of the live mode. */
  readonly live: boolean;
  /** The owner of the key. */
  readonly merchant: string;
  /** Prints of all keys of that owner, the newest first. */
  readonly keys: readonly string[];
  /** Whether the key has not ended. */
  readonly active: boolean;
  /** Whether the account accepts calls from the address of the connection. */
  readonly listed: boolean;
}

/** What a mail says. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  /** The same as HTML. A mail that has only HTML has an empty text. */
  readonly html?: string;
}

/** Every decision of a provider that mails on key use. A fault replaces exactly one. */
export interface KeyUseDecisions {
  /** USE-01, O1, O2, O3: whether the call counts as a use. */
  counts(call: KeyCall): boolean;
  /** USE-06: the address of the use, as text. */
  addressOf(call: KeyCall): string;
  /** USE-02, USE-03, O4, O5, O6: what a use is the first of. One mail is sent for each text, permanently. */
  identity(use: KeyUse): string;
  /** O4, O6: further identities: a use is known where one of them was seen. */
  sharedWith(use: KeyUse): readonly string[];
  /**
   * USE-03: what happens to a use while another call of the account is being answered: it is counted, lost, or counted as if the other did not exist.
   */
  whileAnother(use: KeyUse): 'counted' | 'lost' | 'counted-apart';
  /** USE-02: whether the uses before a restart are known after it. */
  remembers(): boolean;
  /** USE-01: the date of use in the mail. */
  dateText(at: number): string;
  /** USE-01: what the mail says about a use. */
  mail(use: KeyUse, date: string): MailText;
  /** The Message-ID of an attempt to send, made from the one that the use was given. */
  messageId(kept: string, attempt: number): string;
  /** How many messages are sent for a mail; copies of one Message-ID are one mail. */
  copies(use: KeyUse): number;
}
