import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { faults } from '../faults/index.ts';
import { variants } from '../faults/variants/index.ts';
import type { Verdicts, Work } from './worker.ts';

export interface ProveOptions {
  readonly seed: number;
  /** Only counterparts whose id holds this text. */
  readonly only?: string;
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
  readonly text: string;
}

/** Cases as a multiple of each property's own number: enough for a lie to show, few enough for all of them in a minute. */
const scale = 0.3;

/** Asks every fault, every honest variant and the honest control, and counts. */
export async function prove({ seed, only = '', processes }: ProveOptions): Promise<Matrix> {
  const listed: readonly {
    readonly id: string;
    readonly title: string;
    readonly kind: Work['kind'];
    readonly breaks: readonly string[];
  }[] = [
    { id: 'none', title: 'the honest provider', kind: 'honest', breaks: [] },
    ...variants.map(({ id, title }) => ({ id, title, kind: 'variant' as const, breaks: [] })),
    ...faults.map(({ id, title, breaks }) => ({ id, title, kind: 'fault' as const, breaks })),
  ];
  const counterparts = listed.filter(({ id }) => id.includes(only));
  const waiting = counterparts.map(({ id, kind }): Work => ({ id, kind, seed, scale }));
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
  const lies = rows.filter(({ kind }) => kind === 'fault');
  const caught = lies.filter(({ caughtBy }) => caughtBy.length > 0).length;
  const alarmed = rows.filter((row) => row.kind !== 'fault' && row.alarms.length > 0).length;
  const recall = lies.length === 0 ? 1 : caught / lies.length;
  const precision = caught + alarmed === 0 ? 1 : caught / (caught + alarmed);
  return { seed, rows, recall, precision, text: table(rows, { seed, recall, precision, caught, lies: lies.length, alarmed }) };
}

interface Sums {
  readonly seed: number;
  readonly recall: number;
  readonly precision: number;
  readonly caught: number;
  readonly lies: number;
  readonly alarmed: number;
}

function table(rows: readonly MatrixRow[], { seed, recall, precision, caught, lies, alarmed }: Sums): string {
  const width = Math.max(...rows.map(({ id }) => id.length), 1);
  const lines = rows.map(({ id, kind, breaks, caughtBy, alarms }) => {
    if (kind !== 'fault')
      return `${alarms.length === 0 ? 'quiet ' : 'ALARM '}  ${id.padEnd(width)}  ${alarms.map(({ clause, what }) => `${clause}: ${what}`).join('; ')}`;
    return `${caughtBy.length > 0 ? 'caught' : 'MISSED'}  ${id.padEnd(width)}  ${caughtBy.length > 0 ? `by ${caughtBy.join(', ')}` : `by none of ${breaks.join(', ')}`}`;
  });
  const honest = rows.length - lies;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return `${lines.map((line) => line.trimEnd()).join('\n')}\nSeed ${seed}: recall ${percent(recall)} (${caught} of ${lies} faults), precision ${percent(precision)} (${alarmed} of ${honest} honest counterparts gave an alarm).\n`;
}
