import { said } from '../../language/sentences.ts';
import { largestMail, type Mailbox, mostMails, type RawMail } from './mailbox.ts';

export interface ImapPlace {
  readonly host: string;
  readonly port: number;
  /** TLS from the beginning; else STARTTLS, and plain on loopback only. */
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  /** Such as INBOX. */
  readonly mailbox: string;
  /** PEM of the authority that signed the certificate of the server, where the system does not know it. */
  readonly ca?: string;
  /** Older messages are not read, ms since the epoch; IMAP searches by days. */
  readonly since?: number;
  /** Only messages from this address, where it is given. */
  readonly from?: string;
}

/** How long the server may be silent, ms. */
const patienceMs = 30_000;

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

/**
 * A mailbox by IMAP, opened read-only: nothing is marked as seen.
 *
 * @throws Error where the server cannot be reached, the login is refused, or that mailbox does not exist; its message quotes no secret
 */
export async function imapMailbox({ host, port, secure, user, password, mailbox, ca, since, from }: ImapPlace): Promise<Mailbox> {
  // Loaded only where a mailbox is asked.
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host,
    port,
    secure,
    auth: { user, pass: password },
    logger: false,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs * 4,
    ...(secure || isLoopback(host) ? {} : { doSTARTTLS: true }),
    ...(ca === undefined ? {} : { tls: { ca } }),
  });
  const name = `${mailbox} of ${user} at ${host}:${port}`;
  let gone: string | undefined;
  client.on('error', (error: Error) => {
    gone = reasonOf(error);
  });
  const failing = (error: unknown): Error => new Error(said('imap-unusable', { name, why: gone ?? reasonOf(error) }));
  try {
    await client.connect();
    await client.mailboxOpen(mailbox, { readOnly: true });
  } catch (error) {
    client.close();
    throw failing(error);
  }
  let last = 0;
  return {
    name,
    async fresh() {
      try {
        // The answer to this lists what arrived meanwhile.
        await client.noop();
        const query = {
          uid: `${last + 1}:*`,
          ...(since === undefined ? {} : { since: new Date(since) }),
          ...(from === undefined ? {} : { from }),
        };
        // A range that begins after the last message means the last message.
        const uids = ((await client.search(query, { uid: true })) || []).filter((uid) => uid > last).sort((a, b) => a - b);
        if (uids.length > mostMails) throw new Error(said('mailbox-too-full', { name, mostMails }));
        const mails: RawMail[] = [];
        for (const uid of uids) {
          const message = await client.fetchOne(String(uid), { source: { maxLength: largestMail } }, { uid: true });
          if (message !== false && message.source) mails.push({ place: `${mailbox}/${uid}`, bytes: message.source });
          last = uid;
        }
        return mails;
      } catch (error) {
        throw failing(error);
      }
    },
    async close() {
      await client.logout().catch(() => client.close());
    },
  };
}

/** Why a server refused, in short; the answers of servers name users, never passwords. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('authenticationFailed' in error && error.authenticationFailed === true) return said('mail-login-refused');
  if ('responseText' in error && typeof error.responseText === 'string') return error.responseText;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
