import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { clientFaults } from '../faults/client/index.ts';
import { clientVariants } from '../faults/client/variants/index.ts';
import { faults } from '../faults/index.ts';
import { variants } from '../faults/variants/index.ts';
import { usualBudget } from '../open/configuration.ts';
import { directCapabilities } from '../open/direct.ts';
import { depositsV3 } from '../schemas/contract.ts';
import type { Capability } from '../specs/capability.ts';
import { onekey } from '../specs/profiles/onekey.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { proofStart } from './matrix.ts';
import { type Allowance, type Fit, fittingScale } from './rehearsal.ts';
import type { Verdicts, Work } from './worker.ts';

export type RecipeSet = 'full' | 'none';

export interface ProveOptions {
  readonly seed: number;
  /** Whom the counterparts play. */
  readonly party: Work['party'];
  /** Only counterparts whose id holds this text. */
  readonly only?: string;
  /** Set to ask as a black box is asked, at the scale that a usual budget allows: with every recipe, or with a URL and the merchant's own keys alone. */
  readonly recipes?: RecipeSet;
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
  /** Faults that a clause which they list has caught, of all faults. */
  readonly recall: number;
  /** Alarms that were right, of all counterparts with an alarm: an honest one must have none. */
  readonly precision: number;
  /** Whether what was asked of the proof came true; of a black box, that no broken clause passed in silence and enough faults were caught. */
  readonly held: boolean;
  readonly text: string;
}

/**
 * What a target in another process lets the suites do. Nothing lends its clock; `wire` needs no recipe.
 */
const opaque: Readonly<Record<RecipeSet, ReadonlySet<Capability>>> = {
  full: new Set(directCapabilities.filter((capability) => capability !== 'controlsClock')),
  none: new Set<Capability>(['wire']),
};

/** The budget that `countersign init` offers, with round trips to a target that is not far. */
const usualAllowance: Allowance = { ...usualBudget, roundTripMs: 20 };

/** The share of faults that has to be caught: all, save by a black box, which cannot see them all. */
const wantedRecall: Readonly<Record<RecipeSet | 'own', number>> = { own: 1, full: 0.85, none: 0 };

/** Cases as a multiple of each property's own number: enough for a lie to show, few enough for all of them in a minute. */
const ownScale = 0.3;

/** The clients, which are ours to control whole. */
const clients = [
  { id: 'none', title: 'the honest client', party: 'client' as const, kind: 'honest' as const, breaks: [] },
  ...clientVariants.map(({ id, title }) => ({ id, title, party: 'client' as const, kind: 'variant' as const, breaks: [] })),
  ...clientFaults.map(({ id, title, breaks }) => ({ id, title, party: 'client' as const, kind: 'fault' as const, breaks })),
];

/** An id as the table has it: `client/no-key`. */
function nameOf({ id, party }: { readonly id: string; readonly party: Work['party'] }): string {
  return party === 'provider' ? id : `${party}/${id}`;
}

/** Asks every fault, every honest variant and the honest control, and counts. */
export async function prove({ seed, party, only = '', recipes, processes }: ProveOptions): Promise<Matrix> {
  const listed: readonly {
    readonly id: string;
    readonly title: string;
    readonly party: Work['party'];
    readonly kind: Work['kind'];
    readonly breaks: readonly string[];
  }[] = [
    { id: 'none', title: 'the honest provider', party: 'provider', kind: 'honest', breaks: [] },
    ...variants.map(({ id, title }) => ({ id, title, party: 'provider' as const, kind: 'variant' as const, breaks: [] })),
    ...faults.map(({ id, title, breaks }) => ({ id, title, party: 'provider' as const, kind: 'fault' as const, breaks })),
    ...clients,
  ];
  const counterparts = listed.filter((one) => one.party === party && nameOf(one).includes(only));
  const can = recipes && opaque[recipes];
  const fit: Fit = can ? await blackBoxFit(seed, can) : { scale: ownScale };
  const { scale } = fit;
  const waiting = counterparts.map(({ id, party, kind }): Work => ({ id, party, kind, seed, scale, ...(can ? { can } : {}) }));
  const answers = new Map<string, Verdicts>();
  await Promise.all(
    Array.from({ length: Math.min(processes, waiting.length) }, async () => {
      const worker = new Worker(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url));
      for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) {
        worker.postMessage(work);
        const [answer] = (await once(worker, 'message')) as [Verdicts];
        answers.set(`${answer.kind} ${nameOf(answer)}`, answer);
      }
      await worker.terminate();
    }),
  );
  const rows = counterparts.flatMap((one) => {
    const { kind, title, breaks } = one;
    const answer = answers.get(`${kind} ${nameOf(one)}`);
    return answer ? [{ ...answer, title, breaks }] : [];
  });
  const lies = rows.filter(({ kind }) => kind === 'fault');
  const caught = lies.filter(({ caughtBy }) => caughtBy.length > 0).length;
  const alarmed = rows.filter((row) => row.kind !== 'fault' && row.alarms.length > 0).length;
  const recall = lies.length === 0 ? 1 : caught / lies.length;
  const precision = caught + alarmed === 0 ? 1 : caught / (caught + alarmed);
  const silent = lies.flatMap(({ clauses }) => clauses).filter(({ came }) => came === 'silent').length;
  // A black box may not see a lie, but has to say so.
  const held = recall >= wantedRecall[recipes ?? 'own'] && precision === 1 && (recipes === undefined || silent === 0);
  const sums = { seed, recall, precision, caught, lies: lies.length, alarmed };
  const text = recipes
    ? `${blackBoxTable(rows)}${sumsText(rows, sums)}${blackBoxText(recipes, fit, lies)}`
    : `${table(rows)}${sumsText(rows, sums)}`;
  return { seed, rows, recall, precision, held, text };
}

interface Sums {
  readonly seed: number;
  readonly recall: number;
  readonly precision: number;
  readonly caught: number;
  readonly lies: number;
  readonly alarmed: number;
}

/** The largest scale at which the usual budget holds a whole run of a target with these capabilities. */
async function blackBoxFit(seed: number, can: ReadonlySet<Capability>): Promise<Fit> {
  const contract = depositsV3();
  const settings = { contract, profile: onekey, seed, can, startAt: proofStart };
  return fittingScale(settings, providerTests(contract), usualAllowance);
}

function widthOf(rows: readonly MatrixRow[]): number {
  return Math.max(...rows.map((row) => nameOf(row).length), 1);
}

function honestLine(row: MatrixRow, width: number): string {
  const { alarms } = row;
  return `${alarms.length === 0 ? 'quiet ' : 'ALARM '}  ${nameOf(row).padEnd(width)}  ${alarms.map(({ clause, what }) => `${clause}: ${what}`).join('; ')}`;
}

function table(rows: readonly MatrixRow[]): string {
  const width = widthOf(rows);
  const lines = rows.map((row) => {
    const { kind, breaks, caughtBy } = row;
    if (kind !== 'fault') return honestLine(row, width);
    return `${caughtBy.length > 0 ? 'caught' : 'MISSED'}  ${nameOf(row).padEnd(width)}  ${caughtBy.length > 0 ? `by ${caughtBy.join(', ')}` : `by none of ${breaks.join(', ')}`}`;
  });
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/** Every listed clause with what came of it. A silent pass stands out: the report would have said that the clause holds. */
function blackBoxTable(rows: readonly MatrixRow[]): string {
  const width = widthOf(rows);
  const lines = rows.map((row) => {
    if (row.kind !== 'fault') return honestLine(row, width);
    const clauses = row.clauses.map(({ clause, came }) => `${clause} ${came === 'silent' ? 'PASS' : came}`);
    return `${row.caughtBy.length > 0 ? 'caught' : 'unseen'}  ${nameOf(row).padEnd(width)}  ${clauses.join(', ')}`;
  });
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function sumsText(rows: readonly MatrixRow[], { seed, recall, precision, caught, lies, alarmed }: Sums): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return `Seed ${seed}: recall ${percent(recall)} (${caught} of ${lies} faults), precision ${percent(precision)} (${alarmed} of ${rows.length - lies} honest counterparts gave an alarm).\n`;
}

function blackBoxText(recipes: RecipeSet, { scale, short }: Fit, lies: readonly MatrixRow[]): string {
  const counts = new Map<string, number>();
  for (const { came } of lies.flatMap(({ clauses }) => clauses)) counts.set(came, (counts.get(came) ?? 0) + 1);
  const silent = counts.get('silent') ?? 0;
  counts.delete('silent');
  const most = short ? `, which does not hold it: it takes ${short.creations} creations` : '';
  const others = [...counts].map(([came, count]) => `${count} ${came}`).join(', ');
  return `As a black box with ${recipes === 'full' ? 'every recipe' : 'no recipe'}, --runs ${scale} by the usual budget of ${usualAllowance.creations} creations${most}. Of the clauses that the faults break: ${others}, and ${silent} passed without a word of a weak oracle.\n`;
}
