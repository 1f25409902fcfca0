import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { receiverFaults } from '../faults/receiver/index.ts';
import { receiverVariants } from '../faults/receiver/variants/index.ts';
import type { ReceiverVerdicts, ReceiverWork } from './receiver-worker.ts';

export interface ProveReceiversOptions {
  readonly seed: number;
  /** Only receivers whose id holds this text. */
  readonly only?: string;
  /** Threads to spread the receivers over. */
  readonly processes: number;
}

/** What came of all receivers. */
export interface ReceiverMatrix {
  readonly seed: number;
  readonly rows: readonly ReceiverVerdicts[];
  /** Faults that a clause which they list has caught, of all faults. */
  readonly recall: number;
  /** Receivers that were rightly alarmed of, of all with an alarm: an honest one must have none, and one that lies none beside its own clauses. */
  readonly precision: number;
  readonly held: boolean;
  readonly text: string;
}

/** Cases as a multiple of each property's own number: enough for a lie to show, few enough for all of them in a minute. */
const scale = 0.3;

/** Asks every receiver that lies, every honest variant and the honest control, and counts. */
export async function proveReceivers({ seed, only = '', processes }: ProveReceiversOptions): Promise<ReceiverMatrix> {
  const listed: readonly ReceiverWork[] = [
    { id: 'none', kind: 'honest' as const },
    ...receiverVariants.map(({ id }) => ({ id, kind: 'variant' as const })),
    ...receiverFaults.map(({ id }) => ({ id, kind: 'fault' as const })),
  ].map((wanted) => ({ ...wanted, seed, scale }));
  const wanted = listed.filter(({ id }) => id.includes(only));
  const waiting = [...wanted];
  const answers = new Map<string, ReceiverVerdicts>();
  await Promise.all(
    Array.from({ length: Math.min(processes, waiting.length) }, async () => {
      const worker = new Worker(
        new URL(import.meta.url.endsWith('.ts') ? './receiver-worker.ts' : './receiver-worker.js', import.meta.url),
      );
      for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) {
        worker.postMessage(work);
        const [answer] = (await once(worker, 'message')) as [ReceiverVerdicts];
        answers.set(`${answer.kind} ${answer.id}`, answer);
      }
      await worker.terminate();
    }),
  );
  const rows = wanted.flatMap(({ id, kind }) => answers.get(`${kind} ${id}`) ?? []);
  const lies = rows.filter(({ kind }) => kind === 'fault');
  const caught = lies.filter(({ caughtBy }) => caughtBy.length > 0).length;
  const alarmed = rows.filter(({ alarms }) => alarms.length > 0).length;
  const recall = lies.length === 0 ? 1 : caught / lies.length;
  const precision = caught + alarmed === 0 ? 1 : caught / (caught + alarmed);
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const sums = `Seed ${seed}: recall ${percent(recall)} (${caught} of ${lies.length} faults), precision ${percent(precision)} (${alarmed} wrong alarms, ${rows.length - lies.length} honest receivers).\n`;
  return { seed, rows, recall, precision, held: recall === 1 && precision === 1, text: `${table(rows)}${sums}` };
}

function table(rows: readonly ReceiverVerdicts[]): string {
  const width = Math.max(...rows.map(({ id }) => id.length), 1);
  const lines = rows.map(({ id, kind, caughtBy, alarms }) => {
    const told = alarms.map(({ clause, what }) => `${clause}: ${what}`).join('; ');
    if (kind !== 'fault') return `${alarms.length === 0 ? 'quiet ' : 'ALARM '}  ${id.padEnd(width)}  ${told}`;
    return `${caughtBy.length > 0 ? 'caught' : 'MISSED'}  ${id.padEnd(width)}  by ${caughtBy.join(', ') || 'none of its clauses'}${told === '' ? '' : `; STRAY ${told}`}`;
  });
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}
