import { Command } from 'commander';
import { something } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { contractFrom } from '../schemas/contracts.ts';
import { contractOption } from './contract-option.ts';

/** `countersign merge`: reports of several machines, roles or hours as one certificate. */
export function mergeCommand(): Command {
  return new Command('merge')
    .description(said('merge: about'))
    .argument('<report...>', said('merge <report...>'))
    .addOption(contractOption())
    .option('--reports <folder>', said('merge --reports'), something('--reports', said('a-folder')), 'reports/out')
    .action(async (places: readonly string[], { contract, reports }: { readonly contract: string; readonly reports: string }) => {
      const { merged } = await import('../harness/runner/merger.ts');
      process.exitCode = await merged(places, reports, contractFrom(contract));
    });
}
