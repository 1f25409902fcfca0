import { accountKeys } from '../../core/contract/credentials.ts';
import type { EnvironmentName } from '../../core/contract/ledger.ts';
import type { ProviderDecisions } from '../../core/decisions/provider.ts';
import { conformingProvider } from '../../mock/conforming-provider.ts';
import { type Direct, direct } from '../../mock/direct.ts';
import { type KeyUses, type MockProvider, mockProvider, type Notifications } from '../../mock/provider.ts';
import { type ProviderControls, providerRole, type RotatingAccount } from '../../roles/provider.ts';
import { type Contract, mainResource } from '../../schemas/contract.ts';
import type { Capability } from '../../specs/capability.ts';
import type { Profile } from '../../specs/profile.ts';
import type { ProviderTestEnvironment } from '../../suites/clause-test.ts';
import { type MockMerchants, mockMerchants, samplesOf } from './merchants.ts';
import type { Way } from './way.ts';

/** The mock in process: a conforming provider, or one with a decision replaced. */
export interface DirectOptions {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly override?: (conforming: ProviderDecisions) => ProviderDecisions;
  /** Mixes into ids and keys; letters and digits. */
  readonly nonce: string;
  /** Where the virtual clock begins, ms since the epoch. */
  readonly startAt: number;
  /** What the suites may do to it, of everything that it can do: a black box allows less. */
  readonly can?: ReadonlySet<Capability>;
  /** The way that calls take; none takes no time and loses nothing. */
  readonly way?: Way;
}

/** What the mock in process lets the suites do. */
export const directCapabilities: readonly Capability[] = [
  'controlsClock',
  'provokes500',
  'countsDeposits',
  'secondMerchant',
  'secondEnvironment',
  'secondAddress',
  'changesAddresses',
  'movesStatus',
  'rotatesKeys',
  'plainPort',
  'wire',
];

/** A minute of virtual time: the default of a configured target. */
const changeShowsWithinMs = 60_000;

/**
 * The mock in this process, as a role. Its clock is virtual: it advances by a millisecond with each request, so that a run is the same every time and
 * deadlines are reached.
 */
export function openDirect(options: DirectOptions): ProviderTestEnvironment {
  return assembleDirect(options).env;
}

/** A mock in this process with its parts. */
export interface DirectMock {
  readonly env: ProviderTestEnvironment;
  readonly mock: MockProvider;
  readonly merchants: MockMerchants;
  /** Requests that were sent to it, and 1 ms for each. */
  readonly requests: () => number;
}

interface AssemblyOptions {
  /** Lets it send some. */
  readonly notifications?: Notifications;
  /** Lets it count uses of keys. */
  readonly keyUses?: KeyUses;
  /** Puts an adapter between the role and the mock. */
  readonly through?: (call: Direct) => Direct;
}

/** The same, with access to the mock. */
export function assembleDirect({
  contract,
  profile,
  override,
  nonce,
  startAt,
  can = new Set(directCapabilities),
  notifications,
  keyUses,
  through = (call) => call,
  way,
}: DirectOptions & AssemblyOptions): DirectMock {
  const merchants: MockMerchants = mockMerchants(nonce, contract.scheme);
  let clock = startAt;
  const conforming = conformingProvider(contract, profile.interpretations, profile.scheme);
  const mock = mockProvider({
    contract,
    profile,
    decisions: override ? override(conforming) : conforming,
    now: () => clock,
    accounts: merchants.accounts,
    secondAccounts: merchants.secondAccounts,
    ...(notifications === undefined ? {} : { notifications }),
    ...(keyUses === undefined ? {} : { keyUses }),
  });
  const call = through(direct(mock));
  const answer: Parameters<typeof providerRole>[0]['transport']['send'] = async (request, sending) => {
    const { thereMs, backMs, instead } = way?.() ?? { thereMs: 0, backMs: 0 };
    const sentAt = clock + 1;
    clock = sentAt;
    if (thereMs > 0) await Promise.resolve();
    clock = Math.max(clock, sentAt + thereMs);
    if (instead !== undefined) return instead;
    const answered = await call(request, {
      peer: sending.from ?? merchants.listedAddress,
      secure: !sending.plain,
      environment: sending.environment ?? 'first',
      ...(sending.abandon === undefined ? {} : { abandon: sending.abandon === 'before-last-byte' ? 'before-last-byte' : 'after-upload' }),
    });
    // Other calls travel at the same time.
    clock = Math.max(clock, sentAt + thereMs + backMs);
    return answered;
  };
  const provider = providerRole({
    contract,
    can,
    merchant: merchants.merchant,
    ...(can.has('secondMerchant') ? { secondMerchant: merchants.secondMerchant } : {}),
    ...(can.has('secondEnvironment') ? { secondEnvironment: merchants.secondEnvironment } : {}),
    listedAddress: merchants.listedAddress,
    ...(can.has('secondAddress') ? { unlistedAddress: merchants.unlistedAddress } : {}),
    samples: samplesOf(contract),
    clockUncertaintyMs: 0,
    now: () => mock.now(),
    inFlight: 64,
    elapsed: () => clock,
    wait: async (ms) => {
      clock += ms;
    },
    transport: {
      send: answer,
      race: (_count, make) => Promise.all(make().map((request) => answer(request, {}))),
      close: async () => mock.close(),
    },
    close: async () => mock.close(),
    changeShowsWithinMs,
    controls: {
      ...controlsOf(mock, merchants, can, 'first'),
      ...(can.has('rotatesKeys')
        ? { rotatingAccount: async () => rotatingAccountOf(mock, mockMerchants(`${nonce} rotation`, contract.scheme), can) }
        : {}),
    },
    ...(can.has('secondEnvironment') ? { secondControls: controlsOf(mock, merchants, can, 'second') } : {}),
  });
  return { env: { provider, contract, profile }, mock, merchants, requests: () => clock - startAt };
}

/** How long the old set of the mock stays active after a roll, ms: its clock is advanced past that. */
export const mockOverlapMs = 30_000;

/** The mock's own controls in one environment, as far as the suites may use them. */
function controlsOf(
  { controls, contract }: MockProvider,
  merchants: Pick<MockMerchants, 'name' | 'listedAddress'>,
  can: ReadonlySet<Capability>,
  environment: EnvironmentName,
): ProviderControls {
  const listed = new Set([merchants.listedAddress]);
  const reference = mainResource(contract)?.members.reference ?? '';
  const all = {
    controlsClock: { freezeClock: async (at) => controls.freezeClock(at) },
    provokes500: {
      provoking500: async (body) => {
        controls.provoke500(String(body[reference]), environment);
        return body;
      },
    },
    countsDeposits: { countDeposits: async (invoiceId) => controls.countDeposits(merchants.name, invoiceId, environment) },
    changesAddresses: {
      addAddress: async (address) => {
        listed.add(address);
        controls.putAddresses(merchants.name, [...listed], environment);
      },
      removeAddress: async (address) => {
        listed.delete(address);
        controls.putAddresses(merchants.name, [...listed], environment);
      },
    },
    movesStatus: {
      moveStatus: async (depositId, status) => {
        controls.moveStatus(depositId, status, environment);
      },
    },
  } satisfies Partial<Record<Capability, ProviderControls>>;
  return Object.assign({}, ...(Object.keys(all) as (keyof typeof all)[]).filter((name) => can.has(name)).map((name) => all[name]));
}

/** An account of its own, whose keys nobody else uses. */
function rotatingAccountOf(mock: MockProvider, made: MockMerchants, can: ReadonlySet<Capability>): RotatingAccount {
  const { merchant: keys, secondMerchant: fresh, listedAddress: address } = made;
  const name = 'rotating';
  mock.controls.addMerchant({ merchant: name, ...accountKeys([keys]), addresses: [address] });
  const { countDeposits, moveStatus } = controlsOf(mock, { name, listedAddress: address }, can, 'first');
  return {
    keys,
    controls: { ...(countDeposits ? { countDeposits } : {}), ...(moveStatus ? { moveStatus } : {}) },
    async roll() {
      const askedAt = mock.now();
      mock.controls.rollKeys(name, fresh, { overlapMs: mockOverlapMs, signing: true, readOnly: true });
      return { keys: fresh, signing: true, readOnly: true, askedAt, answeredAt: askedAt, endsAt: askedAt + mockOverlapMs };
    },
    async pass(until) {
      await mock.controls.advance(Math.max(0, until - mock.now()));
      return true;
    },
  };
}
