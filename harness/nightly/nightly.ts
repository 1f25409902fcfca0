import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';
import { nightOf } from '../../reports/history.ts';
import { historyPage } from '../../reports/history-page.ts';
import type { Report } from '../../reports/report.ts';
import { appendLines, readLines } from '../../roles/transport/line-file.ts';
import { mainResource, movesOf } from '../../schemas/contract.ts';
import { contractFrom } from '../../schemas/contracts.ts';
import nightSchema from '../../schemas/night.schema.json' with { type: 'json' };
import { readBack } from '../../schemas/read-back.ts';
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };
import type { Night } from '../../specs/types/night.ts';
import { configurationIn } from '../config/configuration-file.ts';
import { nightlyIn } from '../config/nightly.ts';
import { takePlace } from '../preflight/lease.ts';
import { makeReportsFolder } from '../runner/folders.ts';
import { judge } from '../runner/judge.ts';
import type { JudgingOptions } from '../runner/judging-options.ts';
import { UsageError } from '../runner/usage.ts';
import { follow } from '../targets/recipe.ts';
import { writeWhole } from '../whole-file.ts';
import { pruneReports } from './pruned.ts';

export interface NightlyOptions {
  readonly config: string;
  readonly contract: string;
  readonly profile?: string;
  readonly reports?: string;
  readonly sign?: string;
  readonly operator?: true;
  readonly nonce?: string;
  readonly seed: number;
}

/** How many failures of the last night are asked again first. */
const mostAgain = 10;

/**
 * One night: asks the failures of the last night again, certifies with a fresh seed, compares with the baseline, keeps the history, lists and cancels
 * what was created, and deletes reports that are too old.
 *
 * @param now ms since the epoch
 * @returns the exit code of the certifying run, with the baseline taken into account
 * @throws UsageError and ConfigurationError for what the reader set wrongly, and where another night writes into the folder
 */
export async function nightly(options: NightlyOptions, now: number): Promise<number> {
  const configured = nightlyIn(options.config);
  const reports = resolve(options.reports ?? configured.reports ?? 'reports/nightly');
  makeReportsFolder(reports);
  const lease = takePlace(reports, join(reports, '.lock.json'));
  if ('busy' in lease) throw new UsageError('configuration-wrong', { what: lease.busy });
  try {
    return await night(options, configured, reports, now);
  } finally {
    await lease.release();
  }
}

async function night(
  options: NightlyOptions,
  { level = 'full', keep = 30, baseline, cancel = true }: ReturnType<typeof nightlyIn>,
  reports: string,
  now: number,
): Promise<number> {
  const history = join(reports, 'history.jsonl');
  const nights = kept(() => readLines<Night>(history, nightSchema));
  const last = nights.at(-1);
  const { seed, config, contract, profile } = options;
  const common = { config, contract, level, ...(profile === undefined ? {} : { profile }) };
  const lastNight = last === undefined ? undefined : join(reports, last.run);
  const lastReport = lastNight && existsSync(join(lastNight, 'report.json')) ? kept(() => reportIn(lastNight)) : undefined;
  // Clauses of another contract have the same ids and other statements.
  const comparable = lastReport?.contract.title === contractFrom(contract).title ? lastReport : undefined;
  if (comparable !== undefined) await askedAgain(comparable, reports, common);
  const former = baseline ?? (comparable === undefined ? undefined : lastNight);
  const before = latestIn(reports);
  const exitCode = await judge({
    ...common,
    mode: 'certify',
    seed,
    reports,
    ...(former === undefined ? {} : { baseline: former }),
    ...(options.sign === undefined ? {} : { sign: options.sign }),
    ...(options.operator === undefined ? {} : { operator: options.operator }),
    ...(options.nonce === undefined ? {} : { nonce: options.nonce }),
  });
  const run = latestIn(reports);
  // A night without a report does not count.
  if (run === undefined || run === before) return exitCode;
  const report = reportIn(join(reports, run));
  const added = nightOf(report, exitCode);
  appendLines(history, [JSON.stringify(added)]);
  writeWhole(join(reports, 'history.html'), historyPage([...nights, added], contractFrom(contract).words));
  await createdKept(report, join(reports, run), cancel ? options : undefined);
  pruneReports(reports, { days: keep, now, pinned: [join(reports, run), ...(former === undefined ? [] : [former])] });
  process.stdout.write(said('nightly: history', { page: join(reports, 'history.html') }));
  return exitCode;
}

function latestIn(reports: string): string | undefined {
  const file = join(reports, 'latest');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function reportIn(folder: string): Report {
  const file = join(folder, 'report.json');
  return readBack<Report>(file, jsonOf(file), reportSchema);
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(said('nightly: not-json', { file }));
  }
}

/**
 * What former nights kept.
 * @throws UsageError where it was damaged since
 */
function kept<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError('night-damaged', { why: error instanceof Error ? error.message : String(error) });
  }
}

/** The failures of the last night, each with its cases. A path of another catalogue means other cases: then the clause is asked with all of them. */
async function askedAgain(report: Report, reports: string, common: Omit<JudgingOptions, 'mode' | 'seed' | 'reports'>): Promise<void> {
  const failures = report.clauses.flatMap(({ id, verdict, violations }) =>
    verdict === 'fail' ? violations.slice(0, 1).map(({ seed, path, subject }) => ({ clause: id, seed, path, subject })) : [],
  );
  if (failures.length === 0) return;
  const same = report.contract.digest === contractFrom(common.contract).digest;
  for (const { clause, seed, path, subject } of failures.slice(0, mostAgain)) {
    if (!same) process.stdout.write(said('nightly: path-gone', { clause }));
    process.stdout.write(said('nightly: again', { clause }));
    await judge({
      ...common,
      mode: 'run',
      clauses: [clause],
      seed,
      ...(same && path !== undefined ? { path } : {}),
      ...(same && subject !== undefined ? { grep: subject.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') } : {}),
      reports: join(reports, 'again'),
    });
  }
}

/** A field of a CSV file (RFC 4180); a leading sign that a spreadsheet takes for a formula is quoted away. */
function field(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Lists what the run created, and cancels it where a recipe moves statuses. */
async function createdKept(report: Report, folder: string, cancelling: NightlyOptions | undefined): Promise<void> {
  const { created = [] } = report;
  if (created.length === 0) return;
  const states = cancelling === undefined ? new Map<string, string>() : await cancelled(created, cancelling);
  const rows = created.map(({ path, invoiceId = '', id = '' }) => [path, invoiceId, id, states.get(id) ?? ''].map(field).join(','));
  writeWhole(join(folder, 'created.csv'), `path,invoice_id,id,cancelled\r\n${rows.map((row) => `${row}\r\n`).join('')}`);
  const count = [...states.values()].filter((state) => state === 'yes').length;
  process.stdout.write(said('nightly: created', { count: created.length, cancelled: count, file: join(folder, 'created.csv') }));
}

async function cancelled(created: NonNullable<Report['created']>, options: NightlyOptions): Promise<ReadonlyMap<string, string>> {
  const contract = contractFrom(options.contract);
  const { recipes, budget } = configurationIn(options.config, contract);
  const { moveStatus } = recipes;
  const states = new Map<string, string>();
  // A person is not asked hundreds of times at night.
  if (moveStatus === undefined || moveStatus.kind === 'prompt') return states;
  const until = performance.now() + budget.seconds * 1000;
  const pauseMs = 1000 / budget.perSecond;
  const made = mainResource(contract);
  const { cancelled: status } = movesOf(made);
  if (made === undefined || status === undefined) return states;
  const { path } = made.create;
  for (const { id, path: at } of created) {
    if (id === undefined || at !== path || performance.now() > until) continue;
    await wait(pauseMs);
    const values = { account: '', depositId: id, status, environment: 'first' };
    try {
      await follow('moveStatus', moveStatus, values, () => Promise.reject(new Error('night')));
      states.set(id, 'yes');
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
      states.set(id, 'no');
    }
  }
  return states;
}
