import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunFile } from '../roles/targets.ts';
import { profileOf, profiles } from '../specs/profiles/catalogue.ts';
import { clientTests } from '../suites/client/catalogue.ts';
import { selected } from '../suites/selection.ts';
import { inTemporaryFolder, type JudgingOptions, launched, selectionWords, writable } from './launch.ts';
import { quoted, UsageError } from './usage.ts';
import { version } from './version.ts';

/** Longest time for one clause test of a client, ms. */
const timeLimitMs = 60_000;

const root = fileURLToPath(new URL('..', import.meta.url));

/** Our own client, judged where none is named. */
const reference = `"${process.execPath}" "${join(root, 'references', `client.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`)}"`;

/**
 * Judges a merchant's client: the stage before it is ours, so that there is no configuration and no budget.
 * @throws UsageError as `judge` does
 */
export async function judgeClient(options: JudgingOptions): Promise<number> {
  if (options.config !== undefined) throw new UsageError('--config is for --role provider: a client is named by --client.');
  const profileId = options.profile ?? 'onekey';
  if (!profileOf(profileId)) throw new UsageError(`--profile ${quoted(profileId)} is none of ${profiles.map(({ id }) => id).join(', ')}.`);
  const selection = {
    ...(options.clauses ? { clauses: options.clauses } : {}),
    ...(options.grep === undefined ? {} : { grep: options.grep }),
  };
  const tests = selected(clientTests, selection);
  if (tests.length === 0) {
    throw new UsageError(`No clause test of the client fits ${selectionWords(selection)}: \`countersign clauses\` lists what is judged.`);
  }
  const client = options.client ?? reference;
  if (options.dryRun) {
    process.stdout.write(
      `${tests.map(({ clause }) => clause).join(' ')}\n${tests.length} clause tests of ${client}, in about a minute. Nothing was started.\n`,
    );
    return 0;
  }
  const reports = resolve(options.reports);
  writable(reports);
  return inTemporaryFolder(async (aside) => {
    const startedAt = Date.now();
    const run: RunFile = {
      id: `${new Date(startedAt).toISOString().replace(/[:.]/g, '-')}-${process.pid}`,
      startedAt,
      version,
      seed: options.seed,
      scale: options.runs ?? 1,
      profile: profileId,
      role: 'client',
      client,
      timeLimitMs,
      reports,
      options: [
        '--role',
        'client',
        ...(options.client === undefined ? [] : ['--client', options.client]),
        ...(profileId === 'onekey' ? [] : ['--profile', profileId]),
        ...(options.runs === undefined ? [] : ['--runs', String(options.runs)]),
      ],
      ...selection,
      ...(options.path === undefined ? {} : { path: options.path }),
    };
    return launched(run, aside);
  });
}
