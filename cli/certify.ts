import { randomInt } from 'node:crypto';
import { Command, Option } from 'commander';
import { something } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { hearSignals } from '../roles/processes/ending.ts';
import { judgingOptions } from './judging-options.ts';

/** `countersign certify`: every clause, a decision, a report. */
export function certifyCommand(): Command {
  const command = new Command('certify')
    .description(said('certify: about'))
    .addOption(new Option('--level <level>', said('certify --level')).choices(['core', 'full']).default('full'))
    .option('--dry-run', said('certify --dry-run'))
    .option('--baseline <file>', said('certify --baseline'), something('--baseline', said('a-report')))
    .option('--sign <keyfile>', said('certify --sign'), something('--sign', said('a-file')))
    .option('--operator', said('certify --operator'))
    .option('--nonce <text>', said('certify --nonce'), something('--nonce', said('a-text')));
  return judgingOptions(command, () => randomInt(2 ** 31)).action(async (options) => {
    hearSignals();
    const { judge } = await import('../harness/runner/judge.ts');
    process.exitCode = await judge({ ...options, mode: 'certify' });
  });
}
