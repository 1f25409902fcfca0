import { type Command, InvalidArgumentError, Option } from 'commander';
import { roles } from '../harness/runner/run-file.ts';
import { quoted, something, wholeNumber } from '../harness/runner/usage.ts';

/** How often each property is asked, as a multiple of its own number of cases. */
function multiple(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value > 1000)
    throw new InvalidArgumentError(`--runs is a number above 0, up to 1000, not ${quoted(text)}: 2 asks twice as many cases.`);
  return value;
}

/** An option that may be given again. */
function several(option: string, what: string): (text: string, before?: readonly string[]) => readonly string[] {
  return (text, before = []) => [...before, something(option, what)(text)];
}

/** The options of every command that judges. A seed always exists and is always printed. */
export function judgingOptions(command: Command, seed: () => number): Command {
  return command
    .addOption(new Option('--role <role>', 'the party to judge (default: all that the other options describe)').choices(roles))
    .option(
      '--client <command>',
      'the client to judge, a command that speaks docs/client-protocol.md (default: our reference)',
      something('--client', 'a command'),
    )
    .option(
      '--sources <place>',
      'a working tree or a page of the client that no key may stand in (AUT-10); give it again for more',
      several('--sources', 'a folder or a URL'),
    )
    .option(
      '--seed <number>',
      'decides the shapes of all cases; a run prints its own',
      wholeNumber('--seed', -2_147_483_648, 2_147_483_647),
      seed(),
    )
    .option(
      '--config <file>',
      'what to judge in place of the mock and the references; `countersign init` writes one',
      something('--config', 'a file'),
    )
    .option(
      '--production <host>',
      'a host of production that the configuration names: it is read from, with GETs only',
      several('--production', 'a host'),
    )
    .option('--runs <multiple>', 'cases as a multiple of the usual number (default: 1, or with --config what its budget holds)', multiple)
    .option('--profile <id>', 'how the API is read (default: that of the configuration, or onekey)')
    .option('--reports <folder>', 'where reports go', something('--reports', 'a folder'), 'reports/out');
}
