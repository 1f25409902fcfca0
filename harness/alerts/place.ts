import { readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { said } from '../../language/sentences.ts';
import { folderMailbox } from '../../roles/mailbox/folder.ts';
import { type ImapPlace, imapMailbox } from '../../roles/mailbox/imap.ts';
import { largestMail, type Mailbox } from '../../roles/mailbox/mailbox.ts';
import type { Contract } from '../../schemas/contract.ts';
import { alertsConfigurationIn } from '../config/configuration-file.ts';
import { environmentValue } from '../config/environment.ts';
import { UsageError } from '../runner/usage.ts';
import { mailboxOf } from '../targets/mailbox-of.ts';

interface PlaceOptions {
  readonly config?: string;
  /** The folder of the configuration. */
  readonly folder?: string;
  readonly imap?: string;
  readonly from?: string;
  readonly contract: Contract;
}

/** Standard input as a mailbox of one message. */
function standardInput(): Mailbox {
  let isRead = false;
  const name = said('standard-input-name');
  return {
    name,
    async fresh() {
      if (isRead) return [];
      isRead = true;
      return [{ place: name, bytes: inputBytes() }];
    },
    close: async () => undefined,
  };
}

/** Standard input to its end, or as much of it as a mail can be. */
function inputBytes(): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const piece = Buffer.alloc(65_536);
    let read: number;
    try {
      read = readSync(0, piece);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') continue;
      if (error instanceof Error && 'code' in error && error.code === 'EOF') break;
      throw error;
    }
    if (read === 0 || size >= largestMail) break;
    pieces.push(piece.subarray(0, read));
    size += read;
  }
  return Buffer.concat(pieces);
}

/** `imaps://user@host:993/INBOX`, with the password in IMAP_PASSWORD. */
function imapPlaceOf(text: string, from: string | undefined): ImapPlace {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^imaps?:$/.test(url.protocol) || url.username === '') throw new UsageError('imap-no-url');
  if (url.password !== '') throw new UsageError('imap-password-in-url');
  const password = environmentValue('IMAP_PASSWORD');
  if (password === undefined) throw new UsageError('imap-no-password');
  const secure = url.protocol === 'imaps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    user: decodeURIComponent(url.username),
    password,
    mailbox: url.pathname.length > 1 ? decodeURIComponent(url.pathname.slice(1)) : 'INBOX',
    ...(from === undefined ? {} : { from }),
  };
}

/**
 * Where the mails are: what the command line names, else what the configuration names; and the merchant's addresses of the configuration.
 * @throws ReaderError where that place does not exist or cannot be opened
 */
export async function alertPlace(
  place: string | undefined,
  { config, folder = '.', imap, from, contract }: PlaceOptions,
): Promise<{ readonly mailbox: Mailbox; readonly egress: readonly string[] }> {
  const configured = config === undefined ? undefined : alertsConfigurationIn(config, contract);
  const egress = configured?.egress ?? [];
  try {
    if (place === '-') return { mailbox: standardInput(), egress };
    if (imap !== undefined) return { mailbox: await imapMailbox(imapPlaceOf(imap, from)), egress };
    if (place !== undefined) {
      if (!isFolder(place)) throw new UsageError('alerts-no-folder', { place });
      return { mailbox: await folderMailbox(resolve(place), 'every-file'), egress };
    }
    if (configured?.mails) return { mailbox: await mailboxOf(configured.mails, folder), egress };
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    throw new UsageError('mailbox-unusable', { why: error.message });
  }
  throw new UsageError('alerts-no-place');
}

function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
}
