import { keyRule, purposes } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { fingerprint } from '../../core/redaction/redaction.ts';
import { type Fingerprints, type KeysFound, matched, missingOf } from '../../core/rotation/plan.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import type { Configuration } from '../config/configuration.ts';
import { environmentValue } from '../config/environment.ts';

/** The variable of a key of a set, by the contract; none where it has no such key. */
function variablesOf(scheme: Scheme, member: keyof Credentials, prefix: string): readonly string[] {
  const rule = keyRule(scheme, member);
  return rule === undefined ? [] : [`${prefix}${rule.variable}`];
}

/** Every key that the environment and the configuration have, by its kind. */
function candidates({ merchant }: Pick<Configuration, 'merchant'>, scheme: Scheme): Readonly<Record<keyof Credentials, readonly string[]>> {
  const of = (member: keyof Credentials): readonly string[] => [
    merchant[member],
    ...['', 'NEW_', 'OLD_'].flatMap((prefix) => variablesOf(scheme, member, prefix)).flatMap((name) => environmentValue(name) ?? []),
  ];
  return { apiKey: of('apiKey'), apiSignature: of('apiSignature'), readOnlyKey: of('readOnlyKey') };
}

/** The keys with those fingerprints, as far as the environment or the configuration has them. */
export function keysWith(prints: Fingerprints, configuration: Pick<Configuration, 'merchant'>, scheme: Scheme): KeysFound {
  return matched(prints, candidates(configuration, scheme), fingerprint);
}

/** Whether all keys with those fingerprints are there; false where none is known. */
export function isWhole(prints: Fingerprints | undefined, found: KeysFound): boolean {
  return prints !== undefined && Object.keys(prints).length > 0 && missingOf(prints, found).length === 0;
}

/** Fingerprints for people: `API Key #1a2b, API Signature #3c4d`. */
export function printsText(prints: Fingerprints, scheme: Scheme): string {
  const named = (of: keyof Credentials): string => `${keyRule(scheme, of)?.name ?? of} #${prints[of]}`;
  return purposes.flatMap((of) => (prints[of] === undefined ? [] : [named(of)])).join(', ');
}

/** The missing variables of the keys of a set. */
export function variablesFor(set: 'old' | 'new', prints: Fingerprints, found: KeysFound, scheme: Scheme): string {
  const prefix = set === 'old' ? 'OLD_' : 'NEW_';
  return missingOf(prints, found)
    .flatMap((member) => variablesOf(scheme, member, prefix))
    .join(', ');
}
