import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { byRole, secretKeys } from '../../core/contract/credentials.ts';
import type { EnvironmentName } from '../../core/contract/ledger.ts';
import { type Secrets, secrets } from '../../core/redaction/redaction.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import type { Recognisable } from '../../core/verdict/telltales.ts';
import { said } from '../../language/sentences.ts';
import { storesResources } from '../../mock/effects/catalogue.ts';
import { type ProviderControls, type ProviderRole, providerRole, type RotatingAccount } from '../../roles/provider.ts';
import { creationsOf } from '../../roles/transport/creations.ts';
import { wire } from '../../roles/transport/wire.ts';
import { type Contract, mainResource } from '../../schemas/contract.ts';
import schema from '../../schemas/mock-line.schema.json' with { type: 'json' };
import { readBack } from '../../schemas/read-back.ts';
import type { Capability } from '../../specs/capability.ts';
import type { Profile } from '../../specs/profile.ts';
import type { MockLine, ReadyLine } from '../../specs/types/mock-line.ts';
import type { Settings } from '../../specs/types/mock-settings.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { basicEnvironment } from '../config/environment.ts';
import { compiled } from '../runner/compiled.ts';
import { steadyEpochMs } from '../steady.ts';
import { directCapabilities, mockOverlapMs } from './direct.ts';
import { type MockMerchants, mockMerchants, samplesOf } from './merchants.ts';

/** A mock in a process of its own, started for one worker and ended with it. */
export interface Embedded {
  readonly role: ProviderRole;
  readonly url: string;
  /** PEM of the authority that signed its certificate. */
  readonly ca: string;
  /** What no output may show. */
  readonly secrets: Secrets;
  /** What creations sent to it have in common. */
  readonly recognisable: () => Recognisable;
  readonly close: () => Promise<void>;
  /** Calls the mock's control API (its routes are in mock/control.ts). */
  readonly control: (path: string, body: Readonly<Record<string, unknown>>) => Promise<unknown>;
  /** Informs the role that the mock's clock was advanced to that moment, ms since the epoch. */
  readonly leap: (at: number) => void;
  readonly merchants: MockMerchants;
}

/** What an embedded mock does besides answering. */
export interface EmbeddedOptions {
  /** Sends notifications, and waits that long for each answer, ms. */
  readonly notifications?: { readonly timeLimitMs: number };
}

/** Connections to the mock: enough to keep both processes busy, few enough that no request waits long for others. */
const connections = 16;

/** Longest wait for an answer, ms. The mock answers in milliseconds; a machine under load may take seconds. */
const deadlineMs = 20_000;

/** Longest wait until a change of the address list shows, ms. The mock's shows at once. */
const changeShowsWithinMs = 10_000;

/** Our clock and the mock's are the same machine's: they differ by at most one tick, ms. */
const clockUncertaintyMs = 20;

export const embeddedCapabilities: ReadonlySet<Capability> = new Set(directCapabilities);

/** Only what is stored can be moved, counted or made to fail. */
function capabilitiesFor(contract: Contract): ReadonlySet<Capability> {
  const lacking: readonly Capability[] = [
    ...(storesResources(contract) ? [] : (['movesStatus', 'provokes500', 'countsDeposits'] as const)),
  ];
  return new Set([...embeddedCapabilities].filter((one) => !lacking.includes(one)));
}

type Controls = Omit<Required<ProviderControls>, 'rotatingAccount'>;

/** The controls without those of capabilities that the mock of a contract lacks. */
function offered(
  { moveStatus, provoking500, countDeposits, ...rest }: Controls,
  can: ReadonlySet<Capability>,
): Omit<Controls, 'moveStatus' | 'provoking500' | 'countDeposits'> &
  Pick<ProviderControls, 'moveStatus' | 'provoking500' | 'countDeposits'> {
  return {
    ...rest,
    ...(can.has('movesStatus') ? { moveStatus } : {}),
    ...(can.has('provokes500') ? { provoking500 } : {}),
    ...(can.has('countsDeposits') ? { countDeposits } : {}),
  };
}

const processFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../mock/process.ts' : '../../mock/process.js', import.meta.url),
);

/**
 * Starts the mock of a profile and returns the role that reaches it over HTTPS.
 *
 * @param secret unguessable text from which the merchants' keys and the control token are drawn; it goes to the child on its standard input only
 * @throws Error when the mock does not start
 */
export async function openEmbedded(contract: Contract, profile: Profile, secret: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const merchants = mockMerchants(secret, contract.scheme);
  const token = mockMerchants(`${secret} control`).merchant.apiSignature;
  const settings: Settings = {
    contract: contract.place,
    profile: profile.id,
    accounts: merchants.accounts,
    secondAccounts: merchants.secondAccounts,
    controlToken: token,
    ...options,
  };
  const child = spawn(process.execPath, [processFile], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { NODE_COMPILE_CACHE: compiled, ...basicEnvironment() },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin.write(`${JSON.stringify(settings)}\n`);
  const ready = await firstLine(child.stdout, ended);
  const { controlUrl } = ready;
  if (controlUrl === undefined) throw new Error('The mock opened no control API.');
  const leap = (at: number): void => {
    ahead = Math.max(ahead, at - Date.now());
  };
  const rotating = mockMerchants(`${secret} rotation`, contract.scheme);
  const creations = creationsOf(contract, () => performance.now());
  const transport = creations.watching(
    wire({ url: ready.url, plainUrl: ready.plainUrl, secondUrl: ready.secondUrl, ca: ready.ca, connections, deadlineMs }),
  );
  let frozenAt: number | undefined;
  let ahead = 0;
  const now = () => frozenAt ?? Date.now() + ahead;
  const call = callerOf(controlUrl, token);
  const reference = mainResource(contract)?.members.reference ?? '';
  const can = capabilitiesFor(contract);
  const controls = offered(controlsOver(call, merchants, 'first', reference), can);
  const close = async (): Promise<void> => {
    await transport.close();
    child.stdin.end();
    await ended;
  };
  return {
    url: ready.url,
    ca: ready.ca,
    recognisable: creations.recognisable,
    secrets: secrets([
      ...[merchants.merchant, merchants.secondMerchant, merchants.secondEnvironment].flatMap((set) => secretKeys(contract.scheme, set)),
      ...[rotating.merchant, rotating.secondMerchant].flatMap((set) => secretKeys(contract.scheme, set)),
      { role: 'control token', value: token },
    ]),
    close,
    control: call,
    leap,
    merchants,
    role: providerRole({
      contract,
      can,
      merchant: merchants.merchant,
      secondMerchant: merchants.secondMerchant,
      secondEnvironment: merchants.secondEnvironment,
      listedAddress: merchants.listedAddress,
      unlistedAddress: merchants.unlistedAddress,
      samples: samplesOf(contract),
      clockUncertaintyMs,
      now,
      elapsed: steadyEpochMs,
      wait: (ms) => wait(ms),
      inFlight: connections,
      changeShowsWithinMs,
      transport,
      close,
      controls: {
        ...controls,
        freezeClock: async (at) => {
          await controls.freezeClock(at);
          frozenAt = at;
        },
        rotatingAccount: async () => rotatingAccountOf(call, contract.scheme, rotating, now, leap, can),
      },
      secondControls: offered(controlsOver(call, merchants, 'second', reference), can),
    }),
  };
}

async function firstLine(output: NodeJS.ReadableStream, ended: Promise<void>): Promise<ReadyLine> {
  const lines = createInterface({ input: output });
  const line = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    ended.then(() => '{"error":"it ended before it was ready"}'),
  ]);
  const answer = readBack<MockLine>('The first line of the mock', JSON.parse(line), schema);
  if ('error' in answer) throw new Error(`The mock could not start: ${answer.error}`);
  return answer;
}

const countSchema = { type: 'object', required: ['count'], properties: { count: { type: 'integer', minimum: 0 } } };

type Caller = (path: string, body?: unknown) => Promise<unknown>;

/**
 * Calls the mock's control API.
 *
 * @throws Blocked where the mock has ended
 */
function callerOf(url: string, token: string): Caller {
  return async (path, body) => {
    const response = await fetch(new URL(path, url), {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    }).catch(() => {
      throw new Blocked('target-gone', said('mock-ended'));
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The mock's control API answered ${response.status} to ${path.replace(/\?.*/, '')}.`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
}

/** What a person could do at the panel of one environment of the mock, through its control API. */
function controlsOver(
  call: Caller,
  { name: merchant, listedAddress }: Pick<MockMerchants, 'name' | 'listedAddress'>,
  environment: EnvironmentName,
  reference: string,
): Controls {
  const listed = new Set([listedAddress]);
  const list = () => call('/addresses', { merchant, addresses: [...listed], environment });
  return {
    addAddress: async (address) => {
      listed.add(address);
      await list();
    },
    removeAddress: async (address) => {
      listed.delete(address);
      await list();
    },
    freezeClock: async (at) => {
      await call('/clock', { at: at ?? null });
    },
    provoking500: async (body) => {
      await call('/provoke-500', { invoiceId: String(body[reference]), environment });
      return body;
    },
    countDeposits: async (invoiceId) => {
      const answer = await call(`/deposits/count?${new URLSearchParams({ merchant, invoice: invoiceId, environment })}`);
      return readBack<{ readonly count: number }>('count', answer, countSchema).count;
    },
    moveStatus: async (depositId, status) => {
      await call('/status', { depositId, status, environment });
    },
  };
}

/** A merchant account of the mock whose keys nobody else uses; its old set ends on the mock's clock, which is advanced past that. */
async function rotatingAccountOf(
  call: Caller,
  scheme: Scheme,
  { merchant: keys, secondMerchant: fresh, listedAddress }: MockMerchants,
  now: () => number,
  leap: (at: number) => void,
  can: ReadonlySet<Capability>,
): Promise<RotatingAccount> {
  const merchant = 'rotating';
  await call('/merchants', { merchant, credentials: [byRole(scheme, keys)], addresses: [listedAddress] });
  const { countDeposits, moveStatus } = offered(controlsOver(call, { name: merchant, listedAddress }, 'first', ''), can);
  return {
    keys,
    controls: { ...(countDeposits ? { countDeposits } : {}), ...(moveStatus ? { moveStatus } : {}) },
    async roll() {
      const askedAt = now();
      await call('/keys', { merchant, credentials: byRole(scheme, fresh), overlapMs: mockOverlapMs });
      const answeredAt = now();
      return { keys: fresh, signing: true, readOnly: true, askedAt, answeredAt, endsAt: answeredAt + mockOverlapMs };
    },
    async pass(until) {
      await call('/advance', { ms: Math.max(0, until - now()) });
      leap(until);
      return true;
    },
  };
}
