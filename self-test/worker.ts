import { parentPort } from 'node:worker_threads';
import { contractOf } from '../schemas/contracts.ts';
import { type SelfTestSettings, selfTestStart } from './matrix.ts';
import { parties } from './parties.ts';
import type { Listed } from './self-tested-party.ts';

/** One counterpart to ask. */
export interface Work
  extends Pick<Listed, 'id' | 'kind'>,
    Pick<SelfTestSettings, 'seed' | 'scale' | 'can' | 'served' | 'watched' | 'everything'> {
  readonly party: keyof typeof parties;
}

/** The contract of each party: the second one is that of mails on key use. */
const contractOfParty = (party: Work['party']) => (party === 'key-use' ? contractOf('omise') : contractOf());

parentPort?.on('message', async ({ party, id, kind, ...asked }: Work) => {
  const contract = contractOfParty(party);
  const settings = { contract, profile: contract.profiles[0], startAt: selfTestStart, ...asked };
  parentPort?.postMessage(await parties[party].verdictsOf({ id, kind }, settings));
});
