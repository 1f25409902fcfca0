import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import { isClauseId } from '../specs/clauses/catalogue.ts';
import { judgingOptions } from './judging-options.ts';
import { judge } from './launch.ts';

function clause(text: string, before: readonly string[] = []): readonly string[] {
  const ids = text.split(',').map((id) => id.trim().toUpperCase());
  const unknown = ids.find((id) => !isClauseId(id));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no clause ${unknown}: see \`countersign clauses\`.`);
  return [...before, ...ids];
}

function pattern(text: string): string {
  try {
    return new RegExp(text).source;
  } catch {
    throw new InvalidArgumentError('--grep is a regular expression; this one does not parse.');
  }
}

function casePath(text: string): string {
  if (!/^\d+\/\d+(:\d+)*$/.test(text)) throw new InvalidArgumentError('--path is what a failure prints, such as 2/14:0:1.');
  return text;
}

/** `countersign run`: some clauses, or one case again. */
export function runCommand(): Command {
  const command = new Command('run')
    .description('judge some clauses, or repeat one case of a failure')
    .addOption(new Option('--role <role>', 'the party to judge').choices(['provider']).default('provider'))
    .option('--clause <id>', 'a clause; give it again for more', clause)
    .option('--grep <pattern>', 'only tests whose clause, operation or sentence fits', pattern)
    .option('--path <path>', 'only this case of the seed, as a failure prints it', casePath);
  return judgingOptions(command, () => randomInt(2 ** 31)).action(async ({ clause: clauses, ...options }) => {
    process.exitCode = await judge({ ...options, ...(clauses ? { clauses } : {}) });
  });
}
