import type { Profile } from '../profile.ts';
import { lenient } from './lenient.ts';
import { onekey } from './onekey.ts';
import { limepay, okp, pandablue, tupay } from './sisters.ts';
import { strict } from './strict.ts';

/** Every profile, the norm first. */
export const profiles = [onekey, strict, lenient, okp, tupay, pandablue, limepay] as const satisfies readonly Profile[];

export type ProfileId = (typeof profiles)[number]['id'];

/** The profile of that id, as text from a configuration or a command line; undefined when there is none. */
export function profileOf(id: ProfileId): Profile;
export function profileOf(id: string): Profile | undefined;
export function profileOf(id: string): Profile | undefined {
  return profiles.find((profile) => profile.id === id);
}
