import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { senderFaults } from '../faults/sender/index.ts';
import { senderVariants } from '../faults/sender/variants/index.ts';
import type { SenderVerdicts, SenderWork } from './sender-worker.ts';

export interface ProveSendersOptions {
  readonly seed: number;
  /** Only senders whose id holds this text. */
  readonly only?: string;
  /** Threads to spread the senders over. */
  readonly processes: number;
}

/** What came of all senders. */
export interface SenderMatrix {
  readonly seed: number;
  readonly rows: readonly SenderVerdicts[];
  /** Faults that a clause which they list has caught, of all faults. */
  readonly recall: number;
  /** Senders that were rightly alarmed of, of all with an alarm: an honest one must have none, and one that lies none beside its own clauses. */
  readonly precision: number;
  readonly held: boolean;
  readonly text: string;
}

/** Schedules cost next to nothing here, and each of the cases counts. */
const scale = 1;

/** Asks every sender that lies, every honest variant and the honest control, and counts. */
export async function proveSenders({ seed, only = '', processes }: ProveSendersOptions): Promise<SenderMatrix> {
  const listed: readonly SenderWork[] = [
    { id: 'none', kind: 'honest' as const },
    ...senderVariants.map(({ id }) => ({ id, kind: 'variant' as const })),
    ...senderFaults.map(({ id }) => ({ id, kind: 'fault' as const })),
  ].map((wanted) => ({ ...wanted, seed, scale }));
  const wanted = listed.filter(({ id }) => id.includes(only));
  const waiting = [...wanted];
  const answers = new Map<string, SenderVerdicts>();
  await Promise.all(
    Array.from({ length: Math.min(processes, waiting.length) }, async () => {
      const worker = new Worker(new URL(import.meta.url.endsWith('.ts') ? './sender-worker.ts' : './sender-worker.js', import.meta.url));
      for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) {
        worker.postMessage(work);
        const [answer] = (await once(worker, 'message')) as [SenderVerdicts];
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
  const sums = `Seed ${seed}: recall ${percent(recall)} (${caught} of ${lies.length} faults), precision ${percent(precision)} (${alarmed} wrong alarms, ${rows.length - lies.length} honest senders).\n`;
  return { seed, rows, recall, precision, held: recall === 1 && precision === 1, text: `${table(rows)}${sums}` };
}

function table(rows: readonly SenderVerdicts[]): string {
  const width = Math.max(...rows.map(({ id }) => id.length), 1);
  const lines = rows.map(({ id, kind, caughtBy, alarms }) => {
    const told = alarms.map(({ clause, what }) => `${clause}: ${what}`).join('; ');
    if (kind !== 'fault') return `${alarms.length === 0 ? 'quiet ' : 'ALARM '}  ${id.padEnd(width)}  ${told}`;
    return `${caughtBy.length > 0 ? 'caught' : 'MISSED'}  ${id.padEnd(width)}  by ${caughtBy.join(', ') || 'none of its clauses'}${told === '' ? '' : `; STRAY ${told}`}`;
  });
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}
