import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Envelope, MailPost } from './outbox.ts';

/**
 * Puts each message into a folder as `<name>.eml`, written aside and then renamed. The name comes from its Message-ID, so that a message that is sent
 * again takes the place of the first. Throws the system's error when the folder cannot be made.
 */
export function folderPost(folder: string): MailPost {
  mkdirSync(folder, { recursive: true });
  return async ({ messageId, bytes }) => {
    const name = createHash('sha256').update(messageId).digest('hex').slice(0, 24);
    const aside = join(folder, `.${name}.part`);
    await writeFile(aside, bytes, { flush: true });
    await rename(aside, join(folder, `${name}.eml`));
  };
}

/** How long a mail server may take for one step, ms. */
const patienceMs = 10_000;

/**
 * Sends each message by SMTP.
 * @param url `smtp://user:password@host:port`, or `smtps://`
 */
export function smtpPost(url: string, envelope: Envelope): MailPost {
  return async ({ bytes }) => {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({
      url,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
    });
    try {
      await transport.sendMail({ envelope: { ...envelope }, raw: Buffer.from(bytes) });
    } finally {
      transport.close();
    }
  };
}
