import { Command, InvalidArgumentError } from 'commander';
import { usualTolerance } from '../core/contract/retry-schedule.ts';
import { something, wholeNumber } from '../harness/runner/usage.ts';
import type { CollectOptions } from '../harness/watch/collection.ts';
import { readScript, type ScriptedAnswer } from '../roles/inbox.ts';

function answers(text: string): readonly ScriptedAnswer[] {
  try {
    return readScript(text);
  } catch (error) {
    throw new InvalidArgumentError(`--answer: ${error instanceof Error ? error.message : 'unreadable'}.`);
  }
}

/** `countersign collect`: a receiver of ours that judges any sender, for hours. */
export function collectCommand(): Command {
  const { earlyMs, lateMs, lateShare } = usualTolerance;
  return new Command('collect')
    .description('receive notifications for hours, keep each, and judge their sender; end it with an interrupt')
    .option('--port <number>', 'port to listen on; a free one where none is given', wholeNumber('--port', 0, 65_535), 0)
    .option('--host <address>', 'address to listen on', something('--host', 'an address'), '127.0.0.1')
    .option(
      '--state <file>',
      'where every delivery is kept; a later run goes on with it',
      something('--state', 'a file'),
      'countersign-collect.sqlite',
    )
    .option(
      '--answer <script>',
      'answers to the deliveries of each deposit: statuses, close, hang; the last goes on',
      answers,
      readScript('500,500,500,500,200'),
    )
    .option('--config <file>', 'a configuration whose sender.keys, or merchant, sign notifications', something('--config', 'a file'))
    .option('--profile <id>', 'how the API is read (default: that of the configuration, or onekey)')
    .option('--reports <folder>', 'where reports go', something('--reports', 'a folder'), 'reports/out')
    .option('--hours <number>', 'end after that many hours', wholeNumber('--hours', 1, 1000))
    .option('--until-closed', 'end when the schedule of everything that came has passed')
    .option('--judge', 'listen to nothing; judge what is kept')
    .addHelpText(
      'after',
      `
Keys: those of --config, which may name several sets with their ends, or API_KEY and API_SIGNATURE of the environment. A repeat is in time from ${earlyMs / 1000} s before its moment to ${lateMs / 1000} s and ${lateShare * 100} % of the pause after it. The
fourth repeat comes 13 hours after the first attempt, a fifth up to 66. \`countersign merge\` puts the report together with others.`,
    )
    .action(async (options: CollectOptions) => {
      const { runCollection } = await import('../harness/watch/collection.ts');
      process.exitCode = await runCollection(options);
    });
}
