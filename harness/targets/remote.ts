import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { secretKeys } from '../../core/contract/credentials.ts';
import type { Credentials, EnvironmentName } from '../../core/contract/ledger.ts';
import { noBody, type WireRequest } from '../../core/exchange.ts';
import { type Secret, type Secrets, secrets } from '../../core/redaction/redaction.ts';
import { isHarmless } from '../../core/rotation/liveness.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import type { Recognisable } from '../../core/verdict/telltales.ts';
import { said } from '../../language/sentences.ts';
import { type ProviderControls, type ProviderRole, providerRole, type SecondControls } from '../../roles/provider.ts';
import type { SenderControls } from '../../roles/sender.ts';
import { creationsOf } from '../../roles/transport/creations.ts';
import { type ServerClock, serverClock } from '../../roles/transport/server-clock.ts';
import { type Created, type Journal, type Throttle, throttle } from '../../roles/transport/throttle.ts';
import type { Transport } from '../../roles/transport/transport.ts';
import { wire } from '../../roles/transport/wire.ts';
import { type Contract, mainResource } from '../../schemas/contract.ts';
import type { Capability } from '../../specs/capability.ts';
import type { Profile } from '../../specs/profile.ts';
import type { Configuration } from '../config/configuration.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { productionHosts } from '../config/production.ts';
import type { Recipe, RecipeName } from '../config/recipe.ts';
import { judgingClock } from '../preflight/judging-clock.ts';
import type { Reader } from '../preflight/key-roles.ts';
import { probes, seen } from '../preflight/probe.ts';
import { steadyEpochMs, steadyMs } from '../steady.ts';
import { samplesOf } from './merchants.ts';
import { patientCount } from './patient-count.ts';
import { type Ask, countOf, follow, patchOf, usesValue, type Values } from './recipe.ts';
import { rotatingAccount } from './rotating-account.ts';
import { sourceAddress } from './source-address.ts';

export interface RemoteOptions {
  readonly configuration: Configuration;
  readonly contract: Contract;
  /** The folder that files of the configuration are relative to. */
  readonly folder: string;
  /** Hosts of production that may be read from. */
  readonly production: readonly string[];
  /** Whether a creation that cannot be executed may go there (END-03), to see whether a key works. */
  readonly probesWrites?: boolean;
  /** Where the run's records are kept. */
  readonly journal: (redact: (text: string) => string) => Journal;
  /** When the run has to end, ms on the steady clock. */
  readonly until: number;
  /**
   * Whether to measure its clock before anything else, and to compare it with the one that judges X-Date: that takes some GETs and some seconds. It
   * is watched in any case.
   */
  readonly measures: boolean;
  readonly profile: Profile;
  /** Asks the person who runs this; rejects where there is none. */
  readonly ask: Ask;
}

/** A target that we did not start, opened. */
export interface Remote {
  readonly role: ProviderRole;
  readonly url: string;
  /** The connection to it, for use outside of the suites: those requests count. */
  readonly transport: Throttle;
  /** What no output may show; new keys of a rotation are added as soon as they are known. */
  readonly secrets: () => Secrets;
  /** Adds keys to what no output may show. */
  readonly learn: (keys: Credentials) => void;
  /** Its clock, as the passing answers show it. */
  readonly clock: ServerClock;
  /** What its recipes do to it as a sender, without a person. */
  readonly sender: Pick<SenderControls, 'putConfirmUrl' | 'resend'>;
  /** Whether its Confirm URL can be set in both environments. */
  readonly setsBothConfirmUrls: boolean;
  /** Milliseconds that a harmless call takes there and back, the median of some; undefined where nothing answers. */
  readonly roundTrip: () => Promise<number | undefined>;
  /** What the run made. */
  readonly created: () => readonly Created[];
  /** What creations sent to it have in common. */
  readonly recognisable: () => Recognisable;
  readonly close: () => Promise<void>;
}

/** The longest wait for the connection that shows our address, ms. */
const sourceDeadlineMs = 5000;

/** Concurrent requests: enough for the rates that a shared target accepts at the latency of a distant one. */
export const inFlight = 16;

/** Whether keys may be rolled in a run: those of a separate account, or the merchant's where that is allowed and the new ones are stored. */
function mayRotate({ recipes, rotation }: Configuration): boolean {
  const { rotateKeys, makeAccount, storeKeys } = recipes;
  if (rotateKeys === undefined) return false;
  return (makeAccount !== undefined && usesValue(rotateKeys, 'account')) || (rotation.allowed && storeKeys !== undefined);
}

/** What a configuration allows the suites to do; nothing that changes something where only GET may be sent. */
export function capabilitiesOf(configuration: Configuration): ReadonlySet<Capability> {
  const { target, secondMerchant, secondEnvironment, addresses, recipes } = configuration;
  const direct = target.proxy === undefined;
  const writes = productionHosts(configuration).length === 0;
  const has: Readonly<Partial<Record<Capability, boolean>>> = {
    controlsClock: false,
    provokes500: writes && recipes.provoke500 !== undefined,
    countsDeposits: recipes.countDeposits !== undefined,
    secondMerchant: secondMerchant !== undefined,
    secondEnvironment: secondEnvironment !== undefined,
    secondAddress: direct && addresses.refused !== undefined,
    changesAddresses: writes && recipes.addAddress !== undefined && recipes.removeAddress !== undefined,
    rotatesKeys: writes && mayRotate(configuration),
    movesStatus: writes && recipes.moveStatus !== undefined,
    plainPort: direct && target.plainUrl !== undefined,
    wire: direct,
    // Of a receiver.
    registersOrders: false,
    countsReleases: false,
    startsStops: false,
    receiverRotatesKeys: false,
  };
  return new Set((Object.keys(has) as Capability[]).filter((capability) => has[capability]));
}

/**
 * Which environments may be read only.
 * @param named hosts that the reader named as production
 * @throws ConfigurationError for a host of production that was not named, and for a name that the configuration does not have
 */
export function readOnlyEnvironments(configuration: Configuration, named: readonly string[]): ReadonlySet<'first' | 'second'> {
  const hosts = productionHosts(configuration);
  const unnamed = hosts.find((host) => !named.includes(host));
  if (unnamed !== undefined) {
    throw configuration.liveKey
      ? new ConfigurationError('live-key-is-production', { host: unnamed })
      : new ConfigurationError('target-is-production', { unnamed });
  }
  const stray = named.find((host) => !hosts.includes(host));
  if (stray !== undefined)
    throw new ConfigurationError('production-names-no-host', {
      host: stray,
      known: hosts.length === 0 ? said('no-hosts') : said('other-hosts', { hosts: hosts.join(', ') }),
    });
  const hostOf = (url: string): string => new URL(url).host;
  const { target, secondEnvironment } = configuration;
  return new Set([
    ...(hosts.includes(hostOf(target.url)) ? (['first'] as const) : []),
    ...(secondEnvironment && hosts.includes(hostOf(secondEnvironment.url)) ? (['second'] as const) : []),
  ]);
}

/** Whether calls can go out from that address: one of an interface, or any of loopback. */
export function isOurs(address: string): boolean {
  if (/^127\./.test(address)) return true;
  return Object.values(networkInterfaces()).some((of) => of?.some((one) => one.address === address));
}

function pem(folder: string, file: string, member: string): string {
  let text: string;
  try {
    text = readFileSync(resolve(folder, file), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigurationError('ca-unreadable', { member, file, code });
  }
  // TLS would ignore it, and then refuse the target for another reason.
  if (!text.includes('-----BEGIN ')) throw new ConfigurationError('pem-missing', { member, file });
  return text;
}

/** Parts of a configuration on this machine: certificates and addresses. */
interface LocalFiles {
  readonly ca?: string;
  readonly from?: string;
  readonly clientCertificate?: { readonly certificate: string; readonly key: string; readonly passphrase?: string };
}

/**
 * Reads the files that a configuration names, and checks that its addresses are ours.
 *
 * @param folder to which its files are relative
 * @throws ConfigurationError
 */
export function localFiles({ target, addresses }: Configuration, folder: string): LocalFiles {
  const { clientCertificate: ours } = target;
  if (addresses.refused !== undefined && !isOurs(addresses.refused)) {
    throw new ConfigurationError('refused-address-not-here', { refused: addresses.refused });
  }
  return {
    ...(target.ca === undefined ? {} : { ca: pem(folder, target.ca, 'target.ca') }),
    // With a gateway the listed address is the gateway's, and no call of ours can go out from that.
    ...(addresses.allowed === undefined || target.proxy !== undefined || !isOurs(addresses.allowed) ? {} : { from: addresses.allowed }),
    ...(ours
      ? {
          clientCertificate: {
            ...ours,
            certificate: pem(folder, ours.certificate, 'target.clientCertificate.certificate'),
            key: pem(folder, ours.key, 'target.clientCertificate.key'),
          },
        }
      : {}),
  };
}

/**
 * The connection to the target of a configuration: sockets, a proxy or a client certificate where it has them, and a throttle before them.
 *
 * @throws ConfigurationError for files that cannot be read, addresses that are not ours and production that was not named
 */
function throttledWire(
  { configuration, contract, folder, production, probesWrites = false, journal, until }: RemoteOptions,
  watching: (transport: Transport) => Transport,
  redact: (text: string) => string,
): Throttle {
  const { target, secondEnvironment, budget, deadlines, limits } = configuration;
  const transport = wire({
    url: target.url,
    ...(target.plainUrl === undefined ? {} : { plainUrl: target.plainUrl }),
    ...(secondEnvironment ? { secondUrl: secondEnvironment.url } : {}),
    ...(target.proxy === undefined ? {} : { proxy: target.proxy }),
    ...localFiles(configuration, folder),
    connections: inFlight,
    deadlineMs: deadlines.answer * 1000,
    answerBytes: limits.answerBytes,
  });
  return throttle({
    transport: watching(transport),
    budget: { creations: budget.creations, perSecond: budget.perSecond, until },
    journal: journal(redact),
    members: Object.values(contract.resources).map(({ members }) => members),
    readOnly: readOnlyEnvironments(configuration, production),
    mayProbe: (request) => probesWrites && isProbe(request),
    now: steadyMs,
    date: Date.now,
    wait: (ms) => wait(ms),
  });
}

/** Whether a POST is one that no interpretation of the contract can execute. */
function isProbe({ method, body }: WireRequest): boolean {
  try {
    return method === 'POST' && isHarmless(JSON.parse(Buffer.from(body).toString('utf8')));
  } catch {
    return false;
  }
}

/**
 * Opens the target of a configuration. It only sends what measures the clock.
 *
 * @throws ConfigurationError
 */
export async function openRemote(options: RemoteOptions): Promise<Remote> {
  const { configuration, contract, ask } = options;
  const { target, merchant, secondMerchant, secondEnvironment, addresses, samples } = configuration;
  let known = secrets(configuration.secrets);
  const clock = serverClock({ now: steadyEpochMs });
  const creations = creationsOf(contract, () => performance.now());
  const transport = throttledWire(
    options,
    (wired) => creations.watching(clock.watching(wired)),
    (text) => known.redactText(text),
  );
  const can = capabilitiesOf(configuration);
  const learned: Secret[] = [];
  const learn = (keys: Credentials): void => {
    learned.push(...secretKeys(contract.scheme, keys));
    known = secrets([...configuration.secrets, ...learned]);
  };
  if (options.measures) await measured(clock, transport, options);
  // Where it is not said, the socket tells it.
  const listed =
    addresses.allowed ??
    (target.proxy === undefined && addresses.refused !== undefined ? await sourceAddress(target.url, sourceDeadlineMs) : undefined);
  return {
    url: target.url,
    transport,
    clock,
    secrets: () => known,
    learn,
    sender: senderControlsOf(configuration, ask),
    setsBothConfirmUrls: configuration.recipes.setConfirmUrl !== undefined && usesValue(configuration.recipes.setConfirmUrl, 'environment'),
    roundTrip: () => roundTrip(transport, probes(contract, options.profile.scheme)?.first.path ?? '/'),
    created: () => transport.created(),
    recognisable: creations.recognisable,
    close: () => transport.close(),
    role: providerRole({
      contract,
      can,
      merchant,
      ...(secondMerchant ? { secondMerchant } : {}),
      ...(secondEnvironment ? { secondEnvironment } : {}),
      ...(listed === undefined ? {} : { listedAddress: listed }),
      ...(can.has('secondAddress') && addresses.refused !== undefined ? { unlistedAddress: addresses.refused } : {}),
      samples: { ...samplesOf(contract), ...samples },
      get clockUncertaintyMs() {
        return clock.uncertaintyMs;
      },
      now: () => clock.now(),
      clock: () => clock.figures(),
      elapsed: steadyEpochMs,
      wait: (ms) => wait(ms),
      inFlight,
      transport,
      changeShowsWithinMs: configuration.deadlines.change * 1000,
      close: () => transport.close(),
      controls: {
        ...controlsOf(configuration, contract, can, 'first', ask),
        ...(can.has('rotatesKeys')
          ? {
              rotatingAccount: () =>
                rotatingAccount({
                  scheme: contract.scheme,
                  configuration,
                  ask,
                  controls: (account) => controlsOf(configuration, contract, can, 'first', ask, account),
                  learn,
                  now: () => clock.now(),
                }),
            }
          : {}),
      },
      ...(secondEnvironment ? { secondControls: secondControlsOf(configuration, contract, can, ask) } : {}),
    }),
  };
}

/** Measures the target's clock by reads. Throws nothing: a run that may not ask finds that out by itself. */
async function measured(clock: ServerClock, transport: Throttle, { configuration, contract, profile }: RemoteOptions): Promise<void> {
  const { merchant } = configuration;
  const calls = probes(contract, profile.scheme);
  if (calls === undefined || calls.first.writes) return;
  const reader: Reader = {
    probes: calls,
    async ask(make, place) {
      await transport.turn(1);
      return seen(await transport.send(make(clock.now()), place === 'second' ? { environment: 'second' } : {}), contract.errorMembers);
    },
    writes: false,
    nobody: { apiKey: 'nobodysLogin', apiSignature: 'nobodysSignature', readOnlyKey: 'nobodysReadOnly' },
  };
  try {
    const dated = await clock.measure(
      () => reader.ask((now) => calls.first.call(merchant, now), 'first'),
      (ms) => wait(ms),
    );
    if (dated) await judgingClock(reader, merchant, clock, steadyEpochMs);
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
  }
}

/** Of these calls the median by time counts. The first of them opens the connection and is left out. */
const tripsMeasured = 5;

async function roundTrip(transport: Throttle, path: string): Promise<number | undefined> {
  const times: number[] = [];
  try {
    for (let trip = 0; trip <= tripsMeasured; trip += 1) {
      await transport.turn(1);
      const sentAt = performance.now();
      // Without credentials: any answer counts.
      const answer = await transport.send({ method: 'GET', target: path, headers: [], body: noBody }, {});
      if (answer.kind === 'response' && trip > 0) times.push(performance.now() - sentAt);
    }
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
  }
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)];
}

/** What the recipes allow in one environment, as far as the capabilities go. */
function controlsOf(
  { recipes }: Configuration,
  contract: Contract,
  can: ReadonlySet<Capability>,
  environment: EnvironmentName,
  ask: Ask,
  account = '',
): ProviderControls {
  const reference = mainResource(contract)?.members.reference ?? '';
  const done = async (name: RecipeName, values: Values): Promise<string> => {
    const recipe = recipes[name];
    if (!recipe) throw new Blocked('recipe-failed', said('recipe-missing', { name }));
    return follow(name, recipe, { account, ...values, environment }, ask);
  };
  const counted = async (invoiceId: string) => countOf('countDeposits', await done('countDeposits', { invoiceId }));
  const patient = patientCount(counted, { now: steadyMs, wait: (ms) => wait(ms) });
  // A person counts what will be there, and is not asked twice.
  const person = recipes.countDeposits?.kind === 'prompt';
  const controls: Required<Omit<ProviderControls, 'freezeClock' | 'rotatingAccount'>> = {
    provoking500: async (body) => {
      const values = { invoiceId: String(body[reference]) };
      const recipe = recipes.provoke500;
      if (recipe?.kind === 'patch') return { ...body, ...patchOf(recipe, values) };
      await done('provoke500', values);
      return body;
    },
    countDeposits: (invoiceId, wanted) => (wanted === undefined || person ? counted(invoiceId) : patient(invoiceId, wanted)),
    moveStatus: async (depositId, status) => {
      await done('moveStatus', { depositId: String(depositId), status });
    },
    addAddress: async (address) => {
      await done('addAddress', { address });
    },
    removeAddress: async (address) => {
      await done('removeAddress', { address });
    },
  };
  return {
    ...(can.has('provokes500') ? { provoking500: controls.provoking500 } : {}),
    ...(can.has('countsDeposits') ? { countDeposits: controls.countDeposits } : {}),
    ...(can.has('movesStatus') ? { moveStatus: controls.moveStatus } : {}),
    ...(can.has('changesAddresses') ? { addAddress: controls.addAddress, removeAddress: controls.removeAddress } : {}),
  };
}

/** The same in the second environment, for the recipes that name their environment. */
function secondControlsOf(configuration: Configuration, contract: Contract, can: ReadonlySet<Capability>, ask: Ask): SecondControls {
  const { recipes } = configuration;
  const says = (...names: readonly RecipeName[]): boolean =>
    names.every((name) => recipes[name] !== undefined && usesValue(recipes[name], 'environment'));
  const reached = new Set(
    [...can].filter((capability) => {
      if (capability === 'movesStatus') return says('moveStatus');
      if (capability === 'countsDeposits') return says('countDeposits');
      return capability === 'changesAddresses' && says('addAddress', 'removeAddress');
    }),
  );
  return controlsOf(configuration, contract, reached, 'second', ask);
}

/** What the recipes do to the sender of notifications; nothing for which a person has to be asked, because hours may pass between two. */
function senderControlsOf(configuration: Configuration, ask: Ask): Remote['sender'] {
  const writes = productionHosts(configuration).length === 0;
  const { setConfirmUrl, resend } = configuration.recipes;
  const acts = (recipe: Recipe | undefined): recipe is Recipe => writes && recipe !== undefined && recipe.kind !== 'prompt';
  return {
    ...(acts(setConfirmUrl)
      ? {
          putConfirmUrl: async (url, environment = 'first') =>
            void (await follow('setConfirmUrl', setConfirmUrl, { confirmUrl: url ?? '', environment }, ask)),
        }
      : {}),
    ...(acts(resend) ? { resend: async (_about, depositId) => void (await follow('resend', resend, { depositId }, ask)) } : {}),
  };
}
