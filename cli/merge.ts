import { Command } from 'commander';
import { something } from '../harness/runner/usage.ts';

/** `countersign merge`: reports of several machines, roles or hours as one certificate. */
export function mergeCommand(): Command {
  return new Command('merge')
    .description('make one certificate of several reports: the worst verdict of each clause, the sum of cases')
    .argument('<report...>', 'folders of reports, or their report.json')
    .option('--reports <folder>', 'where the merged report goes', something('--reports', 'a folder'), 'reports/out')
    .action(async (places: readonly string[], { reports }: { readonly reports: string }) => {
      const { merged } = await import('../harness/runner/merger.ts');
      process.exitCode = await merged(places, reports);
    });
}
