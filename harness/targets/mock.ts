import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { accountKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { ProviderDecisions } from '../../core/decisions/provider.ts';
import type { WireRequest } from '../../core/exchange.ts';
import { ReaderError } from '../../language/reader-error.ts';
import { said } from '../../language/sentences.ts';
import { conformingProvider } from '../../mock/conforming-provider.ts';
import { serve } from '../../mock/https.ts';
import { latency } from '../../mock/latency.ts';
import { documentedReach, loopbackReach } from '../../mock/notifier.ts';
import { httpPost } from '../../mock/notifier-post.ts';
import { notificationTimer } from '../../mock/notifier-timer.ts';
import { type MockProvider, mockProvider } from '../../mock/provider.ts';
import { servePanel } from '../../panel/panel.ts';
import { endSoftly } from '../../roles/processes/ending.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import { environmentValue } from '../config/environment.ts';
import {
  asksFor500,
  type BlackBoxKeys,
  blackBoxAccounts,
  blackBoxConfiguration,
  blackBoxKeys,
  blackBoxMerchant,
  documentedKeys,
} from './black-box.ts';
import { listening } from './listening.ts';

export interface StandaloneOptions {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly port?: number;
  readonly plainPort?: number;
  readonly secondPort?: number;
  readonly controlPort?: number;
  /** File to write the certificate authority to (PEM). */
  readonly ca?: string;
  readonly json?: true;
  /** Simulates STG as it would be: no control API, but a panel. */
  readonly blackBox?: true;
  readonly panelPort?: number;
  /** File to write the configuration to with which the black-box mock is judged. */
  readonly configOut?: string;
  /** Mean of the round trip that is added to every call, ms. */
  readonly delay?: number;
  /** Decides the jitter of the delay. */
  readonly delaySeed: number;
  /** How far the mock's clock, its Date field too, is ahead of the system's, ms. */
  readonly clockOffset?: number;
  /** Where notifications may go: loopback alone where nothing is said, or any host on the documented ports. */
  readonly notify?: 'loopback' | 'documented';
  /** Decisions that differ: a fault, or another legal choice. */
  readonly override?: (conforming: ProviderDecisions) => ProviderDecisions;
  /**
   * Called for a request whose signature did not match, with all keys of the mock and the number of those before it that were passed over, once its answer
   * is decided: the answer itself tells nothing (SIG-08). To say why takes long, and a suite sends hundreds of them: it gets a tenth of the mock's time.
   */
  readonly onWrongSignature?: (request: WireRequest, keys: readonly Credentials[], receivedAt: number, passedOver: number) => void;
}

/** Twelve letters, a signature of 34, twenty letters: keys of the shape that the panel gives out. */
export function newKeys(): Credentials {
  const letters = (count: number): string =>
    randomBytes(count * 2)
      .toString('base64')
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, count);
  return { apiKey: letters(12), apiSignature: letters(34), readOnlyKey: letters(20) };
}

function codeOf(error: unknown, otherwise: string): string {
  return error instanceof Error && 'code' in error ? String(error.code) : otherwise;
}

function write(option: string, file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new ReaderError('file-unwritable', { option, file, code: codeOf(error, 'unwritable') });
  }
}

/** How long nothing is reported after a report, as a multiple of the time that it took. */
const restAfterTelling = 9;

/** The same decisions, with a report of wrong signatures beside the answer, as far as there is time for it. */
function overheard(
  decisions: ProviderDecisions,
  tell: (request: WireRequest, receivedAt: number, passedOver: number) => void,
): ProviderDecisions {
  let restsUntil = 0;
  let passedOver = 0;
  const heard = (request: WireRequest, receivedAt: number): void => {
    const began = performance.now();
    if (began < restsUntil) {
      passedOver += 1;
      return;
    }
    tell(request, receivedAt, passedOver);
    passedOver = 0;
    const ended = performance.now();
    restsUntil = ended + (ended - began) * restAfterTelling;
  };
  return {
    ...decisions,
    answerTo: (refusal, call, expected) => {
      if (refusal.because === 'signature-wrong') setImmediate(() => heard(call.arrival.request, call.now));
      return decisions.answerTo(refusal, call, expected);
    },
  };
}

function mockOf(
  { contract, profile, override, clockOffset = 0, onWrongSignature, notify }: StandaloneOptions,
  blackBox: BlackBoxKeys | undefined,
): MockProvider {
  const conforming = conformingProvider(contract, profile.interpretations, profile.scheme);
  const keys: Credentials = {
    apiKey: environmentValue('API_KEY') ?? documentedKeys.apiKey,
    apiSignature: environmentValue('API_SIGNATURE') ?? documentedKeys.apiSignature,
    readOnlyKey: environmentValue('READ_ONLY_KEY') ?? documentedKeys.readOnlyKey,
  };
  const deciding = override ? override(conforming) : conforming;
  const accounts =
    blackBox === undefined
      ? [{ merchant: blackBoxMerchant, ...accountKeys([keys]), addresses: ['127.0.0.1', '::1'] }]
      : blackBoxAccounts(blackBox.merchants).accounts;
  const known = blackBox === undefined ? [keys] : [blackBox.merchants.merchant, blackBox.merchants.secondMerchant];
  const { post } = httpPost();
  const timer = notificationTimer(() => mock, notSent);
  const mock = mockProvider({
    contract,
    profile,
    decisions: onWrongSignature
      ? overheard(deciding, (request, receivedAt, passedOver) => onWrongSignature(request, known, receivedAt, passedOver))
      : deciding,
    now: () => Date.now() + clockOffset,
    ...(blackBox === undefined ? { accounts } : { ...blackBoxAccounts(blackBox.merchants), failsOnce: asksFor500 }),
    notifications: { post, reach: notify === 'documented' ? documentedReach : loopbackReach, queued: timer.arm },
  });
  return mock;
}

/** What the notifier cannot do is a fault of ours; the API goes on. */
function notSent(failure: unknown): void {
  process.stderr.write(said('notification-not-sent', { why: failure instanceof Error ? failure.name : 'unknown' }));
}

/**
 * Starts the mock in this process and prints one ready line; it ends with an interrupt. Keys come from API_KEY, API_SIGNATURE and READ_ONLY_KEY, else
 * they are the documented ones. The control API opens only where CONTROL_TOKEN is set and the mock is not a black box; the panel of a black-box one is open to
 * PANEL_TOKEN, or to the documented token.
 * @throws ReaderError when a port is taken or a file cannot be written
 */
export async function startMock(options: StandaloneOptions): Promise<void> {
  const { profile, port, plainPort, secondPort, controlPort, panelPort, delay, delaySeed, json } = options;
  const blackBox = options.blackBox ? blackBoxKeys(environmentValue) : undefined;
  const token = blackBox === undefined ? environmentValue('CONTROL_TOKEN') : undefined;
  const mock = mockOf(options, blackBox);
  const closers: (() => Promise<void>)[] = [async () => mock.close()];
  const end = async (): Promise<void> => {
    await Promise.all(closers.map((close) => close()));
  };
  const ports = {
    '--port': port,
    '--plain-port': plainPort,
    '--second-port': secondPort,
    '--control-port': controlPort,
    '--panel-port': panelPort,
  };
  await listening(ports, end, async () => {
    const serving = await serve({
      mock,
      ...(port === undefined ? {} : { port }),
      ...(plainPort === undefined ? {} : { plainPort }),
      ...(secondPort === undefined ? {} : { secondPort }),
      ...(delay === undefined ? {} : { latency: latency(delay, delaySeed) }),
      control: token === undefined ? undefined : { token, ...(controlPort === undefined ? {} : { port: controlPort }) },
    });
    closers.push(serving.close);
    const { url, plainUrl, secondUrl, controlUrl } = serving;
    let panelUrl: string | undefined;
    let configuration: string | undefined;
    if (blackBox !== undefined) {
      const panel = await servePanel({ mock, token: blackBox.panelToken, port: panelPort ?? 0, merchant: blackBoxMerchant, newKeys });
      closers.push(panel.close);
      panelUrl = panel.url;
      if (options.configOut !== undefined) configuration = resolve(options.configOut);
    }
    const ca = options.ca ?? (configuration === undefined ? undefined : `${configuration.replace(/\.ya?ml$/, '')}.ca.pem`);
    if (ca !== undefined) write('--ca', ca, serving.ca);
    if (configuration !== undefined && panelUrl !== undefined && ca !== undefined) {
      const places = { url, plainUrl, secondUrl, panelUrl };
      write('--config-out', configuration, blackBoxConfiguration(places, profile.id, dirname(configuration), resolve(ca)));
    }
    // An answer that is held back keeps nobody waiting.
    endSoftly(() => void end().then(() => process.exit()));
    const health = `${url}/health`;
    const line = {
      ready: true,
      url,
      plainUrl,
      ...(blackBox === undefined ? {} : { secondUrl, panelUrl }),
      health,
      ...(controlUrl === undefined ? {} : { controlUrl }),
      ...(configuration === undefined ? {} : { configuration }),
      ca: serving.ca,
    };
    const more = [
      `profile ${profile.id}`,
      `health ${health}`,
      said('plain-http-refused-on', { plainUrl }),
      ...(controlUrl === undefined ? [] : [`control API ${controlUrl}`]),
      ...(panelUrl === undefined ? [] : [`second environment ${secondUrl}`, `panel ${panelUrl}`]),
    ];
    process.stdout.write(json ? `${JSON.stringify(line)}\n` : `ready: ${url} (${more.join('; ')})\n${nextSteps(options, blackBox)}`);
  });
}

/** How the black-box mock is judged, for people: the variables that are not set yet, with their invented values, and the command. */
function nextSteps({ configOut }: StandaloneOptions, blackBox: BlackBoxKeys | undefined): string {
  if (blackBox === undefined || configOut === undefined) return '';
  const unset = Object.entries(blackBox.unset).map(([name, value]) => `${name}=${value}`);
  const set = unset.length === 0 ? '' : said('set-invented-keys', { unset: unset.join(' \\\n    ') });
  return `${set}${said('judge-it', { configOut })}\n`;
}
