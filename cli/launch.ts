import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configurationIn } from '../open/bench.ts';
import { type Configuration, ConfigurationError, planHolds } from '../open/configuration.ts';
import { embeddedCapabilities } from '../open/embedded.ts';
import { examine } from '../open/examine.ts';
import { mayGoOn } from '../open/preflight.ts';
import { capabilitiesOf, localFiles, readOnlyEnvironments } from '../open/remote.ts';
import { fittingScale, minutes, rehearsalText, rehearse } from '../proof/rehearsal.ts';
import type { Report } from '../reports/report.ts';
import { findingText } from '../reports/sentences/findings.ts';
import { environmentOf, type RunFile } from '../roles/targets.ts';
import { type Contract, depositsV3 } from '../schemas/contract.ts';
import type { Profile } from '../specs/profile.ts';
import { profileOf, profiles } from '../specs/profiles/catalogue.ts';
import type { ProviderTest } from '../suites/clause-test.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { selected } from '../suites/selection.ts';
import { findingLines } from './doctor.ts';
import { quoted, UsageError } from './usage.ts';
import { version } from './version.ts';

/** What the commands that judge have in common. */
export interface JudgingOptions {
  readonly seed: number;
  /** Where it is not given, 1, or as much as the budget of the configuration holds. */
  readonly runs?: number;
  readonly profile?: string;
  readonly config?: string;
  readonly production?: readonly string[];
  readonly dryRun?: true;
  readonly reports: string;
  readonly path?: string;
  readonly clauses?: readonly string[];
  readonly grep?: string;
}

/** Exit code where nothing was judged. */
const nothingJudged = 3;

/** Longest time for one clause test of the embedded mock, ms. */
const timeLimitMs = 60_000;

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs the suites in Playwright and gives the exit code of the decision (design, Decision): 0 certified, 1 not certified, 2 incomplete, 3 nothing judged.
 * @throws UsageError for a profile, a configuration or a selection that cannot be used, and for folders that cannot be written
 */
export async function judge(options: JudgingOptions): Promise<number> {
  const contract = depositsV3();
  const configured = options.config === undefined ? undefined : usable(() => configurationOf(options, options.config ?? ''));
  const profileId = options.profile ?? configured?.target.profile ?? 'onekey';
  const profile = profileOf(profileId);
  if (!profile) throw new UsageError(`--profile ${quoted(profileId)} is none of ${profiles.map(({ id }) => id).join(', ')}.`);
  // Whoever names a clause wants it asked.
  const excluded = options.clauses ? [] : (configured?.plan.exclude.map(({ clause, owner, reason }) => ({ clause, owner, reason })) ?? []);
  const selection = {
    ...(options.clauses ? { clauses: options.clauses } : {}),
    ...(options.grep === undefined ? {} : { grep: options.grep }),
    excluded,
  };
  const tests = selected(providerTests(contract), selection);
  if (tests.length === 0) {
    throw new UsageError(`No clause test fits ${selectionWords(selection)}: \`countersign clauses\` lists what is judged.`);
  }
  const reports = resolve(options.reports);
  if (!options.dryRun) writable(reports);
  const plan = await planned(options, configured, { contract, profile, tests });
  if (options.dryRun) {
    process.stdout.write(plan.text);
    return 0;
  }
  process.stdout.write(plan.said);
  const startedAt = Date.now();
  const aside = temporaryFolder();
  const run: RunFile = {
    id: `${new Date(startedAt).toISOString().replace(/[:.]/g, '-')}-${process.pid}`,
    startedAt,
    version,
    seed: options.seed,
    scale: plan.scale,
    profile: profileId,
    role: 'provider',
    timeLimitMs: plan.timeLimitMs,
    reports,
    options: [
      ...(options.config === undefined ? [] : ['--config', options.config]),
      ...(options.production ?? []).flatMap((host) => ['--production', host]),
      ...(profileId === (configured?.target.profile ?? 'onekey') ? [] : ['--profile', profileId]),
      ...(plan.scale === 1 ? [] : ['--runs', String(plan.scale)]),
    ],
    ...selection,
    ...(options.path === undefined ? {} : { path: options.path }),
    ...(configured && options.config !== undefined
      ? {
          config: resolve(options.config),
          production: options.production ?? [],
          journal: join(aside, 'journal.jsonl'),
          until: startedAt + configured.budget.seconds * 1000,
        }
      : {}),
  };
  try {
    if (configured && options.config !== undefined && !(await sound(configured, options.config, run, { contract, profile })))
      return nothingJudged;
    const runFile = join(aside, 'run.json');
    writeFileSync(runFile, JSON.stringify(run));
    const ended = await playwright(runFile, join(aside, 'output'));
    const report = join(run.reports, run.id, 'report.json');
    if (!existsSync(report)) throw new UsageError(`The run ended (${ended}) without a report: what stands above says why.`);
    return (JSON.parse(readFileSync(report, 'utf8')) as Report).decision.exitCode;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/**
 * The preflight of a run: what is wrong with the configuration or the target is said as such, and nothing is judged then. What it sends counts.
 */
async function sound(
  configuration: Configuration,
  file: string,
  run: RunFile,
  { contract, profile }: { readonly contract: Contract; readonly profile: Profile },
): Promise<boolean> {
  const findings = await examine({
    configuration,
    file,
    contract,
    profile,
    production: run.production ?? [],
    creates: true,
    ...(run.journal === undefined ? {} : { journal: run.journal }),
    until: run.until ?? Date.now() + configuration.budget.seconds * 1000,
    told: (finding) => {
      if (finding.state !== 'ok') process.stdout.write(findingLines(findingText(finding), finding));
    },
  });
  const goesOn = mayGoOn(findings);
  process.stdout.write(
    goesOn
      ? `Preflight: ${findings.length} findings, none that keeps the target from being judged.\n`
      : 'Nothing was judged: this is about the configuration or the way to the target, not about the API. `countersign doctor` looks again.\n',
  );
  return goesOn;
}

/** A configuration's mistakes are the reader's: they are said, without a stack. */
function usable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
  }
}

function configurationOf({ production = [] }: JudgingOptions, file: string): Configuration {
  const configuration = configurationIn(file);
  planHolds(configuration, Date.now());
  readOnlyEnvironments(configuration, production);
  localFiles(configuration, dirname(resolve(file)));
  return configuration;
}

interface Plan {
  readonly scale: number;
  readonly timeLimitMs: number;
  /** What is said before the run. */
  readonly said: string;
  /** What a dry run says. */
  readonly text: string;
}

/** How much is asked, and what that costs: rehearsed in this process, so that the target hears nothing of it. */
async function planned(
  { runs, seed, dryRun }: JudgingOptions,
  configured: Configuration | undefined,
  { contract, profile, tests }: { readonly contract: Contract; readonly profile: Profile; readonly tests: readonly ProviderTest[] },
): Promise<Plan> {
  if (!configured && !dryRun) return { scale: runs ?? 1, timeLimitMs, said: '', text: '' };
  const can = configured ? capabilitiesOf(configured) : embeddedCapabilities;
  const allowance = configured?.budget ?? unlimited;
  const settings = { contract, profile, seed, can, startAt: Date.now() };
  const { scale, short } =
    runs === undefined && configured ? await fittingScale(settings, tests, allowance) : { scale: runs ?? 1, short: undefined };
  const rehearsal = await rehearse({ ...settings, scale }, tests);
  const most = Math.max(...rehearsal.tests.map(({ requests }) => requests));
  const target = configured ? `${configured.target.url} (${configured.target.environment})` : 'the embedded mock';
  const left = configured?.plan.exclude.map(({ clause, owner, reason }) => `Left out: ${clause} (${owner}: ${reason}).\n`).join('') ?? '';
  const warning = short
    ? `The budget does not hold even the smallest run, of ${short.requests} requests and ${short.creations} creations: what is left over will be untestable. Raise budget.creations, budget.perSecond or budget.seconds, or ask fewer clauses.\n`
    : '';
  return {
    scale,
    // Where few requests go out in a second, a clause needs the time that its requests take.
    timeLimitMs: Math.max((configured?.deadlines.clause ?? timeLimitMs / 1000) * 1000, (most / allowance.perSecond) * 1500),
    said: `${target}: about ${rehearsal.requests} requests, ${rehearsal.creations} of them creations, in at least ${minutes(rehearsal.requests / allowance.perSecond)} (--runs ${scale}${runs === undefined ? ', chosen from the budget' : ''}).\n${left}${warning}`,
    text: `${rehearsalText(rehearsal, allowance)}${left}Seed ${seed}, --runs ${scale}${runs === undefined && configured ? ', chosen from the budget' : ''}. Nothing was sent to ${target}.\n${warning}`,
  };
}

/** The mock costs nobody anything. */
const unlimited = { creations: Number.POSITIVE_INFINITY, perSecond: 1000, seconds: Number.POSITIVE_INFINITY };

function selectionWords({ clauses = [], grep }: Pick<JudgingOptions, 'clauses' | 'grep'>): string {
  return [...clauses.map((id) => `--clause ${id}`), ...(grep === undefined ? [] : [`--grep ${quoted(grep)}`])].join(' and ');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unwritable';
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'countersign-'));
  } catch (error) {
    throw new UsageError(`The folder for temporary files, ${tmpdir()}, cannot be written (${codeOf(error)}): set TMPDIR to one that can.`);
  }
}

/** One level at a time: the recursive mkdir of Node never ends below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made it just now.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Sees that the folder for reports can be written, before a whole run is judged for nothing. */
function writable(reports: string): void {
  try {
    makeFolder(reports);
    accessSync(`${reports}${sep}`, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UsageError(`--reports ${quoted(reports)} cannot be written (${codeOf(error)}): name a folder that can.`);
  }
}

/** Playwright's own command line, in a process of its own; an interrupt reaches it and it still reports what was judged so far. */
function playwright(runFile: string, output: string): Promise<string> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  const config = join(root, `playwright.config.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`);
  const child = spawn(process.execPath, [cli, 'test', '--config', config, '--output', output], {
    cwd: root,
    stdio: 'inherit',
    env: environmentOf(runFile),
  });
  const onSignal = (): void => undefined;
  process.on('SIGINT', onSignal);
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', onSignal);
      done(signal ?? `exit code ${code}`);
    });
  });
}
