import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { quoted, something, UsageError, wholeNumber } from '../harness/runner/usage.ts';
import type { RecipeSet } from '../harness/targets/served.ts';
import { writeWhole } from '../harness/whole-file.ts';
import { ReaderError } from '../language/reader-error.ts';
import { said } from '../language/sentences.ts';
import { shellWord } from '../reports/reproduction.ts';
import { faultMap } from '../self-test/fault-map.ts';
import type { Slice } from '../self-test/matrix-run.ts';
import type { parties } from '../self-test/parties.ts';
import type { Listed } from '../self-test/self-tested-party.ts';

interface SelfTestOptions {
  readonly role: keyof typeof parties;
  readonly seed: number;
  readonly only?: string;
  readonly slice?: Slice;
  readonly recipes?: RecipeSet;
  readonly served?: true;
  readonly watched?: true;
  readonly allClauses?: true;
  readonly writeMap?: string;
  readonly list?: true;
  readonly json?: true;
}

/** One line for each counterpart: kind, id, title. */
function listing(counterparts: readonly Listed[]): string {
  const width = Math.max(...counterparts.map(({ id }) => id.length));
  return counterparts.map(({ kind, id, title }) => `${kind.padEnd(7)}  ${id.padEnd(width)}  ${title}\n`).join('');
}

/** `countersign self-test`: would we notice? Every fault and every conforming variant, in processes on this machine. */
export function selfTestCommand(): Command {
  return new Command('self-test')
    .description(said('self-test: about'))
    .addOption(
      new Option('--role <role>', said('self-test --role'))
        .choices(['provider', 'receiver', 'sender', 'client', 'key-use', 'impostor'])
        .default('provider'),
    )
    .option('--seed <number>', said('self-test --seed'), wholeNumber('--seed', -2_147_483_648, 2_147_483_647), 1)
    .option('--only <text>', said('self-test --only'), something('--only', said('part-of-id')))
    .option('--slice <k/n>', said('self-test --slice'), slice)
    .addOption(new Option('--recipes <set>', said('self-test --recipes')).choices(['full', 'none'] satisfies RecipeSet[]))
    .option('--served', said('self-test --served'))
    .option('--watched', said('self-test --watched'))
    .option('--all-clauses', said('self-test --all-clauses'))
    .option('--list', said('self-test --list'))
    .option('--write-map <file>', said('self-test --write-map'), something('--write-map', said('a-file')))
    .option('--json', said('self-test --json'))
    .action(async ({ role, list, writeMap, allClauses, ...options }: SelfTestOptions) => {
      if (writeMap !== undefined) {
        const { parties } = await import('../self-test/parties.ts');
        write(writeMap, faultMap(parties));
        return;
      }
      if (options.recipes && role !== 'provider') throw new UsageError('recipes-of-provider', { role });
      if (options.watched && (options.recipes || options.served)) throw new UsageError('watched-alone');
      if (options.served && !options.recipes) throw new UsageError('served-needs-recipes');
      const unknown = () => new UsageError('only-unknown', { only: options.only ?? '', role });
      if (list) {
        const { parties } = await import('../self-test/parties.ts');
        const found = parties[role].listed.filter(({ id, kind }) => kind !== 'conforming' && id.includes(options.only ?? ''));
        if (found.length === 0) throw unknown();
        process.stdout.write(options.json ? `${JSON.stringify(found, undefined, 2)}\n` : listing(found));
        return;
      }
      const { runMatrix } = await import('../self-test/matrix-run.ts');
      const matrix = await runMatrix({ ...options, everything: allClauses === true, party: role, processes: availableParallelism() });
      if (matrix.rows.length === 0) throw options.slice ? new UsageError('slice-empty') : unknown();
      process.stdout.write(options.json ? `${JSON.stringify(matrix, undefined, 2)}\n` : matrix.text);
      process.exitCode = matrix.held ? 0 : 1;
    });
}

/** @throws ReaderError where the file cannot be written */
function write(file: string, text: string): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unwritable';
    throw new ReaderError('file-unwritable', { option: '--write-map', file: shellWord(file), code });
  }
}

/** @throws UsageError for a text that is not a part of several */
function slice(text: string): Slice {
  const [number = 0, of = 0] = /^\d+\/\d+$/.test(text) ? text.split('/').map(Number) : [];
  if (number < 1 || number > of) throw new UsageError('slice-no-part', { text: quoted(text) });
  return { number, of };
}
