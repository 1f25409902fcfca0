import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { folderMailbox } from '../../roles/mailbox/folder.ts';
import { imapMailbox } from '../../roles/mailbox/imap.ts';
import type { Mailbox } from '../../roles/mailbox/mailbox.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import type { KeyUseConfiguration } from '../config/key-use-configuration.ts';

const imapsPort = 993;
const imapPort = 143;

/**
 * The mailbox that a configuration names.
 *
 * @param folder to which its files are relative
 * @param since older messages are not read, ms since the epoch
 * @throws ConfigurationError where a file cannot be read; Error where the mailbox cannot be opened
 */
export async function mailboxOf({ folder: place, imap }: KeyUseConfiguration['mails'], folder: string, since?: number): Promise<Mailbox> {
  if (!imap) return folderMailbox(resolve(folder, place ?? '.'));
  const { host, secure = true, port = secure ? imapsPort : imapPort, user, password, mailbox = 'INBOX', from, ca } = imap;
  return imapMailbox({
    host,
    port,
    secure,
    user,
    password,
    mailbox,
    ...(from === undefined ? {} : { from }),
    ...(since === undefined ? {} : { since }),
    ...(ca === undefined ? {} : { ca: authority(resolve(folder, ca)) }),
  });
}

function authority(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigurationError('ca-unreadable', { member: 'keyUse.mails.imap.ca', file, code });
  }
}
