import type { Judging } from './clauses/catalogue.ts';
import type { AmbiguityId, Interpretations } from './types/ambiguities.ts';

/** How one white label of the API is interpreted: what its mock uses, and what the judge requires in addition to what is unambiguous. */
export interface Profile extends Judging {
  readonly id: string;
  readonly title: string;
  /** The scheme of signed calls, without its space: `D24` (seed A). Empty where the contract has none. */
  readonly scheme: string;
  /** One interpretation of each ambiguity, for the mock. */
  readonly interpretations: Interpretations;
  /** The ambiguities whose interpretation the judge requires too; every other interpretation of them is a miss. */
  readonly requires: readonly AmbiguityId[];
}

/** A contract with its profiles, the norm first. */
export interface HasProfiles {
  readonly profiles: readonly [Profile, ...Profile[]];
}

/** The profile with that id, from a configuration or a command line; undefined where the contract has none. */
export function profileOf({ profiles }: HasProfiles, id: string): Profile | undefined {
  return profiles.find((profile) => profile.id === id);
}
