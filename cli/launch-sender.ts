import { resolve } from 'node:path';
import { profileOf, profiles } from '../specs/profiles/catalogue.ts';
import { selected } from '../suites/selection.ts';
import { senderTests } from '../suites/sender/catalogue.ts';
import { inTemporaryFolder, type JudgingOptions, launched, selectionWords, timeLimitMs, writable } from './launch.ts';
import { quoted, UsageError } from './usage.ts';
import { version } from './version.ts';

/**
 * Runs the suites of a sender, which is the mock's: a sender elsewhere is judged by what it delivers, over hours (`countersign collect`).
 * @throws UsageError as `judge` does
 */
export async function judgeSender(options: JudgingOptions): Promise<number> {
  const { config, clauses, grep, profile = 'onekey', runs: scale = 1 } = options;
  if (config !== undefined || options.production)
    throw new UsageError(
      '--role sender judges the mock: a sender elsewhere takes hours, and `countersign collect` judges what it delivers.',
    );
  if (!profileOf(profile)) throw new UsageError(`--profile ${quoted(profile)} is none of ${profiles.map(({ id }) => id).join(', ')}.`);
  const selection = { ...(clauses ? { clauses } : {}), ...(grep === undefined ? {} : { grep }) };
  const tests = selected(senderTests, selection);
  if (tests.length === 0) {
    throw new UsageError(`No clause test of a sender fits ${selectionWords(selection)}: \`countersign clauses\` lists what is judged.`);
  }
  if (options.dryRun) {
    process.stdout.write(`${tests.map(({ clause }) => clause).join(' ')}\n${tests.length} clauses. Nothing was sent.\n`);
    return 0;
  }
  const reports = resolve(options.reports);
  writable(reports);
  const startedAt = Date.now();
  return inTemporaryFolder((aside) =>
    launched(
      {
        id: `${new Date(startedAt).toISOString().replace(/[:.]/g, '-')}-${process.pid}`,
        startedAt,
        version,
        seed: options.seed,
        scale,
        profile,
        role: 'sender',
        timeLimitMs,
        reports,
        options: [
          '--role',
          'sender',
          ...(profile === 'onekey' ? [] : ['--profile', profile]),
          ...(scale === 1 ? [] : ['--runs', String(scale)]),
        ],
        ...selection,
        ...(options.path === undefined ? {} : { path: options.path }),
      },
      aside,
    ),
  );
}
