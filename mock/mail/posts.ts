import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Envelope, MailPost } from './outbox.ts';

/** Makes a folder, and those above it. Node's own recursion does not end where an existing folder takes none, as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/**
 * Writes each message to a folder as `<name>.eml`, to a temporary file first. The name comes from its Message-ID, so that a message that is sent
 * again replaces the first. Throws the system's error when the folder cannot be made.
 */
export function folderPost(folder: string): MailPost {
  makeFolder(resolve(folder));
  // Reports what is wrong with a file in its place.
  readdirSync(folder);
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
