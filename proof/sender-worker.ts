import { parentPort } from 'node:worker_threads';
import { depositsV3 } from '../schemas/contract.ts';
import { onekey } from '../specs/profiles/onekey.ts';
import { senderTests } from '../suites/sender/catalogue.ts';
import { caughtBy, falseAlarms, proofStart } from './matrix.ts';
import { askSender, senderOf, strays, type WantedSender } from './senders.ts';

/** One sender to ask. */
export interface SenderWork extends WantedSender {
  readonly seed: number;
  readonly scale: number;
}

/** What came of it. */
export interface SenderVerdicts extends WantedSender {
  /** Listed clauses that were broken through a violation. */
  readonly caughtBy: readonly string[];
  /** Of an honest one all that was not a pass; of one that lies, clauses that it does not contradict and that were found broken. */
  readonly alarms: readonly { readonly clause: string; readonly what: string }[];
}

const contract = depositsV3();

/** A sender is asked everything, also one that lies: its other clauses have to stay green. */
async function verdictsOf(work: SenderWork): Promise<SenderVerdicts> {
  const { id, kind, seed, scale } = work;
  const row = await askSender({ contract, profile: onekey, seed, scale, startAt: proofStart }, senderOf(work), senderTests);
  const alarms = kind === 'fault' ? strays(row) : falseAlarms(row);
  return {
    id,
    kind,
    caughtBy: caughtBy(row),
    alarms: alarms.map(({ clause, verdict, violation, note }) => ({
      clause,
      what: violation ? `${violation.expected.id}, ${violation.actual.id}` : `${verdict}${note === undefined ? '' : ` (${note})`}`,
    })),
  };
}

parentPort?.on('message', async (work: SenderWork) => parentPort?.postMessage(await verdictsOf(work)));
