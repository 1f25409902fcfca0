import { Command, InvalidArgumentError, Option } from 'commander';
import { usualTolerance } from '../core/contract/retry-schedule.ts';
import { something, wholeNumber } from '../harness/runner/usage.ts';
import type { CollectOptions } from '../harness/watch/collection.ts';
import { said } from '../language/sentences.ts';
import { readScript, type ScriptedAnswer } from '../roles/inbox.ts';
import { contractOption } from './contract-option.ts';

function answers(text: string): readonly ScriptedAnswer[] {
  try {
    return readScript(text);
  } catch (error) {
    throw new InvalidArgumentError(`--answer: ${error instanceof Error ? error.message : 'unreadable'}.`);
  }
}

function path(text: string): string {
  if (!/^\/[\w.~!$&'()*+,;=:@%/-]*$/.test(text)) throw new InvalidArgumentError(said('path-ill-formed'));
  return text;
}

function publicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWhole = url !== undefined && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && url.username === '';
  if (!isWhole) throw new InvalidArgumentError(said('public-url-ill-formed'));
  return text;
}

/** Four refusals provoke the whole schedule of repeats. */
const usualAnswers = '500,500,500,500,200';

/** `countersign collect`: a receiver of ours that judges any sender, for hours. */
export function collectCommand(): Command {
  const { earlyMs, lateMs, lateShare } = usualTolerance;
  return new Command('collect')
    .description(said('collect: about'))
    .option('--port <number>', said('collect --port'), wholeNumber('--port', 0, 65_535), 0)
    .option('--host <address>', said('collect --host'), something('--host', said('an-address')), '127.0.0.1')
    .option('--path <path>', said('collect --path'), path)
    .option('--public-url <url>', said('collect --public-url'), publicUrl)
    .option('--state <file>', said('collect --state'), something('--state', said('a-file')), 'countersign-collect.sqlite')
    .addOption(new Option('--answer <script>', said('collect --answer')).argParser(answers).default(readScript(usualAnswers), usualAnswers))
    .option('--config <file>', said('collect --config'), something('--config', said('a-file')))
    .addOption(contractOption())
    .option('--profile <id>', said('collect --profile'))
    .option('--reports <folder>', said('collect --reports'), something('--reports', said('a-folder')), 'reports/out')
    .option('--hours <number>', said('collect --hours'), wholeNumber('--hours', 1, 1000))
    .option('--until-closed', said('collect --until-closed'))
    .option('--judge', said('collect --judge'))
    .addHelpText('after', said('collect: keys', { earlyMs: earlyMs / 1000, lateMs: lateMs / 1000, lateShare: lateShare * 100 }))
    .action(async (options: CollectOptions) => {
      const { runCollection } = await import('../harness/watch/collection.ts');
      process.exitCode = await runCollection(options);
    });
}
