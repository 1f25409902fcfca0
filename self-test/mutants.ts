/**
 * Would a mistake in our own suites be noticed? Draws mutants of clause tests by the seed, and asks each the faults of its clause and every conforming
 * counterpart. A mutant is noticed where a verdict differs, or what the run recorded beside it, or where a unit test fails. Prints the others with their place, and counts. `--write`
 * adds the count to docs/mutants.json, which keeps the last 500 and the share that must be noticed.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, posix, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { quoted, something, UsageError, wholeNumber } from '../harness/runner/usage.ts';
import { clauseOf, isClauseId } from '../specs/clauses/catalogue.ts';
import { type Mutants, withFaultTable } from './fault-table.ts';
import { drawn, type Mutation, mutated, mutationsOf } from './mutants/mutation.ts';
import { reach } from './mutants/reach.ts';
import { noticedByTests } from './mutants/tests.ts';
import { unnoticeable } from './mutants/unnoticeable.ts';
import type { MutantAnswer, MutantEnd, MutantWork, Shown } from './mutants/worker.ts';
import { script } from './script.ts';

const root = join(import.meta.dirname, '..');
const command = script('node self-test/mutants.ts', 'ask whether the self-test notices mistakes in our own suites')
  .option('--seed <text>', 'which mutants are drawn', '1')
  .option('--count <number>', 'how many are drawn', wholeNumber('--count', 1, 100_000), 200)
  .option('--only <text>', 'only mutants of this clause, file, or file:line', something('--only', 'a clause or a file'), '')
  .option('--write', 'add the counts to docs/mutants.json')
  .parse();
const values = command.opts<{ readonly seed: string; readonly count: number; readonly only: string; readonly write?: true }>();

/** A mutant may ask one counterpart for ever: it is ended, and counts neither way. */
const longestMs = 180_000;
/** A thread keeps the modules of its mutants: after so many a new one begins. */
const mostInThread = 20;
/** The goal. Until it is reached, the share that must be noticed is that of docs/mutants.json, which only rises. */
const goal = 0.95;
const keptMutants = 500;
/** How far the share of a draw lies from that of all mutants at most, in standard errors. */
const luck = 3;

const sourceOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The modules that a party is asked by. */
const sources = new Map(
  globSync(['suites/**/*.ts', 'audit/**/*.ts', 'self-test/parties.ts'], { cwd: root, exclude: ['**/*.test.ts', '**/*.spec.ts'] })
    .map((path) => path.split(sep).join('/'))
    .sort()
    .map((file) => [file, sourceOf(file)] as const),
);
const reached = reach(sources);

/** Enough of the clauses that a shared helper is reached by. */
const most = 6;

const rank = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The clauses that a change is asked by: of one party, because a helper may be shared by several. */
function askedBy(file: string, at: number): readonly string[] {
  const judged = reached(file, at)
    .flatMap((id) => (isClauseId(id) ? clauseOf(id) : []))
    .filter(({ party }) => party !== 'egress');
  const ranked = judged.map((clause) => [rank(`${file} ${at} ${clause.id}`), clause] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const ofOne = ranked.filter(([, { party }]) => party === ranked[0]?.[1].party);
  return ofOne.slice(0, most).map(([, { id }]) => id);
}

const all = [...sources]
  .flatMap(([file, source]) => mutationsOf(file, source, (at) => askedBy(file, at)))
  .filter(({ file, line, clauses }) => values.only === '' || [file, `${file}:${line}`, ...clauses].includes(values.only));
if (all.length === 0) command.error(new UsageError('no-mutant-at', { only: quoted(values.only) }).message);

/** Tests that ask parties outside the matrix: whole runs, wrapped roles, other contracts, parties that do nothing right. */
const ofParties = 'self-test/{environments,failing-parties,lock-outs,odd-contract,omise,receivers,wrapped-parties}.test.ts';

/** Those, and unit tests of what a party is asked by. */
const tests = globSync(['suites/**/*.test.ts', 'audit/**/*.test.ts', ofParties], { cwd: root }).map((path) => path.split(sep).join('/'));

/** What each module imports. */
const imports = new Map(
  [...sources, ...tests.sort().map((file) => [file, sourceOf(file)] as const)].map(([file, source]) => {
    const from = [...source.matchAll(/ from '(\.[^']+)'/g)].map(([, specifier = '']) => posix.join(posix.dirname(file), specifier));
    return [file, from] as const;
  }),
);

function importersOf(file: string): readonly string[] {
  const found = new Set([file]);
  for (const one of found) for (const [importer, from] of imports) if (from.includes(one)) found.add(importer);
  return [...found];
}

/** What the suites as they are showed, for all threads. */
const known = new Map<string, Shown>();

const urlOf = (file: string): string => pathToFileURL(join(root, file)).href;

function workOf(mutation: Mutation, number: number): MutantWork {
  const { file } = mutation;
  const clauses = mutation.clauses.filter(isClauseId);
  const party = clauseOf(clauses[0] ?? assert.fail()).party as MutantWork['party'];
  const importers = importersOf(file)
    .filter((one) => !tests.includes(one))
    .map(urlOf);
  return { number, url: urlOf(file), code: mutated(sourceOf(file), mutation), importers, party, clauses, known };
}

function reasonOf({ file, before, after, line }: Mutation): string | undefined {
  const text = sourceOf(file).split('\n')[line - 1] ?? '';
  return unnoticeable.find((one) => one.file === file && one.before === before && one.after === after && text.includes(one.line))?.why;
}

const placeOf = ({ file, line, before, after, clauses }: Mutation): string =>
  `${file}:${line}  ${before.trim()} → ${after.trim() === '' ? 'nothing' : after.trim()}  (${clauses.join(', ')})`;

const waiting = drawn(all, values.seed, values.count).map((mutation, number) => ({ mutation, number }));
const noticedBy = { verdict: 0, record: 0, test: 0, error: 0 };
let listed = 0;
let unjudged = 0;
const open: string[] = [];

function ended(mutation: Mutation, end: MutantEnd): void {
  if ('what' in end) noticedBy[end.what] += 1;
  else if ('unjudged' in end) unjudged += 1;
  else if (reasonOf(mutation) !== undefined) {
    listed += 1;
    process.stdout.write(`listed    ${placeOf(mutation)}: ${reasonOf(mutation)}\n`);
  } else {
    open.push(placeOf(mutation));
    process.stdout.write(`UNNOTICED ${placeOf(mutation)}\n`);
  }
}

/** The end of the mutant that a thread is at. Each counterpart has its own time. */
async function endOf(worker: Worker): Promise<MutantEnd> {
  for (;;) {
    const overtime = AbortSignal.timeout(longestMs);
    try {
      const [answer] = (await once(worker, 'message', { signal: overtime })) as [MutantAnswer];
      if ('end' in answer) return answer.end;
      known.set(answer.asked, answer.shown);
    } catch {
      // An error outside of a test ends the thread: nobody overlooks that.
      return overtime.aborted ? { unjudged: 'took too long' } : { by: 'no counterpart', what: 'error' };
    }
  }
}

/** What no counterpart shows, unit tests may: those that reach the module. */
async function endByTests(mutation: Mutation): Promise<MutantEnd> {
  const { file } = mutation;
  const reaching = importersOf(file).filter((one) => tests.includes(one));
  const files = reaching.map((one) => join(root, one));
  const seen = await noticedByTests(urlOf(file), mutated(sourceOf(file), mutation), files, longestMs);
  if (seen === 'late') return { unjudged: 'its unit tests took too long' };
  return seen === 'noticed' ? { by: reaching.join(', '), what: 'test' } : { by: undefined };
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
    const shown = await endOf(worker);
    const end = 'by' in shown && shown.by === undefined ? await endByTests(next.mutation) : shown;
    ended(next.mutation, end);
    if ('unjudged' in end || ('what' in end && end.what === 'error')) asked = mostInThread;
  }
  await worker.terminate();
}

await Promise.all(Array.from({ length: availableParallelism() }, ask));
const noticed = noticedBy.verdict + noticedBy.record + noticedBy.test + noticedBy.error;
const of = noticed + open.length;
const file = join(root, 'docs', 'mutants.json');
const before = JSON.parse(readFileSync(file, 'utf8')) as Mutants;
let counts: Mutants['last'] = [{ noticed, of }];
const sum = (name: 'noticed' | 'of'): number => counts.reduce((total, one) => total + one[name], 0);
for (const one of values.write ? before.last : []) if (sum('of') < keptMutants) counts = [...counts, one];
const share = sum('noticed') / Math.max(sum('of'), 1);
const error = luck * Math.sqrt((share * (1 - share)) / Math.max(sum('of'), 1));
if (values.write) {
  const least = Math.min(Math.max(before.least, Math.floor((share - error) * 100) / 100), goal);
  writeFileSync(file, `${JSON.stringify({ least, last: counts }, undefined, 2)}\n`);
  const page = join(root, 'docs', 'self-test.md');
  const detected = JSON.parse(sourceOf('self-test/invariants/detected.json')) as Readonly<Record<string, string>>;
  writeFileSync(page, withFaultTable(readFileSync(page, 'utf8'), detected, { least, last: counts }));
}
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
process.stdout.write(
  `mutants: ${noticed} of ${of} noticed, ${listed} listed with a reason, ${unjudged} not judged (seed ${values.seed})\n` +
    `first noticed by a verdict: ${noticedBy.verdict}, by what was recorded: ${noticedBy.record}, by a unit test: ${noticedBy.test}, by an error: ${noticedBy.error}\n` +
    `noticed of the last ${sum('of')}: ${percent(share)}; at least ${percent(before.least)} are wanted now, and the goal is ${percent(goal)}\n`,
);
process.exitCode = share + error >= before.least ? 0 : 1;
