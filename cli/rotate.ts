import { Command, Option } from 'commander';
import type { RotateOptions } from '../harness/rotation/rotation.ts';
import { something } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { contractOption } from './contract-option.ts';

/** `countersign rotate`: rolls the keys of a merchant, and judges what happens to both sets. */
export function rotateCommand(): Command {
  return new Command('rotate')
    .description(said('rotate: about'))
    .option('--config <file>', said('rotate --config'), something('--config', said('a-file')), 'countersign.yaml')
    .option('--state <file>', said('rotate --state'), something('--state', said('a-file')), 'countersign-rotation.json')
    .option('--reports <folder>', said('rotate --reports'), something('--reports', said('a-folder')), 'reports/out')
    .addOption(contractOption())
    .option('--profile <id>', said('rotate --profile'))
    .option('--yes', said('rotate --yes'))
    .option('--dry-run', said('rotate --dry-run'))
    .option('--revoke-now', said('rotate --revoke-now'))
    .addOption(new Option('--roll <kind>', said('rotate --roll')).choices(['signing', 'read-only']))
    .option('--production <host>', said('rotate --production'), (text: string, before: readonly string[] = []) => [
      ...before,
      something('--production', said('a-host'))(text),
    ])
    .option('--probe-writes', said('rotate --probe-writes'))
    .option('--collected <file>', said('rotate --collected'), something('--collected', said('a-file')))
    .option('--before <report>', said('rotate --before'), something('--before', said('a-report')))
    .addHelpText('after', said('rotate: keys'))
    .action(async (options: RotateOptions) => {
      const { rotate } = await import('../harness/rotation/rotation.ts');
      process.exitCode = await rotate(options);
    });
}
