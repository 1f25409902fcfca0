import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { something, UsageError } from '../harness/runner/usage.ts';
import { isClauseId } from '../specs/clauses/catalogue.ts';
import { judgingOptions } from './judging-options.ts';

function clause(text: string, before: readonly string[] = []): readonly string[] {
  const ids = text.split(',').map((id) => id.trim().toUpperCase());
  if (!ids.every((id) => isClauseId(id))) {
    const wrong = text.trim() === '' ? 'is empty' : `${text} ${ids.length > 1 ? 'holds what is no clause' : 'is no clause'}`;
    throw new InvalidArgumentError(`--clause ${wrong}: \`countersign clauses\` lists their ids.`);
  }
  return [...before, ...ids];
}

function pattern(text: string): string {
  something('--grep', 'a regular expression')(text);
  try {
    return new RegExp(text).source;
  } catch {
    throw new InvalidArgumentError(`--grep ${text} is no regular expression: put a backslash before characters that mean themselves.`);
  }
}

function casePath(text: string): string {
  if (!/^\d+\/\d+(:\d+)*$/.test(text))
    throw new InvalidArgumentError(`--path ${text === '' ? 'is empty' : `${text} is none`}: give what a failure prints, such as 2/14:0:1.`);
  return text;
}

/** `countersign run`: some clauses, or one case again. */
export function runCommand(): Command {
  const command = new Command('run')
    .description('judge some clauses, or repeat one case of a failure')
    .option('--clause <id>', 'a clause; give it again for more', clause)
    .option('--grep <pattern>', 'only tests whose clause, operation or sentence fits', pattern)
    .option('--path <path>', 'only this case of the seed, as a failure prints it', casePath);
  return judgingOptions(command, () => randomInt(2 ** 31)).action(async ({ clause: clauses, ...options }) => {
    // A path leads to a case of one test and seed; elsewhere it leads to another case or to none.
    if (options.path !== undefined && (clauses?.length !== 1 || command.getOptionValueSource('seed') !== 'cli')) {
      throw new UsageError(`--path ${options.path} needs the one --clause and the --seed that stand beside it where a failure prints it.`);
    }
    const { judge } = await import('../harness/runner/judge.ts');
    process.exitCode = await judge({ ...options, ...(clauses ? { clauses } : {}) });
  });
}
