import { parentPort } from 'node:worker_threads';
import { depositsV3 } from '../schemas/contract.ts';
import { onekey } from '../specs/profiles/onekey.ts';
import { receiverTests } from '../suites/receiver/catalogue.ts';
import { caughtBy, falseAlarms, proofStart } from './matrix.ts';
import { askReceiver, receiverOf, strays, type WantedReceiver, warningsOf } from './receivers.ts';

/** One receiver to ask. */
export interface ReceiverWork extends WantedReceiver {
  readonly seed: number;
  readonly scale: number;
}

/** What came of it. */
export interface ReceiverVerdicts extends WantedReceiver {
  /** Listed clauses that were broken through a violation. */
  readonly caughtBy: readonly string[];
  /** Of an honest one all that was not a pass; of one that lies, clauses that it does not contradict and that were found broken. */
  readonly alarms: readonly { readonly clause: string; readonly what: string }[];
}

const contract = depositsV3();

/** A receiver is asked everything, also one that lies: its other clauses have to stay green. */
async function verdictsOf(work: ReceiverWork): Promise<ReceiverVerdicts> {
  const { id, kind, seed, scale } = work;
  const row = await askReceiver({ contract, profile: onekey, seed, scale, startAt: proofStart }, receiverOf(work), receiverTests);
  const alarms = kind === 'fault' ? strays(row) : falseAlarms(row, warningsOf(work));
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

parentPort?.on('message', async (work: ReceiverWork) => parentPort?.postMessage(await verdictsOf(work)));
