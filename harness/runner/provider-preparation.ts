import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { said } from '../../language/sentences.ts';
import { fileJournal } from '../../roles/transport/journal.ts';
import type { Contract } from '../../schemas/contract.ts';
import { contractFrom } from '../../schemas/contracts.ts';
import type { Profile } from '../../specs/profile.ts';
import type { ProviderTest } from '../../suites/clause-test.ts';
import { providerTests } from '../../suites/provider/catalogue.ts';
import { configWords } from '../config/command-words.ts';
import type { Configuration } from '../config/configuration.ts';
import { configurationIn } from '../config/configuration-file.ts';
import { planHolds } from '../config/plan.ts';
import { isLoopback } from '../config/production.ts';
import { examine } from '../preflight/examine.ts';
import { findingLines, findingOn } from '../preflight/finding-lines.ts';
import { mayGoOn } from '../preflight/preflight.ts';
import { steadyMs } from '../steady.ts';
import { embeddedCapabilities } from '../targets/embedded.ts';
import { unlessOurMock } from '../targets/our-mock.ts';
import { capabilitiesOf, localFiles, openRemote, readOnlyEnvironments } from '../targets/remote.ts';
import { type Allowance, estimateCost, estimateText, fittingScale, minutes, secondsOf } from './estimate.ts';
import type { JudgingOptions, RoleOptions } from './judging-options.ts';
import { type Preparation, repeatOptions, testsOf, usualTimeLimitMs } from './preparation.ts';
import { profileNamed } from './profile.ts';
import type { PartyRun } from './run-file.ts';

/** The configuration that `countersign init` writes. */
const usualConfiguration = 'countersign.yaml';

/**
 * Prepares the embedded mock, or the target of a configuration.
 * @throws UsageError for a configuration, a profile or a selection that cannot be used
 */
export async function preparedProvider(options: RoleOptions): Promise<Preparation> {
  if (options.config === undefined && existsSync(usualConfiguration)) process.stderr.write(said('judges-mock', { usualConfiguration }));
  const { config: file, production = [] } = options;
  const contract = contractFrom(options.contract);
  const configuration = file === undefined ? undefined : await configurationOf(options, file, contract);
  const usual = configuration?.target.profile ?? contract.profiles[0].id;
  const profile = profileNamed(contract, options.profile ?? usual);
  // A named clause is asked.
  const excluded = options.clauses
    ? []
    : (configuration?.plan.exclude.map(({ clause, owner, reason }) => ({ clause, owner, reason })) ?? []);
  const judged = { contract, profile, tests: testsOf(providerTests(contract), options, excluded), excluded };
  const wayIn = (aside: string): Way | undefined =>
    configuration && file !== undefined ? { configuration, file, journal: join(aside, 'journal.jsonl'), production } : undefined;
  const described = (
    aside: string,
    { scale, timeLimitMs }: Extent = { scale: options.runs ?? 1, timeLimitMs: usualTimeLimitMs },
  ): PartyRun => {
    const way = wayIn(aside);
    return {
      role: 'provider',
      circumstances: (configuration ? capabilitiesOf(configuration) : embeddedCapabilities).has('rotatesKeys') ? ['rotation'] : [],
      scale,
      timeLimitMs,
      options: repeatOptions(options, { profile, usual, scale }),
      excluded,
      ...(way
        ? {
            target: { url: way.configuration.target.url, environment: way.configuration.target.environment },
            config: resolve(way.file),
            production,
            journal: way.journal,
            until: steadyMs() + way.configuration.budget.seconds * 1000,
          }
        : {}),
    };
  };
  return {
    profile,
    estimate: async () => (await planned(options, configuration, judged)).text,
    described: (aside) => described(aside),
    async ready(aside) {
      const way = wayIn(aside);
      if (way && !(await sound(way, judged))) return undefined;
      const roundTripMs = way && (await roundTripOf(way, judged));
      const { scale, timeLimitMs, said } = await planned(options, configuration, {
        ...judged,
        ...(roundTripMs === undefined ? {} : { roundTripMs }),
      });
      process.stdout.write(said);
      return described(aside, { scale, timeLimitMs });
    },
  };
}

/** The way to a configured target. */
interface Way {
  readonly configuration: Configuration;
  readonly file: string;
  /** The record of what was sent: preflight and run have one budget. */
  readonly journal: string;
  readonly production: readonly string[];
}

interface Judged {
  readonly contract: Contract;
  readonly profile: Profile;
}

/** Milliseconds to the target and back, as measured now; undefined where nothing answers. */
async function roundTripOf({ configuration, file, journal, production }: Way, { contract, profile }: Judged): Promise<number | undefined> {
  const remote = await openRemote({
    configuration,
    contract,
    profile,
    folder: dirname(resolve(file)),
    production,
    journal: (redact) => fileJournal(journal, redact),
    until: steadyMs() + configuration.budget.seconds * 1000,
    measures: false,
    ask: () => Promise.reject(new Error('nobody is asked here')),
  });
  try {
    return await remote.roundTrip();
  } finally {
    await remote.close();
  }
}

/** The preflight of a run: an error in the configuration or the target is reported as such, and nothing is judged then. Its requests count. */
async function sound({ configuration, file, journal, production }: Way, { contract, profile }: Judged): Promise<boolean> {
  const findings = await examine({
    configuration,
    file,
    contract,
    profile,
    production,
    creates: true,
    journal,
    until: steadyMs() + configuration.budget.seconds * 1000,
    onFinding: (finding) => {
      if (finding.state !== 'ok') process.stdout.write(findingLines(findingOn(contract, finding), finding));
    },
  });
  const goesOn = mayGoOn(findings);
  process.stdout.write(
    goesOn ? said('preflight-passed', { findings: findings.length }) : said('nothing-judged', { config: configWords(file, contract) }),
  );
  return goesOn;
}

async function configurationOf({ production = [] }: JudgingOptions, file: string, contract: Contract): Promise<Configuration> {
  const configuration = await unlessOurMock(configurationIn(file, contract), file);
  planHolds(configuration, Date.now());
  readOnlyEnvironments(configuration, production);
  localFiles(configuration, dirname(resolve(file)));
  return configuration;
}

/** How much is asked. */
interface Extent {
  readonly scale: number;
  readonly timeLimitMs: number;
}

interface Plan extends Extent {
  /** What is said before the run. */
  readonly said: string;
  /** What a dry run prints. */
  readonly text: string;
}

interface Planned extends Judged {
  readonly tests: readonly ProviderTest[];
  readonly excluded: NonNullable<PartyRun['excluded']>;
  /** Where it was measured. */
  readonly roundTripMs?: number;
}

/** Round trips, ms, where they cannot be measured: to this machine, and to a test environment on another continent. */
const usualTripMs = { loopback: 5, elsewhere: 100 };

/** How much is asked, and what that costs. It is estimated in this process, without a request to the target. */
async function planned(
  { runs, seed, dryRun }: JudgingOptions,
  configured: Configuration | undefined,
  { contract, profile, tests, excluded, roundTripMs }: Planned,
): Promise<Plan> {
  if (!configured && !dryRun) return { scale: runs ?? 1, timeLimitMs: usualTimeLimitMs, said: '', text: '' };
  const can = configured ? capabilitiesOf(configured) : embeddedCapabilities;
  const near = !configured || isLoopback(configured.target.url);
  const allowance: Allowance = {
    ...(configured?.budget ?? unlimited),
    roundTripMs: Math.ceil(roundTripMs ?? (near ? usualTripMs.loopback : usualTripMs.elsewhere)),
  };
  const settings = { contract, profile, seed, can, startAt: Date.now() };
  const fit = runs === undefined && configured ? await fittingScale(settings, tests, allowance) : undefined;
  const scale = fit?.scale ?? runs ?? 1;
  const cost = fit?.cost ?? (await estimateCost({ ...settings, scale }, tests));
  const longest = Math.max(...cost.tests.map((one) => secondsOf(one, allowance)));
  const target = configured ? `${configured.target.url} (${configured.target.environment})` : said('embedded-mock');
  const left = excluded.map(({ clause, owner, reason }) => said('left-out', { clause, owner, reason })).join('');
  const short = fit?.short;
  const warning = short
    ? said('budget-too-small', { requests: short.requests, creations: short.creations, short: minutes(secondsOf(short, allowance)) })
    : '';
  return {
    scale,
    // Where requests go out slowly, answers take long or changes show late, a clause needs the time for that.
    timeLimitMs: Math.max(
      1000 * (configured?.deadlines.clause ?? usualTimeLimitMs / 1000),
      1000 * (configured?.deadlines.change ?? 0),
      longest * 3000,
    ),
    said: `${said('provider-cost', {
      target,
      requests: cost.requests,
      creations: cost.creations,
      minutes: minutes(secondsOf(cost, allowance)),
      roundTripMs: allowance.roundTripMs,
      runs: runs === undefined ? said('chosen-from-budget', { scale }) : scale,
    })}${left}${warning}`,
    text: `${estimateText(cost, allowance)}${left}${said('provider-estimate', {
      seed,
      runs: runs === undefined && configured ? said('chosen-from-budget', { scale }) : scale,
      target,
    })}${warning}`,
  };
}

/** The mock costs nothing. */
const unlimited = { creations: Number.POSITIVE_INFINITY, perSecond: 1000, seconds: Number.POSITIVE_INFINITY };
