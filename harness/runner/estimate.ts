import type { WireRequest } from '../../core/exchange.ts';
import type { Outcome } from '../../core/verdict/verdict.ts';
import { inWords } from '../../language/filled.ts';
import { said, sentencesOf } from '../../language/sentences.ts';
import type { ProviderControls, ProviderRole } from '../../roles/provider.ts';
import type { Draft } from '../../roles/transport/draft.ts';
import type { Sending } from '../../roles/transport/transport.ts';
import { type Contract, thingsOf } from '../../schemas/contract.ts';
import { type CapabilityRow, capabilities } from '../../specs/capabilities.ts';
import type { Capability } from '../../specs/capability.ts';
import type { Profile } from '../../specs/profile.ts';
import { runClauseTest } from '../../suites/clause-runner.ts';
import type { ProviderTest } from '../../suites/clause-test.ts';
import { allActingFrom } from '../../suites/provider/axes.ts';
import { counting } from '../../suites/provider/counting.ts';
import { openDirect } from '../targets/direct.ts';
import { inFlight } from '../targets/remote.ts';

/** The part of a run that its cost depends on. */
export interface EstimateSettings {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly seed: number;
  /** Cases as a multiple of each property's own number. */
  readonly scale: number;
  /** What the target lets the suites do. */
  readonly can: ReadonlySet<Capability>;
  /** Where the virtual clock begins, ms since the epoch. */
  readonly startAt: number;
}

/** What a run costs, or a part of it. */
export interface Cost {
  readonly requests: number;
  /** Requests other than GET: each may create something. */
  readonly creations: number;
  /** Round trips one after another: requests that go out together share one. */
  readonly rounds: number;
}

/**
 * Counts round trips as a distant target would need them: requests that are sent before the next answer comes back share one, up to the limit of
 * concurrent requests.
 */
function roundTrips(cost: { rounds: number }): () => Promise<void> {
  let waiting: (() => void)[] = [];
  const tick = (): void => {
    cost.rounds += 1;
    const released = waiting.slice(0, inFlight);
    waiting = waiting.slice(inFlight);
    if (waiting.length > 0) setImmediate(tick);
    for (const release of released) release();
  };
  return () =>
    new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(tick);
      waiting.push(resolve);
    });
}

export interface EstimatedTest extends Cost {
  readonly clause: string;
  readonly subject?: string;
  readonly verdict: Outcome['verdict'];
  readonly note?: string;
  /** The missing capabilities because of which it judges nothing. */
  readonly lacks: readonly Capability[];
}

export interface CostEstimate extends Cost {
  readonly tests: readonly EstimatedTest[];
  /** How often each recipe is run. */
  readonly recipes: Readonly<Record<string, number>>;
}

/** Recipes by the control that runs them. */
const recipeOf: Readonly<Partial<Record<keyof ProviderControls, string>>> = {
  provoking500: 'provoke500',
  countDeposits: 'countDeposits',
  moveStatus: 'moveStatus',
  addAddress: 'addAddress',
  removeAddress: 'removeAddress',
  rotatingAccount: 'rotateKeys',
};

/** The capability that each control stands for. */
const capabilityOf: Readonly<Record<keyof ProviderControls, Capability>> = {
  freezeClock: 'controlsClock',
  provoking500: 'provokes500',
  countDeposits: 'countsDeposits',
  moveStatus: 'movesStatus',
  addAddress: 'changesAddresses',
  removeAddress: 'changesAddresses',
  rotatingAccount: 'rotatesKeys',
};

/**
 * Runs all tests against the conforming mock in this process, with the target's capabilities and no others, and counts. The same seed and scale ask
 * the same cases of the target, so the count is what a run costs while nothing fails: shrinking a failure costs more.
 */
export async function estimateCost(settings: EstimateSettings, tests: readonly ProviderTest[]): Promise<CostEstimate> {
  const recipes: Record<string, number> = {};
  const rows: EstimatedTest[] = [];
  for (const [index, test] of tests.entries()) {
    const nonce = `r${(settings.seed >>> 0).toString(36)}t${index.toString(36)}`;
    const env = openDirect({ contract: settings.contract, profile: settings.profile, nonce, startAt: settings.startAt });
    const cost = { requests: 0, creations: 0, rounds: 0 };
    const provider = counted(env.provider, settings.can, cost, recipes);
    const { seed, scale } = settings;
    const elapsed = () => env.provider.now() - settings.startAt;
    const {
      clause,
      subject,
      verdict,
      note,
      lacks = [],
    } = await runClauseTest(test, counting({ ...env, provider }), {
      seed,
      nonce,
      scale,
      timeLimitMs: 600_000,
      elapsed,
    });
    rows.push({ clause, ...(subject === undefined ? {} : { subject }), verdict, ...(note === undefined ? {} : { note }), lacks, ...cost });
    await env.provider.close();
  }
  return {
    tests: rows,
    recipes,
    requests: sum(rows.map(({ requests }) => requests)),
    creations: sum(rows.map(({ creations }) => creations)),
    rounds: sum(rows.map(({ rounds }) => rounds)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The role with fewer capabilities, and with a count of what goes out. */
function counted(
  role: ProviderRole,
  can: ReadonlySet<Capability>,
  cost: { requests: number; creations: number; rounds: number },
  recipes: Record<string, number>,
): ProviderRole {
  const round = roundTrips(cost);
  const counting =
    (draft: Draft): Draft =>
    (now) => {
      const request: WireRequest = draft(now);
      cost.requests += 1;
      if (request.method !== 'GET') cost.creations += 1;
      return request;
    };
  const controls = Object.fromEntries(
    (Object.keys(capabilityOf) as (keyof ProviderControls)[]).flatMap((name) => {
      const control = role.controls[name] as ((...given: readonly unknown[]) => unknown) | undefined;
      if (!control || !can.has(capabilityOf[name])) return [];
      const recipe = recipeOf[name];
      const followed = (...given: readonly unknown[]): unknown => {
        if (recipe !== undefined) recipes[recipe] = (recipes[recipe] ?? 0) + 1;
        return control(...given);
      };
      return [[name, followed] as const];
    }),
  ) as ProviderControls;
  const without = (capability: Capability, member: keyof ProviderRole): PropertyDescriptorMap =>
    can.has(capability) ? {} : { [member]: { value: undefined } };
  return Object.create(role, {
    can: { value: can },
    controls: { value: controls },
    ...without('secondMerchant', 'secondMerchant'),
    ...without('secondEnvironment', 'secondEnvironment'),
    ...without('secondAddress', 'unlistedAddress'),
    send: {
      value: async (draft: Draft, sending?: Sending) => {
        await round();
        return role.send(counting(draft), sending);
      },
    },
    race: {
      value: async (drafts: readonly Draft[]) => {
        // Its sockets are opened first: TCP and TLS.
        for (let trip = 0; trip < 3; trip += 1) await round();
        return role.race(drafts.map(counting));
      },
    },
  });
}

/** What a run may cost. */
export interface Allowance {
  readonly creations: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** How long a round trip takes, ms. */
  readonly roundTripMs: number;
}

/** The least time of a run, seconds: as many requests as the rate allows, and no answer sooner than its round trip. */
export function secondsOf({ requests, rounds }: Cost, { perSecond, roundTripMs }: Allowance): number {
  return Math.max(requests / perSecond, (rounds * roundTripMs) / 1000);
}

/** The smallest scale: each property asks one batch. Questions outside of properties are not reduced. */
const leastScale = 0.01;

/** Shares of the allowance that a run plans with: the rest is for shrinking, for the preflight, and for a target that answers slowly. */
const shares = { creations: 0.9, time: 0.6 };

export interface Fit {
  readonly scale: number;
  /** What a run of that scale costs. */
  readonly cost: CostEstimate;
  /** Set when even the smallest run costs more than allowed: what it needs. */
  readonly short?: Cost;
}

/**
 * The largest scale up to 1 at which the whole run stays within the allowance. The cost grows nearly evenly below the scale at which all acting calls
 * along the axes are asked, and more slowly above it. So the side is found first, and on it the scale, which is estimated itself and lowered until it
 * fits.
 */
export async function fittingScale(
  settings: Omit<EstimateSettings, 'scale'>,
  tests: readonly ProviderTest[],
  allowance: Allowance,
): Promise<Fit> {
  const spends: readonly { readonly of: (cost: Cost) => number; readonly most: number }[] = [
    { of: ({ creations }) => creations, most: allowance.creations * shares.creations },
    { of: (cost) => secondsOf(cost, allowance), most: allowance.seconds * shares.time },
  ];
  const fitAt = async (scale: number): Promise<Fit> => ({ scale, cost: await estimateCost({ ...settings, scale }, tests) });
  const exceededBy = ({ cost }: Fit) => spends.filter(({ of, most }) => of(cost) > most);
  const middle = await fitAt(allActingFrom);
  const isLower = exceededBy(middle).length > 0;
  const low = isLower ? await fitAt(leastScale) : middle;
  if (exceededBy(low).length > 0) return { ...low, short: low.cost };
  let high = isLower ? middle : await fitAt(1);
  for (let exceeded = exceededBy(high); exceeded.length > 0; exceeded = exceededBy(high)) {
    const { cost, scale } = high;
    const reach = exceeded.map(({ of, most }) => low.scale + ((most - of(low.cost)) / (of(cost) - of(low.cost))) * (scale - low.scale));
    // In hundredths, and lower each time.
    const next = Math.min(Math.floor(Math.min(...reach) * 100), Math.round(scale * 100) - 1) / 100;
    if (next <= low.scale) return low;
    high = await fitAt(next);
  }
  return high;
}

/** The cost of a run, for people: one line for each test, then the sum. */
export function estimateText(estimate: CostEstimate, allowance: Allowance): string {
  const { tests, recipes, requests, creations } = estimate;
  const name = ({ clause, subject }: EstimatedTest): string => (subject === undefined ? clause : `${clause} ${subject}`);
  const width = Math.max(...tests.map((test) => name(test).length), 6);
  const rows = tests.map((test) => {
    const open = test.verdict === 'untestable' || test.verdict === 'not-applicable' ? `  ${test.verdict}: ${test.note ?? ''}` : '';
    return `${name(test).padEnd(width)}  ${String(test.requests).padStart(8)}  ${String(test.creations).padStart(9)}${open}`;
  });
  const followed = Object.entries(recipes).map(([recipe, times]) => `${recipe} ${times === 1 ? 'once' : `${times} times`}`);
  return [
    `${'clause'.padEnd(width)}  requests  creations`,
    ...rows,
    said('run-cost', {
      tests: tests.length,
      requests,
      creations,
      minutes: minutes(secondsOf(estimate, allowance)),
      perSecond: allowance.perSecond,
      roundTripMs: allowance.roundTripMs,
    }),
    ...(followed.length === 0 ? [] : [`Recipes: ${followed.join(', ')}.`]),
    said('failure-costs-more'),
    '',
  ].join('\n');
}

/** Seconds as minutes with one decimal. */
export function minutes(seconds: number): string {
  return `${Math.max(0.1, Math.ceil(seconds / 6) / 10).toFixed(1)} minutes`;
}

/** A capability that a target lacks, and the clauses that need it. */
export interface Gap {
  /** Members of the configuration that give it. */
  readonly members: readonly string[];
  readonly opens: string;
  readonly clauses: readonly string[];
}

/** What a configuration could still have. The clauses are those that the conforming mock, without the capability, leaves unjudged for its sake. */
export async function missing(settings: Omit<EstimateSettings, 'scale'>, tests: readonly ProviderTest[]): Promise<readonly Gap[]> {
  const { tests: rows } = await estimateCost({ ...settings, scale: leastScale }, tests);
  const unjudged = rows.filter(({ verdict }) => verdict === 'untestable' || verdict === 'not-applicable');
  const table: Readonly<Record<Capability, CapabilityRow>> = capabilities;
  return (Object.keys(table) as Capability[]).flatMap((capability) => {
    const { party, members, eases } = table[capability];
    if (party !== 'provider' || settings.can.has(capability) || members === undefined) return [];
    const waiting = unjudged.filter(({ lacks }) => lacks.includes(capability));
    if (waiting.length === 0 && !rows.some(({ clause }) => clause === eases)) return [];
    const opens = inWords(sentencesOf().capabilities[capability].opens, thingsOf(settings.contract));
    return [{ members, opens, clauses: [...new Set(waiting.map(({ clause }) => clause))] }];
  });
}
