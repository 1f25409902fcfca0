import type { Command } from 'commander';
import { something, wholeNumber } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';

/** The options of every command that watches an application while it is used. */
export function watchingOptions(command: Command): Command {
  return command
    .option('--port <number>', said('watching --port'), wholeNumber('--port', 0, 65_535))
    .option('--ca <file>', said('watching --ca'), something('--ca', said('a-file')))
    .option('--for <seconds>', said('watching --for'), wholeNumber('--for', 1, 1_000_000))
    .option('--keep', said('watching --keep'))
    .option('--keep-pii', said('watching --keep-pii'))
    .option('--reports <folder>', said('watching --reports'), something('--reports', said('a-folder')), 'reports/out');
}
