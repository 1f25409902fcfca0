import { randomInt } from 'node:crypto';
import { Command } from 'commander';
import { judgingOptions } from './judging-options.ts';

/** `countersign certify`: every clause, a decision, a report. */
export function certifyCommand(): Command {
  const command = new Command('certify')
    .description('judge all clauses and decide; without a configuration, against the embedded mock')
    .option('--dry-run', 'tell clauses, requests, creations and minutes, and send nothing');
  return judgingOptions(command, () => randomInt(2 ** 31)).action(async (options) => {
    const { judge } = await import('../harness/runner/judge.ts');
    process.exitCode = await judge(options);
  });
}
