import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Obstacle } from '../core/obstacle.ts';
import { openReceiverOf, receiverConfigurationIn } from '../open/receiver.ts';
import { depositsV3 } from '../schemas/contract.ts';
import type { Profile } from '../specs/profile.ts';
import { profileOf, profiles } from '../specs/profiles/catalogue.ts';
import { receiverTests } from '../suites/receiver/catalogue.ts';
import { selected } from '../suites/selection.ts';
import { inTemporaryFolder, type JudgingOptions, launched, selectionWords, timeLimitMs, usable, writable } from './launch.ts';
import { quoted, UsageError } from './usage.ts';
import { version } from './version.ts';

/**
 * Runs the suites of a receiver: that of the configuration, or the reference. What it is asked costs nobody but its owner anything.
 * @throws UsageError as `judge` does
 */
export async function judgeReceiver(options: JudgingOptions): Promise<number> {
  const { config, clauses, grep } = options;
  if (options.production) throw new UsageError('--production is for providers: a receiver is asked with orders of its own.');
  const configured = config === undefined ? undefined : usable(() => receiverConfigurationIn(config));
  const profileId = options.profile ?? configured?.profile ?? 'onekey';
  const profile = profileOf(profileId);
  if (!profile) throw new UsageError(`--profile ${quoted(profileId)} is none of ${profiles.map(({ id }) => id).join(', ')}.`);
  const selection = { ...(clauses ? { clauses } : {}), ...(grep === undefined ? {} : { grep }) };
  const tests = selected(receiverTests, selection);
  if (tests.length === 0) {
    throw new UsageError(`No clause test of a receiver fits ${selectionWords(selection)}: \`countersign clauses\` lists what is judged.`);
  }
  if (options.dryRun) {
    const whom = configured?.url ?? 'the reference receiver';
    process.stdout.write(`${tests.map(({ clause }) => clause).join(' ')}\n${tests.length} clauses. Nothing was sent to ${whom}.\n`);
    return 0;
  }
  const reports = resolve(options.reports);
  writable(reports);
  await opens(config, profile);
  const startedAt = Date.now();
  const scale = options.runs ?? 1;
  return inTemporaryFolder((aside) =>
    launched(
      {
        id: `${new Date(startedAt).toISOString().replace(/[:.]/g, '-')}-${process.pid}`,
        startedAt,
        version,
        seed: options.seed,
        scale,
        profile: profileId,
        role: 'receiver',
        timeLimitMs,
        reports,
        options: [
          '--role',
          'receiver',
          ...(config === undefined ? [] : ['--config', config]),
          ...(profileId === (configured?.profile ?? 'onekey') ? [] : ['--profile', profileId]),
          ...(scale === 1 ? [] : ['--runs', String(scale)]),
        ],
        ...selection,
        ...(options.path === undefined ? {} : { path: options.path }),
        ...(config === undefined ? {} : { config: resolve(config) }),
      },
      aside,
    ),
  );
}

/** Sees that the receiver can be opened, before clauses are judged for nothing. */
async function opens(config: string | undefined, profile: Profile): Promise<void> {
  try {
    const { close } = await openReceiverOf(config, depositsV3(), profile, randomBytes(24).toString('base64'));
    await close();
  } catch (error) {
    throw error instanceof Obstacle ? new UsageError(error.message) : error;
  }
}
