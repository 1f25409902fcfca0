import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../reports/report.ts';
import { shellWord } from '../reports/reproduction.ts';
import { environmentOf, type RunFile } from '../roles/targets.ts';
import { depositsV3 } from '../schemas/contract.ts';
import { profileOf, profiles } from '../specs/profiles/catalogue.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { selected } from '../suites/selection.ts';
import { UsageError } from './usage.ts';
import { version } from './version.ts';

/** What the commands that judge have in common. */
export interface JudgingOptions {
  readonly seed: number;
  readonly runs: number;
  readonly profile: string;
  readonly reports: string;
  readonly path?: string;
  readonly clauses?: readonly string[];
  readonly grep?: string;
}

/** Longest time for one clause test, ms. */
const timeLimitMs = 60_000;

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs the suites in Playwright and gives the exit code of the decision (design, Decision): 0 certified, 1 not certified, 2 incomplete, 3 nothing judged.
 * @throws UsageError for a profile or a selection that names nothing, and for folders that cannot be written
 */
export async function judge(options: JudgingOptions): Promise<number> {
  if (!profileOf(options.profile))
    throw new UsageError(`--profile ${shellWord(options.profile)} is none of ${profiles.map(({ id }) => id).join(', ')}.`);
  const selection = {
    ...(options.clauses ? { clauses: options.clauses } : {}),
    ...(options.grep === undefined ? {} : { grep: options.grep }),
  };
  if (selected(providerTests(depositsV3()), selection).length === 0) {
    throw new UsageError(`No clause test fits ${selectionWords(selection)}: \`countersign clauses\` lists what is judged.`);
  }
  const reports = resolve(options.reports);
  writable(reports);
  const startedAt = Date.now();
  const run: RunFile = {
    id: `${new Date(startedAt).toISOString().replace(/[:.]/g, '-')}-${process.pid}`,
    startedAt,
    version,
    seed: options.seed,
    scale: options.runs,
    profile: options.profile,
    role: 'provider',
    timeLimitMs,
    reports,
    options: [
      ...(options.profile === 'onekey' ? [] : ['--profile', options.profile]),
      ...(options.runs === 1 ? [] : ['--runs', String(options.runs)]),
    ],
    ...selection,
    ...(options.path === undefined ? {} : { path: options.path }),
  };
  const aside = temporaryFolder();
  try {
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

function selectionWords({ clauses = [], grep }: Pick<JudgingOptions, 'clauses' | 'grep'>): string {
  return [...clauses.map((id) => `--clause ${id}`), ...(grep === undefined ? [] : [`--grep ${shellWord(grep)}`])].join(' and ');
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
    throw new UsageError(`--reports ${shellWord(reports)} cannot be written (${codeOf(error)}): name a folder that can.`);
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
