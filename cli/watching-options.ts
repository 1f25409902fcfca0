import type { Command } from 'commander';
import { something, wholeNumber } from '../harness/runner/usage.ts';

/** The options of every command that watches an application while it is used. */
export function watchingOptions(command: Command): Command {
  return command
    .option('--port <number>', 'HTTPS port; a free one where none is given', wholeNumber('--port', 0, 65_535))
    .option('--ca <file>', 'write the certificate authority there, for your application to trust', something('--ca', 'a file'))
    .option('--for <seconds>', 'end after that many seconds; else an interrupt ends it', wholeNumber('--for', 1, 1_000_000))
    .option('--keep-pii', 'show in the report what bodies tell of payers; else it is masked')
    .option('--reports <folder>', 'where reports go', something('--reports', 'a folder'), 'reports/out');
}
