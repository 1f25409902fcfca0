import type { Contract } from '../schemas/contract.ts';
import ledgerRow from '../schemas/ledger-row.schema.json' with { type: 'json' };
import schema from '../schemas/mock-settings.schema.json' with { type: 'json' };
import { readBack } from '../schemas/read-back.ts';
import { type Profile, profileOf } from '../specs/profile.ts';
import type { Settings } from '../specs/types/mock-settings.ts';

/**
 * Reads the settings line.
 *
 * @throws Error that names the wrong member, and never its value, which may be a secret
 */
export function readSettings(line: string): Settings {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error('the settings must be one line of JSON');
  }
  return readBack<Settings>('the settings line', value, schema, { [ledgerRow.$id]: ledgerRow });
}

/**
 * The profile that the settings name, with the interpretations that differ.
 * @throws Error that names the profiles, the ambiguities or the interpretations there are
 */
export function profileIn(contract: Pick<Contract, 'ambiguities' | 'profiles'>, { profile, interpretations = {} }: Settings): Profile {
  const found = profileOf(contract, profile);
  if (found === undefined) throw new Error(`profile must be one of ${contract.profiles.map(({ id }) => id).join(', ')}`);
  for (const [id, name] of Object.entries(interpretations)) {
    const names = Object.keys(contract.ambiguities.find((each) => each.id === id)?.interpretations ?? {});
    if (names.length === 0) throw new Error(`interpretations.${id} is not an ambiguity of the contract`);
    if (!names.includes(name)) throw new Error(`interpretations.${id} must be one of ${names.join(', ')}`);
  }
  return { ...found, interpretations: { ...found.interpretations, ...interpretations } };
}
