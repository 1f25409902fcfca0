import { parentPort } from 'node:worker_threads';
import { depositsV3 } from '../schemas/contract.ts';
import type { Capability } from '../specs/capability.ts';
import { onekey } from '../specs/profiles/onekey.ts';
import { proofStart } from './matrix.ts';
import { type Listed, parties } from './parties.ts';

/** One counterpart to ask. */
export interface Work extends Pick<Listed, 'id' | 'kind'> {
  readonly party: keyof typeof parties;
  readonly seed: number;
  readonly scale: number;
  /** What the suites may do to it; all that the mock can, unless given. */
  readonly can?: ReadonlySet<Capability>;
}

const contract = depositsV3();

parentPort?.on('message', async ({ party, id, kind, ...asked }: Work) => {
  const settings = { contract, profile: onekey, startAt: proofStart, ...asked };
  parentPort?.postMessage(await parties[party].verdictsOf({ id, kind }, settings));
});
