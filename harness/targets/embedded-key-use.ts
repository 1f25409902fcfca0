import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { printedKey } from '../../core/contract/credentials.ts';
import type { Credentials, Ledger } from '../../core/contract/ledger.ts';
import { type Secrets, secrets } from '../../core/redaction/redaction.ts';
import { type Certificates, certificates } from '../../mock/certificate.ts';
import { type Serving, serve } from '../../mock/https.ts';
import { conformingKeyUse } from '../../mock/key-use/conforming.ts';
import { type KeyUseMemory, keyUseMemory } from '../../mock/key-use/memory.ts';
import { sqliteLedger } from '../../mock/ledger-sqlite.ts';
import { outbox, usualEnvelope } from '../../mock/mail/outbox.ts';
import { folderPost } from '../../mock/mail/posts.ts';
import { notificationTimer } from '../../mock/notifier-timer.ts';
import { type MockProvider, mockProvider } from '../../mock/provider.ts';
import { rolledKeys } from '../../panel/keys.ts';
import type { KeyUseRole } from '../../roles/key-use.ts';
import { outboxFolder } from '../../roles/mailbox/folder.ts';
import { temporaryFolder } from '../../roles/processes/temporary-folder.ts';
import { providerRole } from '../../roles/provider.ts';
import { wire } from '../../roles/transport/wire.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import { steadyEpochMs } from '../steady.ts';
import { alertsOf } from './alerts-of.ts';
import { keyUseCapabilities } from './direct-key-use.ts';
import { mockMerchants, samplesOf } from './merchants.ts';

/** A mock on sockets of this process that mails on key use, with its mails in a folder. */
export interface EmbeddedKeyUse {
  readonly role: KeyUseRole;
  readonly url: string;
  readonly secrets: Secrets;
}

const home = '127.0.0.1';
const account = 'live';
const connections = 16;
const deadlineMs = 20_000;
/** The longest wait for a mail, ms. The mock's arrives in milliseconds; a machine under load may take seconds. */
const mailWithinMs = 30_000;

/** Whether this machine has all of 127/8; some have only the first address. */
function hasLoopbackNetwork(): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.2', port: 0 }, () => server.close(() => resolve(true)));
  });
}

/** The running parts, which a restart ends. */
interface Running {
  readonly mock: MockProvider;
  readonly ledger: Ledger;
  readonly uses: KeyUseMemory;
  readonly serving: Serving;
  readonly end: () => Promise<void>;
}

/**
 * Starts the mock of a profile and returns the role that reaches it over HTTPS from loopback addresses.
 *
 * @param secret unguessable text from which keys are drawn
 * @param now the clock of the mock and of the caller, ms since the epoch
 */
export async function openEmbeddedKeyUse(contract: Contract, profile: Profile, secret: string, now: () => number): Promise<EmbeddedKeyUse> {
  const liveKey = (of: string): string => `skey_${createHash('sha256').update(`${secret} ${of}`).digest('hex').slice(0, 20)}`;
  const merchants = mockMerchants(secret, contract.scheme);
  const live: Credentials = { ...merchants.merchant, readOnlyKey: liveKey('live') };
  const temporary = temporaryFolder('key-use');
  const folder = join(temporary.path, 'outbox');
  mkdirSync(folder);
  const data = join(temporary.path, 'data');
  const made: Certificates = await certificates();
  const first = [
    { merchant: account, signingSets: [], readOnlyKeys: [printedKey(live.readOnlyKey)], addresses: [] },
    { merchant: 'test', signingSets: [], readOnlyKeys: [printedKey(merchants.merchant.readOnlyKey)], addresses: [] },
  ];

  async function start(port: number | undefined): Promise<Running> {
    const ledger = sqliteLedger(data);
    const uses = keyUseMemory(data);
    const decisions = conformingKeyUse(profile.interpretations);
    const mails = outbox({ memory: uses, decisions, envelope: usualEnvelope, post: folderPost(folder), now });
    const timer = notificationTimer(
      () => ({ now, nextNotificationAt: mails.nextAt, sendNotifications: mails.step }),
      () => undefined,
    );
    const mock = mockProvider({
      contract,
      profile,
      now,
      accounts: ledger.account(account) === undefined ? first : [],
      ledger,
      keyUses: { decisions, memory: uses, newId: randomUUID, queued: timer.arm },
    });
    const serving = await serve({ mock, certificates: made, ...(port === undefined ? {} : { port }) });
    timer.arm();
    const end = async (): Promise<void> => {
      timer.close();
      await serving.close();
      await mails.step();
      uses.close();
      mock.close();
    };
    return { mock, ledger, uses, serving, end };
  }

  let running = await start(undefined);
  const { url, ca } = running.serving;
  const transport = wire({ url, ca, connections, deadlineMs, fresh: true });
  const provider = providerRole({
    contract,
    can: new Set(),
    merchant: live,
    listedAddress: home,
    samples: samplesOf(contract),
    clockUncertaintyMs: 20,
    now,
    elapsed: steadyEpochMs,
    wait: (ms) => wait(ms),
    inFlight: connections,
    changeShowsWithinMs: mailWithinMs,
    transport,
    close: () => transport.close(),
    controls: {},
  });
  const mailbox = outboxFolder(folder);
  const everywhere = await hasLoopbackNetwork();
  let current = live;
  let given = 1;
  let rolls = 0;
  const known: { role: string; value: string }[] = [
    { role: 'secret key', value: live.readOnlyKey },
    { role: 'test key', value: merchants.merchant.readOnlyKey },
  ];
  const put = (change: Partial<(typeof first)[number]>): void => {
    const kept = running.ledger.account(account);
    if (kept) running.ledger.putAccount({ ...kept, ...change });
  };
  const role: KeyUseRole = {
    can: new Set(keyUseCapabilities.filter((capability) => everywhere || capability !== 'newAddresses')),
    provider: Object.create(provider, { merchant: { get: () => current } }),
    testKey: merchants.merchant,
    scarce: false,
    writes: true,
    async newAddress(family) {
      // The mock listens on IPv4.
      if (family === 'IPv6' || !everywhere) return undefined;
      given += 1;
      return given % 5 === 0
        ? `127.${1 + (given % 200)}.${1 + Math.floor(given / 200)}.1`
        : `127.0.${Math.floor(given / 250)}.${1 + (given % 250)}`;
    },
    seenAs: (address) => address,
    alerts: alertsOf(mailbox, mailWithinMs, 10),
    mailWithinMs,
    controls: {
      async rollKey(revokeNow) {
        rolls += 1;
        const secretKey = liveKey(`rolled ${rolls}`);
        known.push({ role: 'secret key', value: secretKey });
        put({ readOnlyKeys: [...rolledKeys(running.ledger.account(account)?.readOnlyKeys ?? [], secretKey, now(), revokeNow)] });
        current = { ...live, readOnlyKey: secretKey };
        return current;
      },
      takeOnly: async (addresses) => put({ addresses: addresses.length === 0 ? [] : ([...addresses, home] as never[]) }),
      restart: async () => {
        const { port } = new URL(url);
        await running.end();
        running = await start(Number(port));
      },
    },
    async close() {
      await transport.close();
      await running.end();
      await mailbox.close();
      temporary.remove();
    },
  };
  return {
    role,
    url,
    get secrets() {
      return secrets(known);
    },
  };
}
