import { keyRoles } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { fingerprint } from '../../core/redaction/redaction.ts';
import { type Fingerprints, type KeysFound, keyMembers, keyVariables, matched, missingOf } from '../../core/rotation/plan.ts';
import type { Configuration } from '../config/configuration.ts';
import { environmentValue } from '../config/environment.ts';

/** Every key that the environment and the configuration have, by its kind. */
function candidates({ merchant }: Pick<Configuration, 'merchant'>): Readonly<Record<keyof Credentials, readonly string[]>> {
  const of = (member: keyof Credentials): readonly string[] => [
    merchant[member],
    ...keyVariables[member].flatMap((name) => environmentValue(name) ?? []),
  ];
  return { apiKey: of('apiKey'), apiSignature: of('apiSignature'), readOnlyKey: of('readOnlyKey') };
}

/** The keys with those fingerprints, as far as the environment or the configuration has them. */
export function keysWith(prints: Fingerprints, configuration: Pick<Configuration, 'merchant'>): KeysFound {
  return matched(prints, candidates(configuration), fingerprint);
}

/** Whether all keys with those fingerprints are there; false where none is known. */
export function isWhole(prints: Fingerprints | undefined, found: KeysFound): boolean {
  return prints !== undefined && Object.keys(prints).length > 0 && missingOf(prints, found).length === 0;
}

/** Fingerprints for people: `API Key #1a2b, API Signature #3c4d`. */
export function printsText(prints: Fingerprints): string {
  return keyMembers.flatMap((member) => (prints[member] === undefined ? [] : [`${keyRoles[member]} #${prints[member]}`])).join(', ');
}

/** The variables in which keys of a set are looked for that are not here. */
export function variablesFor(set: 'old' | 'new', prints: Fingerprints, found: KeysFound): string {
  const prefix = set === 'old' ? 'OLD_' : 'NEW_';
  return missingOf(prints, found)
    .flatMap((member) => keyVariables[member].filter((name) => name.startsWith(prefix)))
    .join(', ');
}
