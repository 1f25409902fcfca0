import { contractOf } from '../schemas/contracts.ts';
import { profileOf as ofContract, type Profile } from '../specs/profile.ts';

/** The contract that the mock answers by. */
export const contract = contractOf();

/** Every profile of it, the norm first. */
export const profiles: readonly Profile[] = contract.profiles;

/** The profile of that id; undefined where there is none. */
export function profileOf(id: string): Profile | undefined {
  return ofContract(contract, id);
}
