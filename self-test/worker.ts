import { parentPort } from 'node:worker_threads';
import { contractOf } from '../schemas/contracts.ts';
import { type SelfTestSettings, selfTestStart } from './matrix.ts';
import { type Listed, parties } from './parties.ts';

/** One counterpart to ask. */
export interface Work extends Pick<Listed, 'id' | 'kind'>, Pick<SelfTestSettings, 'seed' | 'scale' | 'can' | 'served'> {
  readonly party: keyof typeof parties;
}

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;

parentPort?.on('message', async ({ party, id, kind, ...asked }: Work) => {
  const settings = { contract, profile: onekey, startAt: selfTestStart, ...asked };
  parentPort?.postMessage(await parties[party].verdictsOf({ id, kind }, settings));
});
