import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { something, UsageError } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { hearSignals } from '../roles/processes/ending.ts';
import { isClauseId } from '../specs/clauses/catalogue.ts';
import { judgingOptions } from './judging-options.ts';

function clause(text: string, before: readonly string[] = []): readonly string[] {
  const ids = text.split(',').map((id) => id.trim().toUpperCase());
  if (text.trim() === '') throw new InvalidArgumentError(said('clause-empty'));
  if (!ids.every((id) => isClauseId(id)))
    throw new InvalidArgumentError(said(ids.length > 1 ? 'clauses-unknown' : 'clause-unknown', { text }));
  return [...before, ...ids];
}

function pattern(text: string): string {
  something('--grep', said('a-regular-expression'))(text);
  try {
    return new RegExp(text).source;
  } catch {
    throw new InvalidArgumentError(said('grep-no-expression', { text }));
  }
}

function casePath(text: string): string {
  if (text === '') throw new InvalidArgumentError(said('path-empty'));
  if (!/^\d+\/\d+(:\d+)*$/.test(text)) throw new InvalidArgumentError(said('path-no-path', { text }));
  return text;
}

/** `countersign run`: some clauses, or one case again. */
export function runCommand(): Command {
  const command = new Command('run')
    .description(said('run: about'))
    .option('--clause <id>', said('run --clause'), clause)
    .option('--grep <pattern>', said('run --grep'), pattern)
    .option('--path <path>', said('run --path'), casePath);
  return judgingOptions(command, () => randomInt(2 ** 31)).action(async ({ clause: clauses, ...options }) => {
    // A path leads to a case of one test and seed; with another it leads to another case or to none.
    if (options.path !== undefined && (clauses?.length !== 1 || command.getOptionValueSource('seed') !== 'cli')) {
      throw new UsageError('path-needs-clause-and-seed', { path: options.path });
    }
    hearSignals();
    const { judge } = await import('../harness/runner/judge.ts');
    process.exitCode = await judge({ ...options, mode: 'run', level: 'full', ...(clauses ? { clauses } : {}) });
  });
}
