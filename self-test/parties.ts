import { callCoverage } from '../audit/coverage.ts';
import type { ClientDecisions } from '../core/decisions/client.ts';
import type { KeyUseDecisions } from '../core/decisions/key-use.ts';
import { type Override, overridden } from '../core/decisions/override.ts';
import type { ProviderDecisions } from '../core/decisions/provider.ts';
import type { ReceiverDecisions } from '../core/decisions/receiver.ts';
import type { SenderDecisions } from '../core/decisions/sender.ts';
import type { Outcome } from '../core/verdict/verdict.ts';
import { openDirect } from '../harness/targets/direct.ts';
import { openDirectClient } from '../harness/targets/direct-client.ts';
import { openDirectKeyUse } from '../harness/targets/direct-key-use.ts';
import { openDirectReceiver } from '../harness/targets/direct-receiver.ts';
import { openDirectSender } from '../harness/targets/direct-sender.ts';
import { openServed, type RecipeSet } from '../harness/targets/served.ts';
import { type Way, type WayName, wayOf } from '../harness/targets/way.ts';
import { type Certificates, certificates } from '../mock/certificate.ts';
import type { Contract } from '../schemas/contract.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';
import type { AmbiguityId, Interpretations } from '../specs/types/ambiguities.ts';
import type { CountedEnvironment } from '../suites/clause-run.ts';
import { askClauseTest } from '../suites/clause-runner.ts';
import type {
  ClauseTest,
  ClientTestEnvironment,
  KeyUseTestEnvironment,
  ProviderTestEnvironment,
  ReceiverTestEnvironment,
  SenderTestEnvironment,
  TestEnvironment,
} from '../suites/clause-test.ts';
import { clientTests } from '../suites/client/catalogue.ts';
import { countingClient } from '../suites/client/counting.ts';
import { keyUseTests } from '../suites/key-use/catalogue.ts';
import { countingKeyUse } from '../suites/key-use/counting.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { counting } from '../suites/provider/counting.ts';
import { receiverTests } from '../suites/receiver/catalogue.ts';
import { countingReceiver } from '../suites/receiver/counting.ts';
import { senderTests } from '../suites/sender/catalogue.ts';
import { counting as countingSender } from '../suites/sender/counting.ts';
import { clientVariants } from './conforming/client/catalogue.ts';
import { keyUseVariants } from './conforming/key-use/catalogue.ts';
import { providerVariants } from './conforming/provider/catalogue.ts';
import { receiverVariants } from './conforming/receiver/catalogue.ts';
import { senderVariants } from './conforming/sender/catalogue.ts';
import { clientFaults } from './faults/client/catalogue.ts';
import { keyUseFaults } from './faults/key-use/catalogue.ts';
import { providerFaults } from './faults/provider/catalogue.ts';
import { receiverFaults } from './faults/receiver/catalogue.ts';
import { senderFaults } from './faults/sender/catalogue.ts';
import { impostorParty } from './impostors/party.ts';
import { cameOf, caughtBy, falseAlarms, type Row, type SelfTestSettings, strays } from './matrix.ts';
import type { SelfTestedParty } from './self-tested-party.ts';

/** A counterpart to ask: a conforming one with another choice, or a faulty one with one decision overridden. */
export interface Counterpart<Decisions> {
  readonly id: string;
  readonly override?: Override<Decisions>;
  /** Other interpretations of ambiguities. */
  readonly interpretations?: Partial<Interpretations>;
  /** The way between it and us. */
  readonly way?: WayName;
  /** Ambiguities of which the profile requires its own interpretation. */
  readonly requires?: readonly AmbiguityId[];
  /** The clauses that a fault contradicts. */
  readonly breaks?: readonly ClauseId[];
  /** Those that it contradicts in some cases only. */
  readonly mayBreak?: readonly ClauseId[];
  /** Other clauses whose tests make the calls that show it. */
  readonly shownBy?: readonly ClauseId[];
  /** The warnings listed for a conforming one. */
  readonly warns?: readonly ClauseId[];
}

/** A counterpart that was opened for one clause test. */
interface Opened<Env> {
  readonly asked: CountedEnvironment<Env>;
  /** The time that a clause run takes, ms. */
  readonly elapsed: () => number;
  readonly close: () => Promise<void>;
}

/** A party to the contract, as the self-test asks it in this process. */
export interface Party<Env extends TestEnvironment, Decisions> {
  /** Its first letter tells its ids from those of the others. */
  readonly name: 'provider' | 'receiver' | 'sender' | 'client' | 'key-use';
  readonly faults: readonly (Counterpart<Decisions> & { readonly title: string })[];
  readonly variants: readonly (Counterpart<Decisions> & { readonly title: string })[];
  readonly tests: (contract: Contract) => readonly ClauseTest<Env>[];
  /** Whether a fault is asked everything, because its other clauses have to stay green; else only what it breaks. */
  readonly everything: boolean;
  /** The test whose traffic is that of an ordinary day. */
  readonly usual?: ClauseId;
  /** Cases as a multiple of each property's own number: enough for a fault to show, few enough for all of them in a minute. */
  readonly scale: number;
  open(settings: SelfTestSettings & { readonly nonce: string; readonly way?: Way }, override: Override<Decisions> | undefined): Opened<Env>;
  /** Asks one of them over sockets, where it can be asked so. */
  readonly askServed?: (
    settings: SelfTestSettings & { readonly served: RecipeSet },
    counterpart: Counterpart<Decisions>,
    tests: readonly ClauseTest<Env>[],
  ) => Promise<Row>;
}

/** What opens a counterpart in process with a decision overridden, where one is. */
function overriding<Decisions extends object>(override: Override<Decisions> | undefined) {
  return override ? { override: (conforming: Decisions) => overridden(conforming, override) } : {};
}

/** A clock that jumps does not measure how long a test takes: our own clock counts that. */
const ours = () => performance.now();

export const provider: Party<ProviderTestEnvironment, ProviderDecisions> = {
  name: 'provider',
  faults: providerFaults,
  variants: providerVariants,
  tests: providerTests,
  everything: false,
  scale: 0.3,
  open(settings, override) {
    const opened = openDirect({ ...settings, ...overriding<ProviderDecisions>(override) });
    const env = settings.axes === undefined ? opened : { ...opened, axes: settings.axes };
    const coverage = settings.recorded && callCoverage(settings.contract, 'provider');
    return {
      asked: counting(env, coverage),
      elapsed: settings.way ? ours : () => env.provider.now() - settings.startAt,
      close: () => env.provider.close(),
    };
  },
  askServed,
};

export const receiver: Party<ReceiverTestEnvironment, ReceiverDecisions> = {
  name: 'receiver',
  faults: receiverFaults,
  variants: receiverVariants,
  tests: () => receiverTests,
  everything: true,
  scale: 0.3,
  open(settings, override) {
    const env = openDirectReceiver({ ...settings, ...overriding<ReceiverDecisions>(override) });
    return { asked: countingReceiver(env), elapsed: ours, close: () => env.receiver.close() };
  },
};

export const sender: Party<SenderTestEnvironment, SenderDecisions> = {
  name: 'sender',
  faults: senderFaults,
  variants: senderVariants,
  tests: () => senderTests,
  everything: true,
  // Schedules cost next to nothing here, and each of the cases counts.
  scale: 1,
  open(settings, override) {
    const { env, requests } = openDirectSender({ ...settings, ...(override ? { override } : {}) });
    // The sender's clock advances by weeks, so the time of a clause run is counted by its requests.
    return { asked: countingSender(env), elapsed: settings.way ? ours : requests, close: () => env.provider.close() };
  },
};

export const client: Party<ClientTestEnvironment, ClientDecisions> = {
  name: 'client',
  faults: clientFaults,
  variants: clientVariants,
  tests: () => clientTests,
  everything: false,
  usual: 'IDM-19',
  scale: 0.3,
  open(settings, override) {
    const env = openDirectClient({ ...settings, ...overriding<ClientDecisions>(override) });
    return { asked: countingClient(env), elapsed: ours, close: () => env.client.close() };
  },
};

const keyUse: Party<KeyUseTestEnvironment, KeyUseDecisions> = {
  name: 'key-use',
  faults: keyUseFaults,
  variants: keyUseVariants,
  tests: () => keyUseTests,
  everything: true,
  scale: 1,
  open(settings, override) {
    const env = openDirectKeyUse({ ...settings, ...(override ? { override } : {}) });
    return { asked: countingKeyUse(env), elapsed: ours, close: () => env.keyUse.close() };
  },
};

/** What a counterpart uses, and what is required of it. */
function profileOf(
  { profile: promised }: SelfTestSettings,
  { interpretations, requires = [] }: Pick<Counterpart<unknown>, 'interpretations' | 'requires'>,
): Profile {
  return {
    ...promised,
    interpretations: { ...promised.interpretations, ...interpretations },
    requires: [...promised.requires, ...requires],
  };
}

/**
 * Asks one counterpart the given tests, in this process. Each test meets it in its initial state.
 */
export async function ask<Env extends TestEnvironment, Decisions>(
  party: Party<Env, Decisions>,
  settings: SelfTestSettings,
  counterpart: Counterpart<Decisions>,
  tests: readonly ClauseTest<Env>[] = party.tests(settings.contract),
): Promise<Row> {
  const outcomes: Outcome[] = [];
  const { seed, scale } = settings;
  const profile = profileOf(settings, counterpart);
  for (const [index, test] of tests.entries()) {
    const nonce = `${party.name.charAt(0)}${(seed >>> 0).toString(36)}t${index.toString(36)}`;
    const { asked, elapsed, close } = party.open(
      { ...settings, profile, nonce, ...(counterpart.way ? { way: wayOf(counterpart.way) } : {}) },
      counterpart.override,
    );
    const { outcome, beside, watched } = await askClauseTest(test, asked, { seed, nonce, scale, timeLimitMs: 60_000, elapsed });
    outcomes.push(...(settings.watched ? watched : [outcome, ...beside]));
    settings.recorded?.([outcome, ...beside, ...watched], asked.covered?.());
    await close();
  }
  return { counterpart, outcomes };
}

/** Made once for all that this thread serves. */
let authority: Promise<Certificates> | undefined;

/**
 * Asks a provider that is served over HTTPS and reached by a configuration. It is one for all tests, as in a run, and conforming ones are checked as
 * before a run: what the preflight finds wrong in them is a false alarm too.
 */
async function askServed(
  settings: SelfTestSettings & { readonly served: RecipeSet },
  counterpart: Counterpart<ProviderDecisions>,
  tests: readonly ClauseTest<ProviderTestEnvironment>[],
): Promise<Row> {
  const { seed, scale, contract, served: recipes } = settings;
  const { breaks } = counterpart;
  authority ??= certificates();
  const served = await openServed({
    contract,
    profile: profileOf(settings, counterpart),
    ...overriding<ProviderDecisions>(counterpart.override),
    recipes,
    certificates: await authority,
    // An uncertain clock widens the margins: a fault in the window could stay inside of them.
    measures: tests.some(({ clause }) => clause.startsWith('CLK-')),
  });
  const outcomes: Outcome[] = [];
  try {
    const findings = breaks ? [] : await served.preflight();
    for (const [index, test] of tests.entries()) {
      const nonce = `s${(seed >>> 0).toString(36)}t${index.toString(36)}`;
      const run = { seed, nonce, scale, timeLimitMs: 60_000, elapsed: ours };
      const { outcome, beside } = await askClauseTest(test, counting(served.env), run);
      outcomes.push(outcome, ...beside);
    }
    return { counterpart, outcomes, findings };
  } finally {
    await served.close();
  }
}

function selfTested<Env extends TestEnvironment, Decisions>(party: Party<Env, Decisions>): SelfTestedParty {
  const kinds = {
    conforming: [{ id: 'none', title: `the conforming ${party.name}` }] as Party<Env, Decisions>['variants'],
    variant: party.variants,
    fault: party.faults,
  };
  const { everything, tests, scale, usual } = party;
  return {
    scale,
    listed: (['conforming', 'variant', 'fault'] as const).flatMap((kind) =>
      kinds[kind].map(({ id, title, breaks = [], mayBreak = [] }) => ({ id, title, kind, breaks, mayBreak })),
    ),
    async verdictsOf({ id, kind }, settings) {
      const counterpart = kinds[kind].find((one) => one.id === id);
      if (!counterpart) throw new Error(`The ${party.name} has no ${kind} ${id}.`);
      const { breaks, shownBy = [], warns, way } = counterpart;
      const wanted = [...(breaks ?? []), ...shownBy, ...(settings.watched && usual ? [usual] : [])];
      const { served, clauses } = settings;
      const asked = tests(settings.contract).filter(
        ({ clause }) =>
          (everything || settings.everything || !breaks || wanted.includes(clause)) &&
          (clauses === undefined || clauses.includes(clause) || shownBy.includes(clause)),
      );
      const row =
        served && party.askServed
          ? await party.askServed({ ...settings, served }, counterpart, asked)
          : await ask(party, settings, counterpart, asked);
      const alarms = kind === 'fault' ? strays(row) : falseAlarms(row, warns, settings.can !== undefined, way !== undefined);
      return {
        id,
        kind,
        caughtBy: caughtBy(row),
        clauses: cameOf(row),
        requests: row.outcomes.reduce((sum, { requests }) => sum + requests, 0),
        alarms: [
          ...(row.findings ?? []).filter(({ state }) => state === 'wrong').map(({ subject, id: what }) => ({ clause: subject, what })),
          ...alarms.map(({ clause, verdict, violation, note }) => ({
            clause,
            what: violation ? `${violation.expected.id}, ${violation.actual.id}` : `${verdict}${note === undefined ? '' : ` (${note})`}`,
          })),
        ],
      };
    },
  };
}

/** Every party that the self-test asks. */
export const parties = {
  provider: selfTested(provider),
  receiver: selfTested(receiver),
  sender: selfTested(sender),
  client: selfTested(client),
  'key-use': selfTested(keyUse),
  impostor: impostorParty,
};
