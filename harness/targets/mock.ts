import { randomBytes } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { accountKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { ProviderDecisions } from '../../core/decisions/provider.ts';
import { ReaderError } from '../../language/reader-error.ts';
import { said } from '../../language/sentences.ts';
import { conformingProvider } from '../../mock/conforming-provider.ts';
import { hasCode, storesResources } from '../../mock/effects/catalogue.ts';
import { serve } from '../../mock/https.ts';
import { latency } from '../../mock/latency.ts';
import { documentedReach, loopbackReach } from '../../mock/notifier.ts';
import { httpPost } from '../../mock/notifier-post.ts';
import { notificationTimer } from '../../mock/notifier-timer.ts';
import { type MockProvider, mockProvider } from '../../mock/provider.ts';
import { servePanel } from '../../panel/panel.ts';
import { contractOptions, shellWord } from '../../reports/reproduction.ts';
import { endSoftly } from '../../roles/processes/ending.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import { environmentValue } from '../config/environment.ts';
import { useLittleMemory } from '../runner/little-memory.ts';
import { howToCall, writeAuthority } from '../watch/how-to-call.ts';
import { logged, type RequestLog, requestLog } from '../watch/request-log.ts';
import { endWithStarter } from '../watch/starter-end.ts';
import { writeWhole } from '../whole-file.ts';
import {
  asksFor500,
  type BlackBoxKeys,
  blackBoxAccounts,
  blackBoxConfiguration,
  blackBoxKeys,
  blackBoxMerchant,
  ownKeys,
} from './black-box.ts';
import { listening } from './listening.ts';

export interface StandaloneOptions {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly port?: number;
  readonly plainPort?: number;
  readonly secondPort?: number;
  readonly controlPort?: number;
  /** File for the certificate authority (PEM). */
  readonly ca?: string;
  readonly json?: true;
  /** Simulates STG: a panel, but no control API. */
  readonly blackBox?: true;
  readonly panelPort?: number;
  /** File for the configuration with which the black-box mock is judged. */
  readonly configOut?: string;
  /** Mean of the round trip that is added to every call, ms. */
  readonly delay?: number;
  /** Decides the jitter of the delay. */
  readonly delaySeed: number;
  /** How far the mock's clock, its Date field too, is ahead of the system's, ms. */
  readonly clockOffset?: number;
  /** Where notifications may go: only loopback by default, or any host on the documented ports. */
  readonly notify?: 'loopback' | 'documented';
  /** Decisions that differ: a fault, or another legal choice. */
  readonly override?: (conforming: ProviderDecisions) => ProviderDecisions;
  /** Answers to a wrong signature and a date outside the window say their cause. */
  readonly explainInAnswers?: true;
  /** Whether it stays when the process that started it ends. */
  readonly keep?: true;
}

/** Twelve letters, a signature of 34, twenty letters: keys in the form that the panel gives out. */
export function newKeys(): Credentials {
  const letters = (count: number): string =>
    randomBytes(count * 2)
      .toString('base64')
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, count);
  return { apiKey: letters(12), apiSignature: letters(34), readOnlyKey: letters(20) };
}

/** A token that nobody can guess. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

function codeOf(error: unknown, otherwise: string): string {
  return error instanceof Error && 'code' in error ? String(error.code) : otherwise;
}

function write(option: string, file: string, text: string): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    throw new ReaderError('file-unwritable', { option, file, code: codeOf(error, 'unwritable') });
  }
}

function mockOf(
  { contract, profile, override, clockOffset = 0, notify }: StandaloneOptions,
  blackBox: BlackBoxKeys | undefined,
  log: Pick<RequestLog, 'heard'>,
): MockProvider {
  const conforming = conformingProvider(contract, profile.interpretations, profile.scheme);
  const accounts =
    blackBox === undefined
      ? [{ merchant: blackBoxMerchant, ...accountKeys([ownKeys(environmentValue, contract.scheme).keys]), addresses: ['127.0.0.1', '::1'] }]
      : blackBoxAccounts(blackBox.merchants).accounts;
  const { post } = httpPost();
  const timer = notificationTimer(() => mock, notSent);
  const mock = mockProvider({
    contract,
    profile,
    decisions: log.heard(override ? override(conforming) : conforming),
    now: () => Date.now() + clockOffset,
    ...(blackBox === undefined ? { accounts } : { ...blackBoxAccounts(blackBox.merchants), failsOnce: asksFor500 }),
    notifications: { post, reach: notify === 'documented' ? documentedReach : loopbackReach, queued: timer.arm },
  });
  return mock;
}

/** A failure of the notifier is an error of ours; the API continues. */
function notSent(failure: unknown): void {
  process.stderr.write(said('notification-not-sent', { why: failure instanceof Error ? failure.name : 'unknown' }));
}

/**
 * Starts the mock in this process and prints one ready line; an interrupt ends it. Keys come from the variables that the contract names, else they
 * are the documented ones. The control API opens where CONTROL_TOKEN or its port is set and the mock is not a black box; PANEL_TOKEN opens the panel
 * of a black-box one. A token that is not set is drawn at random and printed.
 *
 * @throws ReaderError when a port is taken or a file cannot be written
 */
export async function startMock(options: StandaloneOptions): Promise<void> {
  useLittleMemory();
  const { profile, port, plainPort, secondPort, controlPort, panelPort, delay, delaySeed, json } = options;
  const blackBox = options.blackBox ? blackBoxKeys(environmentValue, options.contract.scheme, newToken()) : undefined;
  const given = environmentValue('CONTROL_TOKEN');
  const token = blackBox !== undefined ? undefined : (given ?? (controlPort === undefined ? undefined : newToken()));
  const unset = {
    ...(blackBox ?? ownKeys(environmentValue, options.contract.scheme)).unset,
    ...(given === undefined && token !== undefined ? { CONTROL_TOKEN: token } : {}),
  };
  let own = '';
  const log = requestLog({
    contract: options.contract,
    scheme: profile.scheme,
    accounts: (environment) => mock.environment(environment).ledger.accounts(),
    hidesPayer: false,
    url: () => own,
    // What a program reads has one line; what people read has all of them.
    write: (lines) => void (json ? process.stderr : process.stdout).write(lines),
    refusedOnly: json === true,
    explainsInAnswers: options.explainInAnswers === true,
  });
  const mock = mockOf(options, blackBox, log);
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
      mock: logged(mock, log),
      onTlsFailure: log.handshakeFailed,
      ...(port === undefined ? {} : { port }),
      ...(plainPort === undefined ? {} : { plainPort }),
      ...(secondPort === undefined ? {} : { secondPort }),
      ...(delay === undefined ? {} : { latency: latency(delay, delaySeed) }),
      control: token === undefined ? undefined : { token, ...(controlPort === undefined ? {} : { port: controlPort }) },
    });
    closers.push(serving.close);
    const { url, plainUrl, secondUrl, controlUrl } = serving;
    own = url;
    let panelUrl: string | undefined;
    let configuration: string | undefined;
    if (blackBox !== undefined) {
      const panel = await servePanel({ mock, token: blackBox.panelToken, port: panelPort ?? 0, merchant: blackBoxMerchant, newKeys });
      closers.push(panel.close);
      panelUrl = panel.url;
      if (options.configOut !== undefined) configuration = resolve(options.configOut);
    }
    const ca = options.ca ?? (configuration === undefined ? undefined : `${configuration.replace(/\.ya?ml$/, '')}.ca.pem`);
    const authority = ca === undefined && json ? undefined : writeAuthority(serving.ca, ca);
    if (authority !== undefined) closers.push(async () => authority.remove());
    if (configuration !== undefined && panelUrl !== undefined && ca !== undefined) {
      const places = { url, plainUrl, secondUrl, panelUrl };
      const text = blackBoxConfiguration(places, options.contract, profile.id, dirname(configuration), resolve(ca));
      write('--config-out', configuration, text);
    }
    // A delayed answer does not hold up the end.
    const ending = (): void => void end().then(() => process.exit());
    endSoftly(ending, { onHangup: options.keep !== true });
    if (options.keep !== true) endWithStarter(ending);
    const health = `${url}/health`;
    const line = {
      ready: true,
      url,
      plainUrl,
      ...(blackBox === undefined ? {} : { secondUrl, panelUrl }),
      health,
      ...(controlUrl === undefined ? {} : { controlUrl }),
      ...(configuration === undefined ? {} : { configuration }),
      ...(Object.keys(unset).length === 0 ? {} : { unset }),
      ca: serving.ca,
    };
    const more = [
      `profile ${profile.id}`,
      `health ${health}`,
      said('plain-http-refused-on', { plainUrl }),
      ...(controlUrl === undefined ? [] : [said('control-api-on', { controlUrl })]),
      ...(panelUrl === undefined ? [] : [said('second-environment-on', { secondUrl }), `panel ${panelUrl}`]),
    ];
    process.stdout.write(
      json || authority === undefined
        ? `${JSON.stringify(line)}\n`
        : `ready: ${url} (${more.join('; ')})\n\n${withoutCode(options.contract)}${howToCall(unset, authority)}${nextStep(options)}`,
    );
  });
}

/** What the operations of a contract do for which no code says it. */
function withoutCode(contract: Contract): string {
  if (hasCode(contract)) return '';
  return `${said(storesResources(contract) ? 'mock-stores-main-resource' : 'mock-answers-examples')}\n\n`;
}

/** How the black-box mock is judged. */
function nextStep({ configOut, contract }: StandaloneOptions): string {
  const more = contractOptions(contract.source).map((word) => ` ${shellWord(word)}`);
  return configOut === undefined ? '' : `${said('judge-it', { configOut, more: more.join('') })}\n\n`;
}
