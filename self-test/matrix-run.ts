import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { usualBudget } from '../harness/config/budget.ts';
import { type Allowance, type Fit, fittingScale } from '../harness/runner/estimate.ts';
import { directCapabilities } from '../harness/targets/direct.ts';
import type { RecipeSet } from '../harness/targets/served.ts';
import { said } from '../language/sentences.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { Capability } from '../specs/capability.ts';
import { musts } from './fault-table.ts';
import { selfTestStart, type Verdicts } from './matrix.ts';
import { parties, provider } from './parties.ts';
import type { Work } from './worker.ts';

const [onekey] = contractOf().profiles;

/** The part `number` (from 1) of `of` parts. */
export interface Slice {
  readonly number: number;
  readonly of: number;
}

export interface MatrixOptions {
  readonly seed: number;
  /** The party to test. */
  readonly party: Work['party'];
  /** Only counterparts whose id contains this text. */
  readonly only?: string;
  /** Only one of several parts of about the same size. The id of a counterpart decides its part. */
  readonly slice?: Slice;
  /**
   * Set to ask a provider as a black box, at the scale that a usual budget allows: with every recipe, or with only a URL and the merchant's own keys.
   */
  readonly recipes?: RecipeSet;
  /** Whether each is served over HTTPS and reached by a configuration, as another process is; else it is asked directly. Set with `recipes` only. */
  readonly served?: boolean;
  /** Whether only what is seen without a test counts. */
  readonly watched?: boolean;
  /** Whether each fault is asked every clause, because those that its row does not name have to stay green. */
  readonly everything?: boolean;
  /** Threads to spread the counterparts over. */
  readonly processes: number;
}

/** One line of the matrix. */
export interface MatrixRow extends Verdicts {
  readonly title: string;
  readonly breaks: readonly string[];
}

export interface Matrix {
  readonly seed: number;
  readonly rows: readonly MatrixRow[];
  /** Faults that a clause in their list has detected, of all faults. */
  readonly detection: number;
  /** Counterparts with an alarm: a conforming one must have none, and a fault none beside its own clauses. */
  readonly falseAlarms: number;
  /** Requests to all faults, for each fault that was detected. */
  readonly requestsPerDetectedFault: number;
  /** Whether the self-test passed; for a black box, that no broken clause passed silently and enough faults were detected. */
  readonly held: boolean;
  readonly text: string;
}

/** What a target in another process allows the suites to do. Its clock cannot be controlled; `wire` needs no recipe. */
const blackBoxCapabilities: Readonly<Record<RecipeSet, ReadonlySet<Capability>>> = {
  full: new Set(directCapabilities.filter((capability) => capability !== 'controlsClock')),
  none: new Set<Capability>(['wire']),
};

/** A budget that holds a whole run, with round trips to a target that is not far: a smaller one asks fewer cases, and its report says so. */
const wholeAllowance: Allowance = { ...usualBudget, creations: 20_000, seconds: 3600, roundTripMs: 20 };

/** The share of faults that has to be detected: all, except by a black box, which cannot see them all. */
const wantedDetection: Readonly<Record<RecipeSet | 'own', number>> = { own: 1, full: 0.85, none: 0 };

/** Asks every fault, every conforming variant and the conforming control, and counts. */
export async function runMatrix({
  seed,
  party,
  only = '',
  slice,
  recipes,
  served,
  watched,
  everything,
  processes,
}: MatrixOptions): Promise<Matrix> {
  const { listed, scale: ownScale } = parties[party];
  const counterparts = listed.filter(({ id }) => id.includes(only) && (slice === undefined || isIn(slice, id)));
  const can = recipes && blackBoxCapabilities[recipes];
  const fit: Pick<Fit, 'scale' | 'short'> = can ? await blackBoxFit(seed, can) : { scale: ownScale };
  const { scale } = fit;
  const way = {
    ...(can ? { can } : {}),
    ...(served && recipes ? { served: recipes } : {}),
    ...(watched ? { watched } : {}),
    ...(everything ? { everything } : {}),
  };
  const waiting = counterparts.map(({ id, kind }): Work => ({ id, party, kind, seed, scale, ...way }));
  const answers = new Map<string, Verdicts>();
  await Promise.all(
    Array.from({ length: Math.min(processes, waiting.length) }, async () => {
      const worker = new Worker(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url));
      for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) {
        worker.postMessage(work);
        const [answer] = (await once(worker, 'message')) as [Verdicts];
        answers.set(`${answer.kind} ${answer.id}`, answer);
      }
      await worker.terminate();
    }),
  );
  const rows = counterparts.flatMap(({ id, kind, title, breaks }) => {
    const answer = answers.get(`${kind} ${id}`);
    return answer ? [{ ...answer, title, breaks }] : [];
  });
  const faults = rows.filter(({ kind }) => kind === 'fault');
  const detected = faults.filter(({ caughtBy }) => caughtBy.length > 0).length;
  const alarmed = rows.filter(({ alarms }) => alarms.length > 0).length;
  const detection = faults.length === 0 ? 1 : detected / faults.length;
  const requestsPerDetectedFault = detected === 0 ? 0 : faults.reduce((sum, { requests }) => sum + requests, 0) / detected;
  const silent = faults.flatMap(({ clauses }) => clauses).filter(({ came }) => came === 'silent').length;
  // A black box may miss a fault, but has to report that. A slice has too few faults for a meaningful share.
  const wanted = watched || (slice && recipes) ? 0 : wantedDetection[recipes ?? 'own'];
  const held = detection >= wanted && alarmed === 0 && (recipes === undefined || silent === 0);
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const sums = `${said('matrix-sums', {
    seed,
    detection: percent(detection),
    detected,
    faults: faults.length,
    alarmed,
    conforming: `${rows.length - faults.length} conforming ${party}s`,
    requests: requestsPerDetectedFault.toFixed(1),
  })}\n`;
  const seen = `${said('matrix-watched', { seed, detected, faults: faults.length, alarmed, conforming: `${rows.length - faults.length} conforming ${party}s` })}\n`;
  if (watched) return { seed, rows, detection, falseAlarms: alarmed, requestsPerDetectedFault, held, text: `${watchedTable(rows)}${seen}` };
  const isWhole = only === '' && slice === undefined && party !== 'impostor';
  const text = recipes
    ? `${blackBoxTable(rows)}${sums}${blackBoxText(recipes, fit, faults)}`
    : `${table(rows)}${sums}${isWhole ? mapText(faults) : ''}`;
  return { seed, rows, detection, falseAlarms: alarmed, requestsPerDetectedFault, held, text };
}

function isIn({ number, of }: Slice, id: string): boolean {
  return createHash('sha256').update(id).digest().readUInt32BE() % of === number - 1;
}

/** The largest scale at which the usual budget holds a whole run of a target with these capabilities. */
async function blackBoxFit(seed: number, can: ReadonlySet<Capability>): Promise<Fit> {
  const contract = contractOf();
  const settings = { contract, profile: onekey, seed, can, startAt: selfTestStart };
  return fittingScale(settings, provider.tests(contract), wholeAllowance);
}

function linesOf(rows: readonly MatrixRow[], lineOf: (row: MatrixRow) => readonly [word: string, rest: string]): string {
  const width = Math.max(...rows.map(({ id }) => id.length), 1);
  return rows
    .map((row) => {
      const alarms = row.alarms.map(({ clause, what }) => `${clause}: ${what}`).join('; ');
      const [word, rest] = row.kind === 'fault' ? lineOf(row) : ([alarms === '' ? 'quiet   ' : 'ALARM   ', ''] as const);
      const stray = alarms === '' || row.kind !== 'fault' ? alarms : `; STRAY ${alarms}`;
      return `${`${word}  ${row.id.padEnd(width)}  ${rest}${stray}`.trimEnd()}\n`;
    })
    .join('');
}

function table(rows: readonly MatrixRow[]): string {
  return linesOf(rows, ({ caughtBy, breaks }) =>
    caughtBy.length > 0 ? ['detected', `by ${caughtBy.join(', ')}`] : ['MISSED  ', `by none of ${breaks.join(', ')}`],
  );
}

/** How many of the clauses that a fault must break were detected, and how many faults each must clause detects. */
function mapText(faults: readonly MatrixRow[]): string {
  const own = faults.flatMap(({ clauses }) => clauses);
  const clauses = [...new Set(faults.flatMap(({ breaks }) => breaks))].filter((clause) => musts.has(clause));
  const counts = clauses.map((clause) => faults.filter(({ caughtBy }) => caughtBy.includes(clause)).length).sort((a, b) => a - b);
  const missed = faults.flatMap(({ id, clauses }) =>
    clauses.filter(({ came }) => came !== 'caught').map(({ clause }) => `not seen  ${id}: ${clause}\n`),
  );
  return `${missed.join('')}${said('matrix-map', {
    caught: own.filter(({ came }) => came === 'caught').length,
    own: own.length,
    musts: clauses.length,
    least: counts[0] ?? 0,
    median: counts[Math.floor(counts.length / 2)] ?? 0,
  })}\n`;
}

/** Which clauses see a fault in what it sends. */
function watchedTable(rows: readonly MatrixRow[]): string {
  return linesOf(rows, ({ caughtBy, breaks }) =>
    caughtBy.length > 0 ? ['seen    ', `by ${caughtBy.join(', ')}`] : ['unseen  ', `breaks ${breaks.join(', ')}`],
  );
}

/** Every listed clause with its result. A silent pass is marked: the report would have said that the clause holds. */
function blackBoxTable(rows: readonly MatrixRow[]): string {
  return linesOf(rows, ({ caughtBy, clauses }) => [
    caughtBy.length > 0 ? 'detected' : 'unseen  ',
    clauses.map(({ clause, came }) => `${clause} ${came === 'silent' ? 'PASS' : came}`).join(', '),
  ]);
}

function blackBoxText(recipes: RecipeSet, { scale, short }: Pick<Fit, 'scale' | 'short'>, faults: readonly MatrixRow[]): string {
  const counts = new Map<string, number>();
  for (const { came } of faults.flatMap(({ clauses }) => clauses)) counts.set(came, (counts.get(came) ?? 0) + 1);
  const silent = counts.get('silent') ?? 0;
  counts.delete('silent');
  const others = [...counts].map(([came, count]) => `${count} ${came}`).join(', ') || 'none was asked';
  return `${said('matrix-as-black-box', {
    recipes: recipes === 'full' ? 'every recipe' : 'no recipe',
    scale,
    creations: wholeAllowance.creations,
    most: short ? said('matrix-budget-short', { creations: short.creations }) : '',
    others,
    silent,
  })}\n`;
}
