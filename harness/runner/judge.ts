import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ReaderError } from '../../language/reader-error.ts';
import { said } from '../../language/sentences.ts';
import type { Compared } from '../../reports/comparison.ts';
import type { Report } from '../../reports/report.ts';
import { contractFacts } from '../../reports/reproduction.ts';
import { endBySignal, endSoftly, signalled } from '../../roles/processes/ending.ts';
import { contractFrom } from '../../schemas/contracts.ts';
import { readBack } from '../../schemas/read-back.ts';
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };
import type { RunFile } from '../../specs/types/run-file.ts';
import { type Signing, signingOf, writeCertificate } from '../certification/certificate-files.ts';
import { againstBaseline } from '../comparison/baseline.ts';
import { comparedIn, mustBeOfOneContract } from '../comparison/diff.ts';
import { configurationIn } from '../config/configuration-file.ts';
import { waiversIn } from '../config/waivers.ts';
import { accountsOf, type Locked, takeLease } from '../preflight/lease.ts';
import { hostsOfProvider, keyUseAccounts } from '../targets/named-hosts.ts';
import { askAtTerminal } from '../targets/terminal.ts';
import { complaint } from './complaint.ts';
import { inTemporaryFolder, makeReportsFolder } from './folders.ts';
import { headingOf, outsideOf, rolesOf } from './judged-roles.ts';
import type { JudgingOptions, RoleOptions } from './judging-options.ts';
import { preparedParty } from './party-preparation.ts';
import { playwrightRun, runFileIn } from './playwright.ts';
import type { Preparation } from './preparation.ts';
import { profileNamed } from './profile.ts';
import { preparedProvider } from './provider-preparation.ts';
import type { PartyRun, Role } from './run-file.ts';
import { reportCut } from './run-report.ts';
import { keptEnds } from './test-ends.ts';
import { nothingJudged, UsageError } from './usage.ts';
import { version } from './version.ts';

/**
 * Judges the parties of the options, makes one report, and returns the exit code of its decision: 0 certified or partial, 1 not certified, 2
 * incomplete, 3 nothing judged.
 *
 * @throws UsageError for a profile, a configuration or a selection that cannot be used, and for folders that cannot be written
 */
export async function judge(given: JudgingOptions): Promise<number> {
  // What takes as long as it likes is not certified.
  const options: JudgingOptions = given.deadlines === false ? { ...given, mode: 'run' } : given;
  const roles = rolesOf(options);
  const exitCode = await (options.dryRun ? estimated(roles, options) : alone(roles, options));
  process.stdout.write(outsideOf(options, roles));
  return exitCode;
}

/** The exit code where nothing could be judged and the reader did nothing wrong. */
const inconclusive = 2;

/** What a run of those parties locks: the accounts of a provider, which others may use. */
function lockedBy(roles: readonly Role[], { config, contract: id }: JudgingOptions): Locked {
  if (config === undefined) return { accounts: [] };
  const contract = contractFrom(id);
  const provider = roles.includes('provider') ? accountsOf(configurationIn(config, contract)) : { accounts: [] };
  return { ...provider, accounts: [...provider.accounts, ...(roles.includes('key-use') ? keyUseAccounts(config, contract) : [])] };
}

/** Judges with the lock on the accounts of the merchant, which is given back on a signal too. */
async function alone(roles: readonly Role[], options: JudgingOptions): Promise<number> {
  const stopped = Promise.withResolvers<undefined>();
  const harden = endSoftly(() => stopped.resolve(undefined));
  try {
    const lease = await takeLease(lockedBy(roles, options), askAtTerminal);
    if ('busy' in lease) {
      process.stderr.write(`${lease.busy}\n`);
      return inconclusive;
    }
    if (lease.note !== undefined) process.stderr.write(`${lease.note}\n`);
    try {
      return await judged(roles, options, stopped.promise);
    } finally {
      await lease.release();
    }
  } finally {
    harden();
  }
}

/** Prints what a run would ask. */
async function estimated(roles: readonly Role[], options: JudgingOptions): Promise<number> {
  endSoftly(endBySignal);
  const preparations = new Map<Role, Preparation>();
  for (const role of roles) preparations.set(role, await prepared(role, roles, options));
  waiversOf(options, commonProfile(preparations));
  for (const [role, { estimate }] of preparations) {
    if (roles.length > 1) process.stdout.write(`${headingOf(role)}\n`);
    process.stdout.write(await estimate());
  }
  return 0;
}

/** @param stopped comes with a signal: what was not asked by then is not asked any more */
async function judged(roles: readonly Role[], options: JudgingOptions, stopped: Promise<undefined>): Promise<number> {
  const began = Date.now();
  const afterwards: Afterwards = {
    signing: signingOf(options),
    baseline: options.baseline === undefined ? undefined : comparedIn(options.baseline),
  };
  if (afterwards.baseline) mustBeOfOneContract(afterwards.baseline, contractFrom(options.contract).title);
  // An error that is about all parties is printed once.
  profileNamed(contractFrom(options.contract), options.profile);
  const refusals: string[] = [];
  const unlessRefused = async <T>(role: Role, work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      // An error about one party does not stop the others. An error about the provider, which may be slow, is printed at once.
      if (!(error instanceof ReaderError) || roles.length === 1 || role === 'provider') throw error;
      refusals.push(`${headingOf(role)}: ${error.message}`);
      return undefined;
    }
  };
  const preparations = new Map<Role, Preparation>();
  for (const role of roles) {
    const preparation = await unlessRefused(role, () => prepared(role, roles, options));
    if (preparation) preparations.set(role, preparation);
  }
  const profile = commonProfile(preparations);
  const waivers = waiversOf(options, profile);
  const reports = resolve(options.reports);
  makeReportsFolder(reports);
  return inTemporaryFolder(async (aside) => {
    const parties: PartyRun[] = [];
    for (const [role, { ready }] of preparations) {
      if (signalled() !== undefined) break;
      const party = await unlessRefused(role, () => Promise.race([ready(aside), stopped]));
      if (party) parties.push(party);
    }
    if (profile !== undefined && signalled() !== undefined) {
      const described = [...preparations.values()].map(({ described }) => described(aside));
      const cut = { profile, reports, parties: described, complete: described.length === roles.length, waivers };
      return reportCut(runOf(options, cut, began));
    }
    const complete = parties.length === roles.length;
    const exitCode =
      profile === undefined || parties.length === 0
        ? nothingJudged
        : await launched(runOf(options, { profile, reports, parties, complete, waivers }), aside, afterwards);
    for (const why of refusals) process.stderr.write(complaint(why));
    return refusals.length > 0 ? nothingJudged : exitCode;
  });
}

/** @throws UsageError as `judge` does */
async function prepared(role: Role, roles: readonly Role[], options: JudgingOptions): Promise<Preparation> {
  for (const [name, given] of Object.entries({
    '--client': options.client,
    '--attach': options.attach,
    '--no-deadlines': options.deadlines === false ? true : undefined,
    '--sources': options.sources,
  })) {
    if (given !== undefined && role !== 'client') throw new UsageError('option-of-client', { name });
  }
  const { production, ...common } = options;
  if (role === 'provider') {
    const both = production !== undefined && options.config !== undefined && roles.includes('key-use');
    const named = both ? await hostsOfProvider(production, options.config, contractFrom(options.contract)) : production;
    return preparedProvider({ ...common, role, ...(named ? { production: named } : {}) });
  }
  // With several parties, the hosts of production are those of the provider and of the mails on key use.
  const own: RoleOptions = { ...common, role, ...(production && (role === 'key-use' || roles.length === 1) ? { production } : {}) };
  return preparedParty(role, own);
}

/** The waivers of the configuration. Throws ConfigurationError where one cannot be used. */
function waiversOf({ config, contract }: JudgingOptions, profile: string | undefined): ReturnType<typeof waiversIn> {
  if (profile === undefined || config === undefined) return [];
  return waiversIn(config, profileNamed(contractFrom(contract), profile), Date.now());
}

/**
 * The profile by which all of them are judged; undefined where there is none to judge.
 *
 * @throws UsageError where they differ: one report has one profile
 */
function commonProfile(preparations: ReadonlyMap<Role, Preparation>): string | undefined {
  const [first, ...others] = [...preparations].map(([role, { profile }]) => ({ role, id: profile.id }));
  const other = others.find(({ id }) => id !== first?.id);
  if (first && other) throw new UsageError('profiles-differ', { role: first.role, id: first.id, role2: other.role, id2: other.id });
  return first?.id;
}

/** The file of a run. */
function runOf(
  { mode, level, contract, seed, path, clauses, grep }: JudgingOptions,
  run: Pick<RunFile, 'profile' | 'reports' | 'parties' | 'complete' | 'waivers'>,
  startedAt = Date.now(),
): RunFile {
  return {
    id: `${new Date(startedAt).toISOString().replace(/[:.]/g, '-')}-${process.pid}`,
    startedAt,
    version,
    contractId: contractFrom(contract).place,
    mode,
    level,
    contract: contractFacts(contractFrom(contract)),
    seed,
    ...(path === undefined ? {} : { path }),
    ...(clauses ? { clauses } : {}),
    ...(grep === undefined ? {} : { grep }),
    ...run,
  };
}

/** What happens to the report of a run. */
interface Afterwards {
  readonly signing: Signing | undefined;
  readonly baseline: Compared | undefined;
}

/**
 * Runs the suites and gives the exit code of the decision.
 * @throws UsageError where the run ends without a report
 */
async function launched(run: RunFile, aside: string, { signing, baseline }: Afterwards): Promise<number> {
  const ended = await playwrightRun(run, aside);
  const file = join(run.reports, run.id, 'report.json');
  if (!existsSync(file)) {
    // The signal came before any judging, or to a Playwright that hears nothing, or the system has killed it.
    const kept = keptEnds(runFileIn(aside));
    if (signalled() === undefined && kept.planned.length === 0) throw new UsageError('run-without-report', { ended });
    if (signalled() === undefined) process.stderr.write(said('run-cut', { ended }));
    return reportCut(run, kept);
  }
  if (signing) process.stdout.write(said('certificate-written', { ...writeCertificate(join(run.reports, run.id), signing) }));
  const report = readBack<Report>(`The report ${file}`, JSON.parse(readFileSync(file, 'utf8')), reportSchema);
  if (baseline === undefined) return report.decision.exitCode;
  const { text, exitCode } = againstBaseline(report, baseline);
  process.stdout.write(text);
  return exitCode;
}
