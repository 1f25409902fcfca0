import { type Command, InvalidArgumentError, Option } from 'commander';
import { roles } from '../harness/runner/run-file.ts';
import { quoted, something, wholeNumber } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { contractOption } from './contract-option.ts';

/** How often each property is asked, as a multiple of its own number of cases. */
function multiple(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value > 1000)
    throw new InvalidArgumentError(said('runs-no-number', { text: quoted(text) }));
  return value;
}

/** An option that may be repeated. */
function several(option: string, what: string): (text: string, before?: readonly string[]) => readonly string[] {
  return (text, before = []) => [...before, something(option, what)(text)];
}

/** The options of every command that judges. A seed always exists and is always printed. */
export function judgingOptions(command: Command, seed: () => number): Command {
  return command
    .addOption(contractOption())
    .addOption(new Option('--role <role>', said('judging --role')).choices(roles))
    .option('--client <command>', said('judging --client'), something('--client', said('a-command')))
    .option('--attach <port>', said('judging --attach'), wholeNumber('--attach', 1, 65_535))
    .option('--no-deadlines', said('judging --no-deadlines'))
    .option('--sources <place>', said('judging --sources'), several('--sources', said('folder-or-url')))
    .addOption(
      new Option('--seed <number>', said('judging --seed'))
        .argParser(wholeNumber('--seed', -2_147_483_648, 2_147_483_647))
        .default(seed(), said('fresh-seed')),
    )
    .option('--config <file>', said('judging --config'), something('--config', said('a-file')))
    .option('--production <host>', said('judging --production'), several('--production', 'a host'))
    .option('--runs <multiple>', said('judging --runs'), multiple)
    .option('--profile <id>', said('judging --profile'))
    .option('--reports <folder>', said('judging --reports'), something('--reports', said('a-folder')), 'reports/out');
}
