import { Command, Option } from 'commander';
import type { DiffOptions } from '../harness/comparison/diff.ts';
import { said } from '../language/sentences.ts';

/** `countersign diff`: the differences of the second of two runs. */
export function diffCommand(): Command {
  return new Command('diff')
    .description(said('diff: about'))
    .argument('<before>', said('diff <before>'))
    .argument('<after>', said('diff <after>'))
    .addOption(new Option('--fail-on <what>', said('diff --fail-on')).choices(['new', 'any']))
    .option('--json', said('diff --json'))
    .option('--markdown', said('diff --markdown'))
    .action(async (before: string, after: string, options: DiffOptions) => {
      const { diffed } = await import('../harness/comparison/diff.ts');
      const { text, exitCode } = diffed([before, after], options);
      process.stdout.write(text);
      process.exitCode = exitCode;
    });
}
