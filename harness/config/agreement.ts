import { keyRole, keyRule } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { said } from '../../language/sentences.ts';
import { type HasProfiles, profileOf } from '../../specs/profile.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import type { Path, Wrong } from './member-path.ts';

/** Refuses a profile that does not exist. */
export function mustBeProfile(path: Path, id: string, contract: HasProfiles, wrong: Wrong): void {
  if (!profileOf(contract, id)) wrong(path, said('is-no-profile', { profiles: contract.profiles.map((profile) => profile.id).join(', ') }));
}

/** Two members of one set with one value are a mistake of the writer: the roles of keys never overlap (AUT-03). */
export function mustDiffer(scheme: Scheme, path: Path, { apiKey, apiSignature, readOnlyKey }: Credentials, wrong: Wrong): void {
  const role = (of: keyof Credentials): string => keyRole(scheme, of);
  // A key that the contract does not have is empty.
  if (apiSignature !== '' && apiSignature === apiKey)
    wrong(
      [...path, role('apiSignature')],
      said('same-as-api-key', { other: role('apiKey'), secret: keyRule(scheme, 'apiSignature')?.name ?? '' }),
    );
  if (readOnlyKey === '') return;
  if (readOnlyKey === apiKey || readOnlyKey === apiSignature) {
    wrong(
      [...path, role('readOnlyKey')],
      said('same-as-read-only-key', { other: role(readOnlyKey === apiKey ? 'apiKey' : 'apiSignature') }),
    );
  }
}
