import { randomBytes, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { printedKey } from '../../core/contract/credentials.ts';
import type { Account, Ledger } from '../../core/contract/ledger.ts';
import { isLiveKey } from '../../core/contract/scheme.ts';
import type { KeyUseDecisions } from '../../core/decisions/key-use.ts';
import { ReaderError } from '../../language/reader-error.ts';
import { said } from '../../language/sentences.ts';
import { conformingProvider } from '../../mock/conforming-provider.ts';
import { serve } from '../../mock/https.ts';
import { conformingKeyUse } from '../../mock/key-use/conforming.ts';
import { type KeyUseMemory, keyUseMemory } from '../../mock/key-use/memory.ts';
import { memoryLedger } from '../../mock/ledger-memory.ts';
import { sqliteLedger } from '../../mock/ledger-sqlite.ts';
import { type Envelope, type MailPost, outbox, usualEnvelope } from '../../mock/mail/outbox.ts';
import { folderPost, smtpPost } from '../../mock/mail/posts.ts';
import { notificationTimer } from '../../mock/notifier-timer.ts';
import { mockProvider } from '../../mock/provider.ts';
import { serveKeysPage } from '../../panel/keys.ts';
import { endSoftly } from '../../roles/processes/ending.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import { environmentValue } from '../config/environment.ts';
import { takePlace } from '../preflight/lease.ts';
import { useLittleMemory } from '../runner/little-memory.ts';
import { steadyEpochMs } from '../steady.ts';
import { logged, requestLog } from '../watch/request-log.ts';
import { endWithStarter } from '../watch/starter-end.ts';
import { writeWhole } from '../whole-file.ts';
import { listening } from './listening.ts';

/** The keys of the mock unless the environment names a live one: invented, and they open nothing. */
const documentedSecretKeys = { live: 'skey_demo5xuyhs9f2kqldhwz', test: 'skey_test_demo5xuy4w91xqz7d1w9u0t' } as const;

/** How long the end waits for a mail that is being sent, ms. */
const lastSendingMs = 2000;

/** The merchant whose live keys the page shows. The test keys belong to another account, because they see other data. */
const merchant = 'merchant';
const testMerchant = 'merchant, test mode';

export interface KeyUseMockOptions {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly port?: number;
  readonly plainPort?: number;
  /** Port of the keys page. */
  readonly panelPort?: number;
  /** File for the certificate authority (PEM). */
  readonly ca?: string;
  readonly json?: true;
  /** Whether it stays when the process that started it ends. */
  readonly keep?: true;
  /** How far the mock's clock is ahead of the system's, ms. */
  readonly clockOffset?: number;
  /** SQLite file of accounts, keys, uses and outbox; in memory by default. */
  readonly data?: string;
  /** Folder of the mails. */
  readonly outbox?: string;
  /** URL of a mail server, instead of a folder. */
  readonly smtp?: string;
  readonly mailTo?: string;
  /** Decisions that differ: a fault, or another legal choice. */
  readonly override?: (conforming: KeyUseDecisions) => KeyUseDecisions;
}

/** A live key in the form that the dashboard gives out. */
function newLiveKey(): string {
  return `skey_${randomBytes(20).toString('hex').slice(0, 20)}`;
}

/** The storage of the mock: the file, which one mock at a time uses, or memory. */
function memories(file: string | undefined): { readonly ledger: Ledger; readonly uses: KeyUseMemory; release(): Promise<void> } {
  if (file === undefined) return { ledger: memoryLedger(), uses: keyUseMemory(), release: async () => undefined };
  const lease = takePlace(`--data ${file}`, `${file}.lock.json`);
  if ('busy' in lease) throw new ReaderError('configuration-wrong', { what: lease.busy });
  try {
    return { ledger: sqliteLedger(file), uses: keyUseMemory(file), release: lease.release };
  } catch (error) {
    void lease.release();
    throw new ReaderError('data-unusable', { file, why: error instanceof Error ? error.message : 'unknown' });
  }
}

/** The accounts of the ledger, with the given keys in addition to those that it has. */
function accountsOf(ledger: Ledger, live: string, test: string): readonly Account[] {
  const account = (name: string, key: string): Account => {
    const kept = ledger.account(name) ?? { merchant: name, signingSets: [], readOnlyKeys: [], addresses: [] };
    const own = printedKey(key);
    // Data of an earlier version has fingerprints that do not say that they are.
    const before = kept.readOnlyKeys.map((each) => ({ ...each, printed: true as const }));
    return { ...kept, readOnlyKeys: before.some((each) => each.key === own.key) ? before : [own, ...before] };
  };
  return [account(merchant, live), account(testMerchant, test)];
}

function postOf({ outbox: folder = 'outbox', smtp }: KeyUseMockOptions, envelope: Envelope): MailPost {
  if (smtp !== undefined) return smtpPost(smtp, envelope);
  try {
    return folderPost(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unwritable';
    throw new ReaderError('file-unwritable', { option: '--outbox', file: folder, code });
  }
}

/**
 * Starts the mock of a provider that mails on key use, and prints one ready line; an interrupt ends it. OMISE_SECRET_KEY is its first live key, by
 * default the documented one. PANEL_TOKEN opens the keys page, or a random token where it is not set.
 *
 * @throws ReaderError when a port is taken, a file cannot be used, or the key is not a live one
 */
export async function startKeyUseMock(options: KeyUseMockOptions): Promise<void> {
  useLittleMemory();
  const { contract, profile, port, plainPort, panelPort, clockOffset = 0, data, smtp, json } = options;
  const given = environmentValue('OMISE_SECRET_KEY');
  if (given !== undefined && !isLiveKey(contract.scheme, given)) throw new ReaderError('secret-key-not-live');
  const live = given ?? documentedSecretKeys.live;
  const { ledger, uses, release } = memories(data);
  const conforming = conformingKeyUse(profile.interpretations);
  const decisions = options.override?.(conforming) ?? conforming;
  if (!decisions.remembers()) uses.forget();
  const envelope: Envelope = { ...usualEnvelope, ...(options.mailTo === undefined ? {} : { to: options.mailTo }) };
  const mails = outbox({
    memory: uses,
    decisions,
    envelope,
    post: postOf(options, envelope),
    now: steadyEpochMs,
    failing: (failure, waitMs) => process.stderr.write(said('mail-not-sent', { why: reasonOf(failure), seconds: waitMs / 1000 })),
  });
  const timer = notificationTimer(
    () => ({ now: steadyEpochMs, nextNotificationAt: mails.nextAt, sendNotifications: mails.step }),
    (failure) => process.stderr.write(said('mail-not-sent', { why: reasonOf(failure), seconds: 0 })),
  );
  let own = '';
  const log = requestLog({
    contract,
    scheme: profile.scheme,
    // Of its keys the ledger has only fingerprints.
    accounts: () => [],
    secrets: [live, documentedSecretKeys.test].map((value) => ({ role: 'secret key', value })),
    hidesPayer: false,
    url: () => own,
    write: (lines) => void (json ? process.stderr : process.stdout).write(lines),
    refusedOnly: json === true,
  });
  const mock = mockProvider({
    contract,
    profile,
    decisions: log.heard(conformingProvider(contract, profile.interpretations, profile.scheme)),
    now: () => Date.now() + clockOffset,
    accounts: accountsOf(ledger, live, documentedSecretKeys.test),
    ledger,
    keyUses: { decisions, memory: uses, newId: randomUUID, queued: timer.arm },
  });
  const closers: (() => Promise<void> | void)[] = [() => timer.close()];
  const end = async (): Promise<void> => {
    await Promise.all(closers.map((close) => close()));
    // A mail that is being sent may still be accepted; one that is not stays in the file.
    await Promise.race([mails.step(), wait(lastSendingMs)]);
    uses.close();
    mock.close();
    await release();
  };
  await listening({ '--port': port, '--plain-port': plainPort, '--panel-port': panelPort }, end, async () => {
    const serving = await serve({
      mock: logged(mock, log),
      onTlsFailure: log.handshakeFailed,
      ...(port === undefined ? {} : { port }),
      ...(plainPort === undefined ? {} : { plainPort }),
    });
    own = serving.url;
    closers.push(serving.close);
    const givenToken = environmentValue('PANEL_TOKEN');
    const token = givenToken ?? randomBytes(24).toString('base64url');
    const keys = await serveKeysPage({ mock, token, port: panelPort ?? 0, merchant, newKey: newLiveKey });
    closers.push(keys.close);
    if (options.ca !== undefined) writeFile('--ca', options.ca, serving.ca);
    // Mails that waited when the process ended are sent now.
    timer.arm();
    const ending = (): void => void end().then(() => process.exit());
    endSoftly(ending, { onHangup: options.keep !== true });
    if (options.keep !== true) endWithStarter(ending);
    const { url, plainUrl, ca } = serving;
    const place = smtp === undefined ? { outbox: resolve(options.outbox ?? 'outbox') } : { smtp: withoutPassword(smtp) };
    const shownKey = given === undefined ? { keys: { secretKey: live, testKey: documentedSecretKeys.test } } : {};
    const line = {
      ready: true,
      url,
      plainUrl,
      panelUrl: keys.url,
      health: `${url}/health`,
      ...place,
      ...shownKey,
      ...(givenToken === undefined ? { unset: { PANEL_TOKEN: token } } : {}),
      ca,
    };
    const more = [
      `profile ${profile.id}`,
      givenToken === undefined ? said('keys-page-with-token', { url: keys.url, token }) : said('keys-page-on', { url: keys.url }),
      smtp === undefined ? said('mails-in', { outbox: String(place.outbox) }) : said('mails-to', { server: String(place.smtp) }),
      given === undefined ? said('mock-demo-key', { live }) : said('mock-own-key'),
    ];
    process.stdout.write(json ? `${JSON.stringify(line)}\n` : `ready: ${url} (${more.join('; ')})\n`);
  });
}

function reasonOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure ? String(failure.code) : failure instanceof Error ? failure.name : 'unknown';
}

function withoutPassword(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}`;
  } catch {
    return 'SMTP';
  }
}

function writeFile(option: string, file: string, text: string): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    throw new ReaderError('file-unwritable', { option, file, code: error instanceof Error && 'code' in error ? String(error.code) : '' });
  }
}
