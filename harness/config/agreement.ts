import type { Credentials } from '../../core/contract/ledger.ts';
import { profileOf, profiles } from '../../specs/profiles/catalogue.ts';
import type { Path, Wrong } from './member-path.ts';

/** Refuses a profile that does not exist. */
export function mustBeProfile(path: Path, id: string, wrong: Wrong): void {
  if (!profileOf(id)) wrong(path, `is none of ${profiles.map((profile) => profile.id).join(', ')}.`);
}

/** Two members of one set with one value are a slip of the hand: the roles of keys never overlap (AUT-03). */
export function mustDiffer(path: Path, { apiKey, apiSignature, readOnlyKey }: Credentials, wrong: Wrong): void {
  if (apiSignature === apiKey)
    wrong([...path, 'apiSignature'], 'has the same value as apiKey: copy the API Signature from the panel (Settings, API Access).');
  if (readOnlyKey === apiKey || readOnlyKey === apiSignature) {
    wrong(
      [...path, 'readOnlyKey'],
      `has the same value as ${readOnlyKey === apiKey ? 'apiKey' : 'apiSignature'}: the read-only endpoints have a key of their own (panel: Settings, API Access).`,
    );
  }
}
