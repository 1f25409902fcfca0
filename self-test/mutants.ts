/**
 * Would a mistake in our own suites be noticed? Draws mutants of clause tests by the seed, and asks each the faults of its clause and every conforming
 * counterpart. A mutant is noticed where one verdict differs. Prints the others with their place, and counts. `--write` adds the count to
 * docs/mutants.json, which keeps the last 500.
 */
import { once } from 'node:events';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, posix, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { isClauseId } from '../specs/clauses/catalogue.ts';
import { drawn, type Mutation, mutated, mutationsOf } from './mutants/mutation.ts';
import { unnoticeable } from './mutants/unnoticeable.ts';
import type { MutantEnd, MutantWork } from './mutants/worker.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '200' },
    only: { type: 'string', default: '' },
    write: { type: 'boolean' },
  },
});

/** A mutant may ask for ever: it is ended, and counts neither way. */
const longestMs = 180_000;
/** A thread keeps the modules of its mutants: after so many a new one begins. */
const mostInThread = 20;
const wantedShare = 0.95;
const keptMutants = 500;

/** Whose clauses the modules of a folder ask or judge. */
const partyOf: Readonly<Record<string, MutantWork['party']>> = {
  'suites/provider': 'provider',
  'suites/receiver': 'receiver',
  'suites/sender': 'sender',
  'suites/client': 'client',
  'suites/key-use': 'key-use',
  'audit/answers': 'provider',
  'audit/requests': 'client',
  'audit/notifications': 'sender',
};

const sourceOf = (file: string): string => readFileSync(join(root, file), 'utf8');

const all = Object.keys(partyOf)
  .flatMap((folder) => globSync(`${folder}/*.ts`, { cwd: root, exclude: ['**/*.test.ts'] }))
  .map((file) => file.split(sep).join('/'))
  .sort()
  .flatMap((file) => mutationsOf(file, sourceOf(file)))
  .filter(({ file, clauses }) => clauses.every(isClauseId) && `${file} ${clauses.join(' ')}`.includes(values.only));

/** The modules that a party is asked by, with what each imports. */
const imports = new Map(
  globSync(['suites/**/*.ts', 'audit/**/*.ts', 'self-test/parties.ts'], { cwd: root, exclude: ['**/*.test.ts', '**/*.spec.ts'] }).map(
    (path) => {
      const file = path.split(sep).join('/');
      const from = [...sourceOf(file).matchAll(/ from '(\.[^']+)'/g)].map(([, specifier = '']) =>
        posix.join(posix.dirname(file), specifier),
      );
      return [file, from] as const;
    },
  ),
);

function importersOf(file: string): readonly string[] {
  const found = new Set([file]);
  for (const one of found) for (const [importer, from] of imports) if (from.includes(one)) found.add(importer);
  return [...found];
}

const urlOf = (file: string): string => pathToFileURL(join(root, file)).href;

function workOf(mutation: Mutation, number: number): MutantWork {
  const { file, clauses } = mutation;
  const party = partyOf[file.split('/').slice(0, -1).join('/')] ?? 'provider';
  const importers = importersOf(file).map(urlOf);
  return { number, url: urlOf(file), code: mutated(sourceOf(file), mutation), importers, party, clauses: clauses.filter(isClauseId) };
}

function reasonOf({ file, before, after, line }: Mutation): string | undefined {
  const text = sourceOf(file).split('\n')[line - 1] ?? '';
  return unnoticeable.find((one) => one.file === file && one.before === before && one.after === after && text.includes(one.line))?.why;
}

const placeOf = ({ file, line, before, after, clauses }: Mutation): string =>
  `${file}:${line}  ${before.trim()} → ${after.trim() === '' ? 'nothing' : after.trim()}  (${clauses.join(', ')})`;

interface Count {
  readonly noticed: number;
  readonly of: number;
}

const waiting = drawn(all, values.seed, Number(values.count)).map((mutation, number) => ({ mutation, number }));
let noticed = 0;
let listed = 0;
let unjudged = 0;
const open: string[] = [];

function ended(mutation: Mutation, end: MutantEnd): void {
  if ('by' in end && end.by !== undefined) noticed += 1;
  else if ('unjudged' in end) unjudged += 1;
  else if (reasonOf(mutation) !== undefined) {
    listed += 1;
    process.stdout.write(`listed    ${placeOf(mutation)}: ${reasonOf(mutation)}\n`);
  } else {
    open.push(placeOf(mutation));
    process.stdout.write(`UNNOTICED ${placeOf(mutation)}\n`);
  }
}

async function ask(): Promise<void> {
  const begun = (): Worker => new Worker(new URL('./mutants/worker.ts', import.meta.url));
  let worker = begun();
  let asked = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (asked === mostInThread) {
      await worker.terminate();
      worker = begun();
      asked = 0;
    }
    asked += 1;
    worker.postMessage(workOf(next.mutation, next.number));
    const overtime = AbortSignal.timeout(longestMs);
    try {
      const [end] = (await once(worker, 'message', { signal: overtime })) as [MutantEnd];
      ended(next.mutation, end);
    } catch {
      // An error outside of a test ends the thread: nobody overlooks that.
      ended(next.mutation, overtime.aborted ? { unjudged: 'took too long' } : { by: 'an error' });
      asked = mostInThread;
    }
  }
  await worker.terminate();
}

await Promise.all(Array.from({ length: availableParallelism() }, ask));
const of = noticed + open.length;
const file = join(root, 'docs', 'mutants.json');
let kept: readonly Count[] = [{ noticed, of }];
if (values.write) {
  kept = [...kept, ...(JSON.parse(readFileSync(file, 'utf8')) as readonly Count[])];
  const enough = kept.findIndex((_, index) => kept.slice(0, index + 1).reduce((sum, one) => sum + one.of, 0) >= keptMutants);
  kept = enough === -1 ? kept : kept.slice(0, enough + 1);
  writeFileSync(file, `${JSON.stringify(kept, undefined, 2)}\n`);
}
const sum = (name: keyof Count): number => kept.reduce((total, one) => total + one[name], 0);
process.stdout.write(
  `mutants: ${noticed} of ${of} noticed, ${listed} listed with a reason, ${unjudged} not judged (seed ${values.seed})\n`,
);
if (values.write) process.stdout.write(`of the last ${sum('of')}: ${sum('noticed')} noticed\n`);
process.exitCode = sum('noticed') >= wantedShare * sum('of') ? 0 : 1;
