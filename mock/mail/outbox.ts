import type { KeyUseDecisions } from '../../core/decisions/key-use.ts';
import type { KeyUseMemory, Notice } from '../key-use/memory.ts';

/** A message as it is sent: bytes in the form of RFC 5322. */
export interface OutgoingMail {
  readonly messageId: string;
  readonly bytes: Uint8Array;
}

/** Delivers a message. Rejects where it was not accepted: it is tried again. */
export type MailPost = (mail: OutgoingMail) => Promise<void>;

/** Sender and recipient. */
export interface Envelope {
  readonly from: string;
  readonly to: string;
}

export const usualEnvelope: Envelope = { from: 'alerts@mails.countersign.example', to: 'merchant@mails.countersign.example' };

export interface OutboxOptions {
  readonly memory: KeyUseMemory;
  readonly decisions: KeyUseDecisions;
  readonly envelope: Envelope;
  readonly post: MailPost;
  /** The running clock, ms: a clock of the mock that stands still does not stop the mails. */
  readonly now: () => number;
  /** Called each time that mails begin to fail, with the time until the next attempt, ms. */
  readonly failing?: (failure: unknown, waitMs: number) => void;
}

/** Sends the waiting mails, each until it was accepted. */
export interface Outbox {
  /** When there is something to do, ms on the running clock; undefined while nothing waits. */
  nextAt(): number | undefined;
  /** Sends what is due. Calls during one join it. */
  step(): Promise<void>;
}

const firstWaitMs = 500;
const longestWaitMs = 30_000;

/**
 * The outbox. A row is marked as sent after its message was accepted, so that a crash in between sends the same Message-ID twice and never loses one.
 */
export function outbox({ memory, decisions, envelope, post, now, failing }: OutboxOptions): Outbox {
  let waitMs = 0;
  let retryAt = 0;
  let working: Promise<void> | undefined;

  async function send({ identity, messageId: kept, use, attempts }: Notice): Promise<void> {
    memory.attempted(identity);
    const messageId = decisions.messageId(kept, attempts);
    const mail = decisions.mail(use, decisions.dateText(use.at));
    const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
    const { subject, text, html } = mail;
    const composed = new MailComposer({
      ...envelope,
      messageId,
      subject,
      // Lines of mails end in CRLF (RFC 5322 §2.1).
      text: text.replace(/\r?\n/g, '\r\n'),
      ...(html === undefined ? {} : { html }),
      date: new Date(now()),
    });
    const bytes = await composed.compile().build();
    for (let copy = decisions.copies(use); copy > 0; copy -= 1) await post({ messageId, bytes });
    memory.sent(identity);
  }

  async function sendAll(): Promise<void> {
    for (;;) {
      const rows = memory.waiting();
      if (rows.length === 0) return;
      for (const row of rows) {
        try {
          await send(row);
          waitMs = 0;
        } catch (failure) {
          const before = waitMs;
          waitMs = Math.min(Math.max(firstWaitMs, waitMs * 2), longestWaitMs);
          retryAt = now() + waitMs;
          if (before === 0) failing?.(failure, waitMs);
          return;
        }
      }
    }
  }

  return {
    nextAt: () => (memory.waiting().length === 0 ? undefined : retryAt),
    step() {
      if (now() < retryAt) return Promise.resolve();
      working ??= sendAll().finally(() => {
        working = undefined;
      });
      return working;
    },
  };
}
