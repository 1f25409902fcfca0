import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { quoted, something, UsageError, wholeNumber } from '../harness/runner/usage.ts';
import type { RecipeSet } from '../harness/targets/served.ts';
import type { Listed } from '../self-test/parties.ts';
import type { Slice } from '../self-test/prove.ts';

interface FaultsOptions {
  readonly role: 'provider' | 'receiver' | 'sender' | 'client';
  readonly seed: number;
  readonly only?: string;
  readonly slice?: Slice;
  readonly recipes?: RecipeSet;
  readonly served?: true;
  readonly list?: true;
  readonly json?: true;
}

/** One line a counterpart: kind, id, title. */
function listing(counterparts: readonly Listed[]): string {
  const width = Math.max(...counterparts.map(({ id }) => id.length));
  return counterparts.map(({ kind, id, title }) => `${kind.padEnd(7)}  ${id.padEnd(width)}  ${title}\n`).join('');
}

/** `countersign faults`: would we notice? Every fault and every honest variant, in this machine's processes. */
export function faultsCommand(): Command {
  return new Command('faults')
    .description('ask the suites of every known fault and honest variant, and print recall and precision')
    .addOption(
      new Option('--role <role>', 'the party that the counterparts play')
        .choices(['provider', 'receiver', 'sender', 'client'])
        .default('provider'),
    )
    .option('--seed <number>', 'decides the shapes of all cases', wholeNumber('--seed', -2_147_483_648, 2_147_483_647), 1)
    .option('--only <text>', 'faults and variants whose id holds this text', something('--only', 'a part of the id of a fault or variant'))
    .option('--slice <k/n>', 'the k-th of n parts of them, of about the same size', slice)
    .addOption(
      new Option('--recipes <set>', 'ask as a black box is asked: with every recipe, or with none').choices([
        'full',
        'none',
      ] satisfies RecipeSet[]),
    )
    .option('--served', 'with --recipes: serve each over HTTPS, and reach it by a configuration as another process is reached')
    .option('--list', 'print the ids and titles, and ask nobody')
    .option('--json', 'the matrix, or the list, as JSON')
    .action(async ({ role, list, ...options }: FaultsOptions) => {
      if (options.recipes && role !== 'provider') throw new UsageError(`--recipes is for --role provider: of a ${role} nothing is hidden.`);
      if (options.served && !options.recipes)
        throw new UsageError('--served asks as a black box is asked: add --recipes full or --recipes none.');
      const unknown = `--only ${options.only} fits no fault and no variant: \`countersign faults --role ${role} --list\` shows them.`;
      if (list) {
        const { parties } = await import('../self-test/parties.ts');
        const found = parties[role].listed.filter(({ id, kind }) => kind !== 'honest' && id.includes(options.only ?? ''));
        if (found.length === 0) throw new UsageError(unknown);
        process.stdout.write(options.json ? `${JSON.stringify(found, undefined, 2)}\n` : listing(found));
        return;
      }
      const { prove } = await import('../self-test/prove.ts');
      const matrix = await prove({ ...options, party: role, processes: availableParallelism() });
      if (matrix.rows.length === 0) throw new UsageError(options.slice ? '--slice leaves nobody to ask: give fewer parts.' : unknown);
      process.stdout.write(options.json ? `${JSON.stringify(matrix, undefined, 2)}\n` : matrix.text);
      process.exitCode = matrix.held ? 0 : 1;
    });
}

/** @throws UsageError for a text that is not a part of several */
function slice(text: string): Slice {
  const [number = 0, of = 0] = /^\d+\/\d+$/.test(text) ? text.split('/').map(Number) : [];
  if (number < 1 || number > of)
    throw new UsageError(`--slice ${quoted(text)} is not a part of several: give 2/3 for the second of three.`);
  return { number, of };
}
