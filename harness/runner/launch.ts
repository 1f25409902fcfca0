import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../reports/report.ts';
import { findingText } from '../../reports/sentences/findings.ts';
import { fileJournal } from '../../roles/transport/journal.ts';
import { type Contract, depositsV3 } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import { profileOf, profiles } from '../../specs/profiles/catalogue.ts';
import type { ClauseTest, ProviderTest } from '../../suites/clause-test.ts';
import { providerTests } from '../../suites/provider/catalogue.ts';
import { selected } from '../../suites/selection.ts';
import { type Configuration, ConfigurationError, isLoopback, planHolds } from '../config/configuration.ts';
import { configurationIn } from '../config/configuration-file.ts';
import { examine } from '../preflight/examine.ts';
import { findingLines } from '../preflight/finding-lines.ts';
import { mayGoOn } from '../preflight/preflight.ts';
import { embeddedCapabilities } from '../targets/embedded.ts';
import { capabilitiesOf, localFiles, openRemote, readOnlyEnvironments } from '../targets/remote.ts';
import { compiled } from './compiled.ts';
import { type Allowance, fittingScale, minutes, rehearsalText, rehearse, secondsOf } from './rehearsal.ts';
import { environmentOf, type RunFile } from './run-file.ts';
import { quoted, UsageError } from './usage.ts';
import { version } from './version.ts';

/** A party that is judged. */
export type Role = RunFile['role'];

/** What the commands that judge have in common. */
export interface JudgingOptions {
  /** The party to judge; without one, all that the other options describe. */
  readonly role?: Role;
  /** The command of a client. */
  readonly client?: string;
  /** What the merchant publishes: folders and URLs. */
  readonly sources?: readonly string[];
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
  /** Where this party is one of several: the run is told as a section, and the decision is that of all together. */
  readonly part?: Part;
}

/** How the section of one party of several is told. */
export interface Part {
  /** Takes what it says, which goes to standard output otherwise. */
  readonly told?: (text: string) => void;
}

/** Exit code where nothing was judged. */
export const nothingJudged = 3;

/** The configuration that `countersign init` writes. */
const usualConfiguration = 'countersign.yaml';

/** Longest time for one clause test of the embedded mock, ms. */
export const timeLimitMs = 60_000;

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs the suites in Playwright and gives the exit code of the decision (design, Decision): 0 certified, 1 not certified, 2 incomplete, 3 nothing judged.
 * @throws UsageError for a profile, a configuration or a selection that cannot be used, and for folders that cannot be written
 */
export async function judge(options: JudgingOptions): Promise<number> {
  const { judgeParties, outsideOf, partiesOf } = await import('./launch-parties.ts');
  const roles = partiesOf(options);
  const [only, ...others] = roles;
  const exitCode = await (only !== undefined && others.length === 0 ? judgeOne({ ...options, role: only }) : judgeParties(roles, options));
  process.stdout.write(outsideOf(options, roles));
  return exitCode;
}

/** The same of one party. */
export type RoleOptions<R extends Role = Role> = JudgingOptions & { readonly role: R };

/** Judges one party. @throws UsageError as `judge` does */
export async function judgeOne(options: RoleOptions): Promise<number> {
  for (const [name, given] of Object.entries({ '--client': options.client, '--sources': options.sources })) {
    if (given !== undefined && options.role !== 'client')
      throw new UsageError(`${name} is for --role client: add it, or leave ${name} out.`);
  }
  if (options.role !== 'provider') return (await import('./launch-party.ts')).judgeParty(options.role, options);
  return judgeProvider(options);
}

async function judgeProvider(options: RoleOptions): Promise<number> {
  if (options.config === undefined && existsSync(usualConfiguration))
    process.stderr.write(`This judges the mock. To judge the target of ${usualConfiguration}, add --config ${usualConfiguration}.\n`);
  const contract = depositsV3();
  const configured = options.config === undefined ? undefined : usable(() => configurationOf(options, options.config ?? ''));
  const usual = configured?.target.profile ?? 'onekey';
  const profile = profileNamed(options.profile ?? usual);
  // Whoever names a clause wants it asked.
  const excluded = options.clauses ? [] : (configured?.plan.exclude.map(({ clause, owner, reason }) => ({ clause, owner, reason })) ?? []);
  const tests = testsOf(providerTests(contract), options, excluded);
  const reports = resolve(options.reports);
  if (options.dryRun) {
    process.stdout.write((await planned(options, configured, { contract, profile, tests, excluded })).text);
    return 0;
  }
  writable(reports);
  return inTemporaryFolder(async (aside) => {
    const way: Way | undefined =
      configured && options.config !== undefined
        ? { configuration: configured, file: options.config, journal: join(aside, 'journal.jsonl'), production: options.production ?? [] }
        : undefined;
    if (way && !(await sound(way, { contract, profile }))) return nothingJudged;
    const roundTripMs = way && (await roundTripOf(way, { contract, profile }));
    const plan = await planned(options, configured, {
      contract,
      profile,
      tests,
      excluded,
      ...(roundTripMs === undefined ? {} : { roundTripMs }),
    });
    process.stdout.write(plan.said);
    const run = runOf(options, {
      usual,
      profile: profile.id,
      scale: plan.scale,
      timeLimitMs: plan.timeLimitMs,
      reports,
      excluded,
      ...(way
        ? {
            config: resolve(way.file),
            production: way.production,
            journal: way.journal,
            until: Date.now() + way.configuration.budget.seconds * 1000,
          }
        : {}),
    });
    return launched(run, aside, options.part);
  });
}

/** @throws UsageError for a profile that there is none of */
export function profileNamed(id: string): Profile {
  const profile = profileOf(id);
  if (!profile) throw new UsageError(`--profile ${quoted(id)} is none of ${profiles.map((one) => one.id).join(', ')}.`);
  return profile;
}

/**
 * The tests that the command line names.
 * @throws UsageError where there are none
 */
export function testsOf<Test extends Pick<ClauseTest<never>, 'clause' | 'operation'>>(
  tests: readonly Test[],
  { role, clauses, grep }: RoleOptions,
  excluded: NonNullable<RunFile['excluded']> = [],
): readonly Test[] {
  const asked = selected(tests, { ...(clauses ? { clauses } : {}), ...(grep === undefined ? {} : { grep }), excluded });
  if (asked.length > 0) return asked;
  const words = [...(clauses ?? []).map((id) => `--clause ${id}`), ...(grep === undefined ? [] : [`--grep ${quoted(grep)}`])];
  throw new UsageError(`No clause test of the ${role} fits ${words.join(' and ')}: \`countersign clauses\` lists what is judged.`);
}

/** What a run is beside its options: decided by whom it judges. */
type RunOf = Omit<RunFile, 'id' | 'startedAt' | 'version' | 'contract' | 'seed' | 'role' | 'options' | 'path' | 'clauses' | 'grep'> & {
  /** The profile that a repeat takes by itself. */
  readonly usual: string;
};

/** The file of a run that begins now. */
export function runOf(
  { role, seed, path, clauses, grep, client, sources = [], config, production = [] }: RoleOptions,
  { usual, ...run }: RunOf,
): RunFile {
  const startedAt = Date.now();
  const { title, version: of, digest } = depositsV3();
  return {
    id: `${new Date(startedAt).toISOString().replace(/[:.]/g, '-')}-${process.pid}`,
    startedAt,
    version,
    contract: { title, version: of, digest },
    seed,
    role,
    ...(path === undefined ? {} : { path }),
    ...(clauses ? { clauses } : {}),
    ...(grep === undefined ? {} : { grep }),
    options: [
      ...(role === 'provider' ? [] : ['--role', role]),
      ...(client === undefined ? [] : ['--client', client]),
      ...sources.flatMap((place) => ['--sources', place]),
      ...(config === undefined ? [] : ['--config', config]),
      ...production.flatMap((host) => ['--production', host]),
      ...(run.profile === usual ? [] : ['--profile', run.profile]),
      ...(run.scale === 1 ? [] : ['--runs', String(run.scale)]),
    ],
    ...run,
  };
}

/**
 * Hands a run to Playwright and gives the exit code of its decision.
 * @param aside a folder of the run's own
 * @throws UsageError where the run ends without a report
 */
export async function launched(run: RunFile, aside: string, part?: Part): Promise<number> {
  const runFile = join(aside, 'run.json');
  const section = part && ({ section: part.told === undefined ? 'live' : process.stdout.isTTY === true ? 'brief' : 'whole' } as const);
  writeFileSync(runFile, JSON.stringify({ ...run, ...section } satisfies RunFile));
  const ended = await playwright(run, runFile, join(aside, 'output'), part?.told);
  const report = reportIn(join(run.reports, run.id));
  if (!report) throw new UsageError(`The run ended (${ended}) without a report: what stands above says why.`);
  return report.decision.exitCode;
}

/** The report that a run left in its folder, if it left one. */
export function reportIn(folder: string): Report | undefined {
  const file = join(folder, 'report.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined;
}

/** Does a work that needs a folder for its time. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The way to a configured target. */
interface Way {
  readonly configuration: Configuration;
  readonly file: string;
  /** Where it is kept what was sent: preflight and run have one budget. */
  readonly journal: string;
  readonly production: readonly string[];
}

interface Judged {
  readonly contract: Contract;
  readonly profile: Profile;
}

/** Milliseconds to the target and back, as measured now; undefined where nobody answers. */
async function roundTripOf({ configuration, file, journal, production }: Way, { contract, profile }: Judged): Promise<number | undefined> {
  const remote = await openRemote({
    configuration,
    contract,
    profile,
    folder: dirname(resolve(file)),
    production,
    journal: (redact) => fileJournal(journal, redact),
    until: Date.now() + configuration.budget.seconds * 1000,
    measures: false,
    ask: () => Promise.reject(new Error('nobody is asked here')),
  });
  try {
    return await remote.roundTrip();
  } finally {
    await remote.close();
  }
}

/**
 * The preflight of a run: what is wrong with the configuration or the target is said as such, and nothing is judged then. What it sends counts.
 */
async function sound({ configuration, file, journal, production }: Way, { contract, profile }: Judged): Promise<boolean> {
  const findings = await examine({
    configuration,
    file,
    contract,
    profile,
    production,
    creates: true,
    journal,
    until: Date.now() + configuration.budget.seconds * 1000,
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
export function usable<T>(work: () => T): T {
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

interface Planned extends Judged {
  readonly tests: readonly ProviderTest[];
  readonly excluded: NonNullable<RunFile['excluded']>;
  /** Where it was measured. */
  readonly roundTripMs?: number;
}

/** Round trips, ms, where they cannot be measured: to this machine, and to a test environment on another continent. */
const usualTripMs = { loopback: 5, elsewhere: 100 };

/** How much is asked, and what that costs: rehearsed in this process, so that the target hears nothing of it. */
async function planned(
  { runs, seed, dryRun }: JudgingOptions,
  configured: Configuration | undefined,
  { contract, profile, tests, excluded, roundTripMs }: Planned,
): Promise<Plan> {
  if (!configured && !dryRun) return { scale: runs ?? 1, timeLimitMs, said: '', text: '' };
  const can = configured ? capabilitiesOf(configured) : embeddedCapabilities;
  const near = !configured || isLoopback(configured.target.url);
  const allowance: Allowance = {
    ...(configured?.budget ?? unlimited),
    roundTripMs: Math.ceil(roundTripMs ?? (near ? usualTripMs.loopback : usualTripMs.elsewhere)),
  };
  const settings = { contract, profile, seed, can, startAt: Date.now() };
  const { scale, short } =
    runs === undefined && configured ? await fittingScale(settings, tests, allowance) : { scale: runs ?? 1, short: undefined };
  const rehearsal = await rehearse({ ...settings, scale }, tests);
  const longest = Math.max(...rehearsal.tests.map((one) => secondsOf(one, allowance)));
  const target = configured ? `${configured.target.url} (${configured.target.environment})` : 'the embedded mock';
  const left = excluded.map(({ clause, owner, reason }) => `Left out: ${clause} (${owner}: ${reason}).\n`).join('');
  const warning = short
    ? `The budget does not hold even the smallest run, of ${short.requests} requests and ${short.creations} creations in ${minutes(secondsOf(short, allowance))}: what is left over will be untestable. Raise budget.creations, budget.perSecond or budget.seconds, or ask fewer clauses.\n`
    : '';
  return {
    scale,
    // Where requests go out slowly, answers come from far or changes show late, a clause needs the time that they take.
    timeLimitMs: Math.max(
      1000 * (configured?.deadlines.clause ?? timeLimitMs / 1000),
      1000 * (configured?.deadlines.change ?? 0),
      longest * 3000,
    ),
    said: `${target}: about ${rehearsal.requests} requests, ${rehearsal.creations} of them creations, in at least ${minutes(secondsOf(rehearsal, allowance))} with round trips of ${allowance.roundTripMs} ms (--runs ${scale}${runs === undefined ? ', chosen from the budget' : ''}).\n${left}${warning}`,
    text: `${rehearsalText(rehearsal, allowance)}${left}Seed ${seed}, --runs ${scale}${runs === undefined && configured ? ', chosen from the budget' : ''}. Nothing was sent to ${target}.\n${warning}`,
  };
}

/** The mock costs nobody anything. */
const unlimited = { creations: Number.POSITIVE_INFINITY, perSecond: 1000, seconds: Number.POSITIVE_INFINITY };

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
export function writable(reports: string): void {
  try {
    makeFolder(reports);
    accessSync(`${reports}${sep}`, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UsageError(`--reports ${quoted(reports)} cannot be written (${codeOf(error)}): name a folder that can.`);
  }
}

/** Signals that end a run before its time; what was judged so far is reported all the same. */
export const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Playwright's own command line. It is a peer of the package, so that a merchant's tests and ours run on one copy; not every package manager adds a peer.
 * @throws UsageError where it is not there
 */
function playwrightProgram(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  } catch {
    throw new UsageError('@playwright/test, which runs the suites, is not installed: add it to your development dependencies.');
  }
}

/** Our own client may run twice at a time. A merchant's may have one place for what it keeps, and is asked by one worker, as every other party. */
function workersOf({ role, client }: RunFile): number {
  return role === 'client' && client === undefined ? 2 : 1;
}

/** Runs Playwright in a process of its own; what ends this process ends that one too, and it still reports what was judged so far. */
function playwright(run: RunFile, runFile: string, output: string, told?: (text: string) => void): Promise<string> {
  const config = join(root, `playwright.config.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`);
  const args = [`${run.role}.spec`, '--config', config, '--output', output, '--workers', String(workersOf(run))];
  const child = spawn(process.execPath, [playwrightProgram(), 'test', ...args], {
    cwd: root,
    // By the channel it sees when this process is gone.
    stdio: told ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['inherit', 'inherit', 'inherit', 'ipc'],
    env: environmentOf(runFile, compiled),
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => told?.(text));
  // A terminal interrupts both: Playwright takes what comes twice within a second for once.
  const onSignal = (): void => void child.kill('SIGINT');
  for (const signal of endings) process.on(signal, onSignal);
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code, signal) => {
      for (const each of endings) process.off(each, onSignal);
      done(signal ?? `exit code ${code}`);
    });
  });
}
