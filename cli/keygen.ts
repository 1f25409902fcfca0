import { Command } from 'commander';
import { something } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';

/** `countersign keygen`: the key pair of a person who signs certificates. */
export function keygenCommand(): Command {
  return new Command('keygen')
    .description(said('keygen: about'))
    .option('--out <folder>', said('keygen --out'), something('--out', said('a-folder')), '.')
    .action(async ({ out }: { readonly out: string }) => {
      const { madeKeys } = await import('../harness/certification/keygen.ts');
      process.stdout.write(madeKeys(out));
    });
}
