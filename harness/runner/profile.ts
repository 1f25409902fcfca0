import type { Profile } from '../../specs/profile.ts';
import { profileOf, profiles } from '../../specs/profiles/catalogue.ts';
import { quoted, UsageError } from './usage.ts';

/** @throws UsageError for a profile that does not exist */
export function profileNamed(id: string): Profile {
  const profile = profileOf(id);
  if (!profile) throw new UsageError('profile-unknown', { id: quoted(id), profiles: profiles.map((one) => one.id).join(', ') });
  return profile;
}
