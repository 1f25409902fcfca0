import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { accountKeys, byRole, keyPlaceholder, keyPlaceholders, secretKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { type Secrets, secrets } from '../../core/redaction/redaction.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';
import { certificates } from '../../mock/certificate.ts';
import { mockProvider } from '../../mock/provider.ts';
import { statusApi } from '../../mock/status-api.ts';
import { serveStatus } from '../../mock/status-server.ts';
import type { TargetFacts } from '../../reports/report.ts';
import { Printed } from '../../roles/processes/printed.ts';
import { type Program, startProgram } from '../../roles/processes/program.ts';
import { temporaryFolder } from '../../roles/processes/temporary-folder.ts';
import { type ReceiverRole, receiverRole } from '../../roles/receiver.ts';
import { wire } from '../../roles/transport/wire.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Capability } from '../../specs/capability.ts';
import type { Profile } from '../../specs/profile.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { receiverConfigurationIn } from '../config/configuration-file.ts';
import { readersEnvironment } from '../config/environment.ts';
import { usualLimits } from '../config/limits.ts';
import { type ReceiverConfiguration, usualReceiverDeadlines } from '../config/receiver-configuration.ts';
import type { Recipe } from '../config/recipe.ts';
import { steadyMs } from '../steady.ts';
import { keysOf, programOf } from './identity.ts';
import { lastWords } from './last-words.ts';
import { mockMerchants } from './merchants.ts';
import { countOf, follow, openPage, usesValue, type Values } from './recipe.ts';
import { withTakenOut } from './taken-out.ts';
import { askAtTerminal } from './terminal.ts';

/** A receiver under test, reached over its socket, with the status API that it asks. */
export interface OpenReceiver {
  readonly role: ReceiverRole;
  readonly url: string;
  /** Its command and program, and the keys that the configuration names. */
  readonly identity: Pick<TargetFacts, 'command' | 'program' | 'keys'>;
  readonly secrets: () => Secrets;
  readonly close: () => Promise<void>;
}

/** Connections to the receiver: enough that 50 notifications meet in it, few enough for one that answers them one after another. */
const connections = 16;

/** The reference receiver in TypeScript, as a configuration would name it. */
function referenceReceiver({ scheme }: Contract, profile: Profile): ReceiverConfiguration {
  const file = fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? '../../references/receiver.ts' : '../../references/receiver.js', import.meta.url),
  );
  const url = 'http://127.0.0.1:{port}';
  const order = { depositId: '{depositId}', invoiceId: '{invoiceId}', amount: '{amount}', currency: '{currency}' };
  return {
    url: `${url}/notifications`,
    profile: profile.id,
    statusApi: {},
    senderAddresses: [],
    registersNothing: false,
    register: { kind: 'request', method: 'POST', url: `${url}/orders`, headers: {}, body: order, seconds: 10, ...usualLimits },
    releases: {
      kind: 'request',
      method: 'GET',
      url: `${url}/releases/{depositId}`,
      headers: {},
      result: '/releases',
      seconds: 10,
      ...usualLimits,
    },
    refundEffects: {
      kind: 'request',
      method: 'GET',
      url: `${url}/refunds/{refundId}`,
      headers: {},
      result: '/refunds',
      seconds: 10,
      ...usualLimits,
    },
    refund: { kind: 'request', method: 'POST', url: `${url}/orders/{depositId}/refund`, headers: {}, seconds: 20, ...usualLimits },
    start: {
      command: [process.execPath, '--no-warnings', file],
      environment: {
        ...keyPlaceholders(scheme),
        STATUS_API: '{statusApi}',
        ORDERS: '{folder}/orders.sqlite',
        PORT: '{port}',
      },
      seconds: 20,
    },
    deadlines: usualReceiverDeadlines,
    limits: usualLimits,
    secrets: [],
  };
}

/** A port that is free now. */
function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => done(port));
    });
  });
}

export interface OpenReceiverOptions {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly configuration: ReceiverConfiguration;
  /** Folder that files of the configuration are relative to. */
  readonly folder: string;
  /** Unguessable text from which keys are drawn where the configuration names none. */
  readonly secret: string;
}

/** Whether the receiver is given that placeholder when it is started. */
function givenAtStart({ start }: ReceiverConfiguration, placeholder: string): boolean {
  return start !== undefined && [...start.command, ...Object.values(start.environment)].some((text) => text.includes(placeholder));
}

/** The keys that sign notifications. Both are empty where no set is given. */
function signingKeys({ apiKey, apiSignature }: Partial<Credentials> = {}): Pick<Credentials, 'apiKey' | 'apiSignature'> {
  return { apiKey: apiKey ?? '', apiSignature: apiSignature ?? '' };
}

/** What a configuration allows the suites to do with a receiver. */
function receiverCapabilities(configuration: ReceiverConfiguration, scheme: Scheme): ReadonlySet<Capability> {
  const { registersNothing, register, releases, start, rotate, further, refundEffects, refund } = configuration;
  const gets = (placeholder: string): boolean => givenAtStart(configuration, placeholder);
  const has: readonly (readonly [Capability, boolean])[] = [
    ['registersOrders', registersNothing || register !== undefined],
    ['countsReleases', releases !== undefined],
    ['startsStops', start !== undefined],
    ['receiverRotatesKeys', rotate !== undefined || gets(keyPlaceholder(scheme, 'apiSignature'))],
    ['countsRefunds', refundEffects !== undefined],
    ['startsRefunds', refund !== undefined],
    ['severalMerchants', further !== undefined || gets(keyPlaceholder(scheme, 'apiSignature', 'further'))],
  ];
  return new Set(has.flatMap(([capability, can]) => (can ? [capability] : [])));
}

/**
 * Opens a receiver: the status API first, then the receiver where a command starts it.
 *
 * @throws Blocked where it does not start, or nothing listens; the message says what to do
 */
async function openReceiver({ contract, profile, configuration, folder, secret }: OpenReceiverOptions): Promise<OpenReceiver> {
  const merchants = mockMerchants(secret, contract.scheme);
  const merchant = configuration.merchant ?? merchants.merchant;
  const account = { merchant: 'first', ...accountKeys([merchant]), addresses: [merchants.listedAddress] };
  const can = receiverCapabilities(configuration, contract.scheme);
  const furtherMerchant = configuration.further ?? (can.has('severalMerchants') ? merchants.furtherMerchant : undefined);
  const further = furtherMerchant ? [{ merchant: 'further', ...accountKeys([furtherMerchant]), addresses: [merchants.listedAddress] }] : [];
  let aheadMs = 0;
  const clock = (): number => Date.now() + aheadMs;
  const mock = mockProvider({ contract, profile, now: clock, accounts: [account, ...merchants.accounts.slice(1), ...further] });
  const status = statusApi({
    mock,
    merchant: 'first',
    otherMerchant: 'second',
    ...(furtherMerchant ? { furtherMerchant: 'further' } : {}),
    peer: merchants.listedAddress,
    elsewhere: () => elsewhere.url,
  });
  // A receiver that is given the certificate authority asks over HTTPS.
  const tls = givenAtStart(configuration, '{statusCa}')
    ? await certificates({ addresses: [configuration.statusApi.host ?? '127.0.0.1'] })
    : undefined;
  const secured = tls ? { tls } : {};
  const other = await serveStatus(status.answerElsewhere, secured);
  const elsewhere = { url: other.url.replace('127.0.0.1', 'localhost') };
  const serving = await serveStatus(status.answer, { ...configuration.statusApi, ...secured }).catch(async (error: unknown) => {
    await other.close();
    mock.close();
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Blocked('recipe-failed', said('status-api-port-refused', { code }));
  });
  const data = temporaryFolder('receiver');
  const statusCa = join(data.path, 'status-ca.pem');
  if (tls) writeFileSync(statusCa, tls.ca);
  const { origin, pathname, search, port, protocol } = new URL(configuration.url);
  const { deadlines, returnPage: page, refundEffects } = configuration;
  let known = secrets([
    ...configuration.secrets,
    ...secretKeys(contract.scheme, merchant),
    ...secretKeys(contract.scheme, merchants.secondMerchant),
    ...(furtherMerchant ? secretKeys(contract.scheme, furtherMerchant) : []),
  ]);
  let keys: { readonly current: Credentials; readonly previous: Credentials | undefined } = { current: merchant, previous: undefined };
  let program: Program | undefined;
  const output = new Printed();

  const values = (more: Values = {}): Values => ({
    statusApi: serving.url,
    statusCa,
    ...byRole(contract.scheme, signingKeys(keys.current)),
    ...byRole(contract.scheme, { apiSignature: keys.previous?.apiSignature ?? '' }, 'old'),
    ...byRole(contract.scheme, signingKeys(furtherMerchant), 'further'),
    port: port || (protocol === 'https:' ? '443' : '80'),
    folder: data.path,
    ...more,
  });
  const done = (name: string, recipe: Recipe | undefined, more: Values = {}): Promise<string> => {
    if (!recipe) throw new Blocked('recipe-failed', said('receiver-member-missing', { name }));
    return follow(`receiver.${name}`, recipe, values(more), askAtTerminal);
  };

  async function start(): Promise<void> {
    const { start: how } = configuration;
    if (!how || program) return;
    if (await listens(configuration.url)) {
      throw new Blocked('recipe-failed', said('receiver-port-taken', { url: configuration.url }));
    }
    const fill = (text: string): string => text.replace(/\{([A-Za-z]\w*)\}/g, (whole, name: string) => values()[name] ?? whole);
    const environment = Object.fromEntries(Object.entries(how.environment).map(([name, value]) => [name, fill(value)]));
    const { variables, takenOut } = readersEnvironment(environment);
    const started = startProgram(how.command.map(fill), {
      environment: variables,
      folder: resolve(folder, how.folder ?? '.'),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    program = started;
    const begun = output.from(Number.MAX_SAFE_INTEGER).end;
    for (const stream of [started.child.stdout, started.child.stderr]) stream?.on('data', (piece: Buffer) => output.add(piece));
    let ended: string | undefined;
    started.child.once('error', (error) => {
      ended = 'code' in error ? String(error.code) : 'unknown';
    });
    started.child.once('exit', () => {
      // A command that another one stops may leave a service running.
      if (!configuration.stop) started.end();
      if (program === started) program = undefined;
    });
    // When it closes, all of its output has come. A service that it leaves running may hold the streams open.
    started.child.once(configuration.stop ? 'exit' : 'close', (code: number | null, signal: string | null) => {
      ended ??= signal ?? said('exit-code', { code: String(code) });
    });
    const until = steadyMs() + how.seconds * 1000;
    while (!(await listens(configuration.url))) {
      // A command that starts a service and ends with success leaves the listening to the service.
      if (ended !== undefined && !(ended === said('exit-code', { code: '0' }) && configuration.stop)) {
        const shown = lastWords(known.redactText(Buffer.from(output.from(begun).text, 'latin1').toString('utf8')));
        const why = shown === '' ? said('receiver-start-ended', { ended }) : said('receiver-start-ended-saying', { ended, shown });
        throw new Blocked('recipe-failed', withTakenOut(why, takenOut, 'receiver.start.environment'));
      }
      if (steadyMs() > until) {
        throw new Blocked('recipe-failed', said('receiver-not-listening', { url: configuration.url, seconds: how.seconds }));
      }
      await wait(20);
    }
  }

  async function kill(): Promise<void> {
    if (configuration.stop) await done('stop', configuration.stop);
    const running = program;
    program = undefined;
    if (running?.child.pid === undefined || running.child.exitCode !== null) return;
    const gone = new Promise<void>((resolve_) => running.child.once('exit', () => resolve_()));
    running.end();
    await gone;
  }

  const transport = wire({
    url: origin,
    connections,
    deadlineMs: deadlines.answer * 1000,
    answerBytes: configuration.limits.answerBytes,
    fresh: true,
    ...(configuration.ca === undefined ? {} : { ca: readFileSync(resolve(folder, configuration.ca), 'utf8') }),
  });
  const close = async (): Promise<void> => {
    await transport.close();
    await kill();
    await Promise.all([serving.close(), other.close()]);
    mock.close();
    data.remove();
  };

  try {
    await start();
    if (!(await listens(configuration.url))) {
      throw new Blocked('target-gone', said('receiver-not-started', { url: configuration.url }));
    }
  } catch (error) {
    await close();
    throw error;
  }

  const role = receiverRole({
    can,
    target: `${pathname}${search}`,
    merchant,
    otherMerchant: merchants.secondMerchant,
    ...(furtherMerchant ? { furtherMerchant } : {}),
    newKeys: (number) => {
      const made = mockMerchants(`${secret} rotation ${number}`, contract.scheme).merchant;
      known = secrets([
        ...configuration.secrets,
        ...secretKeys(contract.scheme, merchant),
        ...secretKeys(contract.scheme, merchants.secondMerchant),
        ...(furtherMerchant ? secretKeys(contract.scheme, furtherMerchant) : []),
        ...secretKeys(contract.scheme, made),
      ]);
      return made;
    },
    status,
    statusUrl: serving.url,
    senderAddresses: configuration.senderAddresses,
    patience: { answerMs: deadlines.answer * 1000, healMs: deadlines.heal * 1000, settleMs: deadlines.settle * 1000 },
    printed: (from) => (configuration.start ? output.from(from) : undefined),
    now: clock,
    pass: (ms) => wait(ms),
    transport,
    close,
    controls: {
      ...(configuration.register
        ? {
            registerOrder: async ({ depositId, invoiceId, amount, currency }, of) => {
              const { apiKey } = of ?? keys.current;
              await done('register', configuration.register, {
                depositId,
                invoiceId,
                amount,
                currency,
                ...byRole(contract.scheme, { apiKey }),
              });
            },
          }
        : {}),
      ...(configuration.releases
        ? {
            countReleases: async (depositId) => countOf('receiver.releases', await done('releases', configuration.releases, { depositId })),
          }
        : {}),
      ...(configuration.effects
        ? {
            countEffects: (depositId) =>
              Promise.all(
                (configuration.effects ?? []).map(async (effect, at) => {
                  const name = `effects[${at}]`;
                  return countOf(`receiver.${name}`, await done(name, effect, { depositId }));
                }),
              ),
          }
        : {}),
      ...(refundEffects
        ? {
            countRefunds: async (depositId, refundIds) => {
              const counted = async (refundId: string): Promise<number> =>
                countOf('receiver.refundEffects', await done('refundEffects', refundEffects, { depositId, refundId }));
              if (!usesValue(refundEffects, 'refundId')) return counted('');
              return (await Promise.all(refundIds.map(counted))).reduce((sum, count) => sum + count, 0);
            },
          }
        : {}),
      ...(configuration.advanceClock
        ? {
            advanceClock: async (seconds) => {
              aheadMs += seconds * 1000;
              await done('advanceClock', configuration.advanceClock, { seconds: String(aheadMs / 1000) });
            },
          }
        : {}),
      ...(configuration.refund
        ? {
            startRefund: async ({ depositId, invoiceId, amount, currency }) => {
              await done('refund', configuration.refund, { depositId, invoiceId, amount, currency });
            },
          }
        : {}),
      ...(page
        ? {
            openReturnPage: ({ depositId, invoiceId }) =>
              openPage('receiver.returnPage', page, values({ depositId, invoiceId }), askAtTerminal),
          }
        : {}),
      ...(configuration.start ? { kill, start } : {}),
      ...(can.has('receiverRotatesKeys')
        ? {
            rotateKeys: async (current, previous) => {
              keys = { current, previous };
              if (configuration.rotate) await done('rotate', configuration.rotate);
              else {
                await kill();
                await start();
              }
            },
          }
        : {}),
    },
  });
  const identity = {
    ...(configuration.start ? programOf(configuration.start.command, folder, known) : {}),
    ...(configuration.merchant ? keysOf(contract.scheme, [configuration.merchant]) : {}),
  };
  return { role, url: configuration.url, identity, secrets: () => known, close };
}

/** Whether something listens at the host of a URL. */
function listens(url: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (protocol === 'https:' ? 443 : 80)) });
  return new Promise((answer) => {
    const end = (listening: boolean): void => {
      socket.destroy();
      answer(listening);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/** The receiver that a run judges: that of a configuration file, or the reference. A free port replaces `{port}` in its URL. */
export async function openReceiverOf(
  file: string | undefined,
  contract: Contract,
  profile: Profile,
  secret: string,
): Promise<OpenReceiver> {
  const configuration = file === undefined ? referenceReceiver(contract, profile) : receiverConfigurationIn(file, contract);
  const url = configuration.url.includes('{port}') ? configuration.url.replace('{port}', String(await freePort())) : configuration.url;
  return openReceiver({
    contract,
    profile,
    configuration: { ...configuration, url },
    folder: file === undefined ? '.' : dirname(resolve(file)),
    secret,
  });
}
