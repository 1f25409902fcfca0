import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Credentials } from '../../core/contract/ledger.ts';
import { isLiveKey } from '../../core/contract/scheme.ts';
import { type Secrets, secrets } from '../../core/redaction/redaction.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';
import type { KeyUseRole } from '../../roles/key-use.ts';
import type { Mailbox } from '../../roles/mailbox/mailbox.ts';
import { providerRole } from '../../roles/provider.ts';
import type { Transport } from '../../roles/transport/transport.ts';
import { wire } from '../../roles/transport/wire.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Capability } from '../../specs/capability.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import type { KeyUseConfiguration } from '../config/key-use-configuration.ts';
import { steadyEpochMs } from '../steady.ts';
import { alertsOf } from './alerts-of.ts';
import { mailboxOf } from './mailbox-of.ts';
import { samplesOf } from './merchants.ts';
import { isOurMock } from './our-mock.ts';
import { type Ask, follow } from './recipe.ts';
import { usedAddresses } from './used-addresses.ts';

export interface RemoteKeyUseOptions {
  readonly configuration: KeyUseConfiguration;
  readonly contract: Contract;
  /** The folder that files of the configuration are relative to. */
  readonly folder: string;
  /** Hosts of production that may be read from. */
  readonly production: readonly string[];
  readonly ask: Ask;
}

export interface RemoteKeyUse {
  readonly role: KeyUseRole;
  readonly url: string;
  readonly secrets: () => Secrets;
}

/** How often a mailbox is checked, ms. */
const pollMs = 2000;

/** How many new addresses the whole suite uses where they are few. */
const wantedAddresses = 6;

/** The uncertainty of a clock that was not measured, ±ms. */
const clockUncertaintyMs = 2000;

function credentialsOf(secretKey: string): Credentials {
  return { apiKey: secretKey, apiSignature: secretKey, readOnlyKey: secretKey };
}

/** Lets reads pass and nothing else. */
function readOnly(transport: Transport): Transport {
  return {
    ...transport,
    send: (request, sending) => {
      if (request.method !== 'GET') throw new Blocked('read-only-target', said('key-use-reads-only'));
      return transport.send(request, sending);
    },
  };
}

type Way = Pick<RemoteKeyUseOptions, 'configuration' | 'folder' | 'production'>;

/**
 * The way to the API and the mailbox.
 * @throws ConfigurationError as `openRemoteKeyUse` does
 */
async function opened({ configuration, folder, production }: Way): Promise<{ readonly transport: Transport; readonly mailbox: Mailbox }> {
  const { url, ca, answerSeconds, mails } = configuration;
  const trusted = ca === undefined ? undefined : pem(resolve(folder, ca));
  const transport = readOnly(
    wire({ url, ...(trusted === undefined ? {} : { ca: trusted }), connections: 4, deadlineMs: answerSeconds * 1000 }),
  );
  try {
    const { host } = new URL(url);
    if (!production.includes(host) && !(await isOurMock(url, trusted))) throw new ConfigurationError('live-key-is-production', { host });
    return { transport, mailbox: await mailboxOf(mails, folder, Date.now()) };
  } catch (error) {
    await transport.close();
    throw error instanceof ConfigurationError ? error : new ConfigurationError('mailbox-unusable', { why: whyOf(error) });
  }
}

/**
 * Checks that a provider that mails on key use can be asked, without using an address.
 *
 * @throws ConfigurationError as `openRemoteKeyUse` does
 */
export async function examineKeyUse(way: Way): Promise<void> {
  const { transport, mailbox } = await opened(way);
  try {
    await mailbox.fresh();
    usedAddresses(resolve(way.folder, way.configuration.state));
  } catch (error) {
    throw error instanceof ConfigurationError ? error : new ConfigurationError('mailbox-unusable', { why: whyOf(error) });
  } finally {
    await mailbox.close();
    await transport.close();
  }
}

/**
 * Opens a provider that mails on key use, by its configuration. A live key makes every target but our mock production: it has to be named, and is
 * only read from.
 *
 * @throws ConfigurationError for files that cannot be used, and for production that was not named
 */
export async function openRemoteKeyUse({ configuration, contract, folder, production, ask }: RemoteKeyUseOptions): Promise<RemoteKeyUse> {
  const { url, secretKey, testKey, addresses, seenAs, rollKey, seconds } = configuration;
  const { transport, mailbox } = await opened({ configuration, folder, production });
  const used = usedAddresses(resolve(folder, configuration.state));
  const known = [...configuration.secrets];
  let current = secretKey;
  const roll = async (): Promise<Credentials> => {
    if (rollKey === undefined) throw new Blocked('recipe-failed', said('recipe-missing', { name: 'keyUse.recipes.rollKey' }));
    const answer = (await follow('rollKey', rollKey, {}, ask)).trim();
    if (!isLiveKey(contract.scheme, answer)) throw new Blocked('recipe-failed', said('roll-key-answers-no-key'));
    known.push({ role: 'secret key', value: answer });
    current = answer;
    return credentialsOf(answer);
  };
  const unused = (): readonly string[] => addresses.filter((address) => !used.has(current, address));
  // Earlier mails are about earlier uses.
  await mailbox.fresh();
  const alerts = alertsOf(mailbox, seconds * 1000, pollMs);
  // To a rolled key every address is new.
  if (rollKey !== undefined && addresses.length > 0 && unused().length < Math.min(wantedAddresses, addresses.length)) await roll();
  const home = addresses.find((address) => used.has(current, address));
  const provider = providerRole({
    contract,
    can: new Set(),
    merchant: credentialsOf(secretKey),
    samples: samplesOf(contract),
    clockUncertaintyMs,
    now: Date.now,
    elapsed: steadyEpochMs,
    wait: (ms) => wait(ms),
    inFlight: 4,
    changeShowsWithinMs: seconds * 1000,
    transport:
      home === undefined ? transport : { ...transport, send: (request, sending) => transport.send(request, { from: home, ...sending }) },
    close: () => transport.close(),
    controls: {},
  });
  const has: Readonly<Partial<Record<Capability, boolean>>> = {
    newAddresses: unused().length > 0,
    rollsKeys: rollKey !== undefined,
    hasTestKey: testKey !== undefined,
  };
  const role: KeyUseRole = {
    can: new Set((Object.keys(has) as Capability[]).filter((capability) => has[capability])),
    provider: Object.create(provider, { merchant: { get: () => credentialsOf(current) } }),
    ...(testKey === undefined ? {} : { testKey: credentialsOf(testKey) }),
    scarce: true,
    writes: false,
    async newAddress(family) {
      const wanted = family === 'IPv6' ? ':' : '.';
      const address = unused().find((each) => family === undefined || each.includes(wanted));
      if (address === undefined) return undefined;
      used.add(current, address);
      return address;
    },
    seenAs: (address) => seenAs[address] ?? address,
    alerts,
    mailWithinMs: seconds * 1000,
    controls: rollKey === undefined ? {} : { rollKey: roll },
    async close() {
      await transport.close();
      await mailbox.close();
    },
  };
  return { role, url, secrets: () => secrets(known) };
}

function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.message;
}

function pem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError('ca-unreadable', { member: 'keyUse.ca', file, code: whyOf(error) });
  }
}
