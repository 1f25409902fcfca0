import { Command } from 'commander';
import type { EgressOptions } from '../harness/egress/egress.ts';
import { something, wholeNumber } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { contractOption } from './contract-option.ts';

/** `countersign egress`: from which addresses this machine reaches a target. */
export function egressCommand(): Command {
  return new Command('egress')
    .description(said('egress: about'))
    .option('--config <file>', said('egress --config'), something('--config', said('a-file')))
    .option('--echo <url>', said('egress --echo'), something('--echo', said('a-url')))
    .option('--listed <address>', said('egress --listed'), (text: string, before: readonly string[] = []) => [
      ...before,
      something('--listed', said('an-address'))(text),
    ])
    .option('--connections <number>', said('egress --connections'), wholeNumber('--connections', 1, 1000), 20)
    .addOption(contractOption())
    .option('--json', said('egress --json'))
    .action(async (options: EgressOptions) => {
      const { egress } = await import('../harness/egress/egress.ts');
      process.exitCode = await egress(options);
    });
}
