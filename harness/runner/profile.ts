import { type HasProfiles, type Profile, profileOf } from '../../specs/profile.ts';
import { quoted, UsageError } from './usage.ts';

/**
 * The profile of that id, or the norm where none is named.
 * @throws UsageError for a profile that the contract does not have
 */
export function profileNamed(contract: HasProfiles, id: string = contract.profiles[0].id): Profile {
  const profile = profileOf(contract, id);
  if (!profile) throw new UsageError('profile-unknown', { id: quoted(id), profiles: contract.profiles.map((one) => one.id).join(', ') });
  return profile;
}
