/** A message as it is stored: bytes in the form of RFC 5322. */
export interface RawMail {
  /** Where it is: a file, or a number in a mailbox. Stable while the mailbox is open. */
  readonly place: string;
  readonly bytes: Uint8Array;
}

/** A place where mails arrive. It reads, and leaves every message as it is. */
export interface Mailbox {
  /** Its name for people; no secret. */
  readonly name: string;
  /**
   * Messages that were not returned before.
   *
   * @throws Error where it cannot be read
   */
  fresh(): Promise<readonly RawMail[]>;
  close(): Promise<void>;
}

/** Larger than any mail of this kind, bytes. */
export const largestMail = 1024 * 1024;

/** More messages than a run looks at. */
export const mostMails = 20_000;
