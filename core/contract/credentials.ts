import { createHash } from 'node:crypto';
import type { KeyRule, Scheme } from '../../specs/types/scheme.ts';
import type { Secret } from '../redaction/redaction.ts';
import type { Account, Credentials, Ending, ReadOnlyKey } from './ledger.ts';

/** The purposes of the keys of a set: one identifies the caller, one makes the hash, one is sent without a second key. */
export const purposes = ['apiKey', 'apiSignature', 'readOnlyKey'] as const satisfies readonly (keyof Credentials)[];

const carriers: Readonly<Record<keyof Credentials, readonly KeyRule['carrier'][]>> = {
  apiKey: ['login'],
  apiSignature: ['signature'],
  readOnlyKey: ['bearer', 'basic'],
};

/**
 * What a contract says about a key, by its purpose: it identifies the caller, makes the hash, or is sent without a second key. Undefined where it has
 * no such key.
 */
export function keyRule({ keys }: Scheme, of: keyof Credentials): KeyRule | undefined {
  return Object.values(keys).find(({ carrier }) => carriers[of].includes(carrier));
}

/** The role in scheme.yaml of the key of a purpose: its name in files. Where the contract has no such key, the purpose. */
export function keyRole({ keys }: Scheme, of: keyof Credentials): string {
  return Object.entries(keys).find(([, { carrier }]) => carriers[of].includes(carrier))?.[0] ?? of;
}

/** The names of the keys of a set, as the provider calls them: `API Signature`. Where the contract has no such key, the purpose. */
export function keyNames(scheme: Scheme): Readonly<Record<keyof Credentials, string>> {
  const name = (of: keyof Credentials): string => keyRule(scheme, of)?.name ?? of;
  return { apiKey: name('apiKey'), apiSignature: name('apiSignature'), readOnlyKey: name('readOnlyKey') };
}

/** Values of keys by the variables that hold them. A key that the contract does not have is left out. */
export function byVariable(scheme: Scheme, values: Partial<Credentials>, prefix = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(
    purposes.flatMap((of) => {
      const [variable, value] = [keyRule(scheme, of)?.variable, values[of]];
      return variable === undefined || value === undefined ? [] : [[`${prefix}${variable}`, value]];
    }),
  );
}

/** A role with a word before it: `oldApiSignature`. */
function prefixed(before: string, role: string): string {
  return before === '' ? role : `${before}${role.slice(0, 1).toUpperCase()}${role.slice(1)}`;
}

/** Values of keys by their roles in scheme.yaml, as files, recipes and APIs have them. A key that the contract does not have is left out. */
export function byRole(scheme: Scheme, values: Partial<Credentials>, before = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(
    purposes.flatMap((of) => {
      const value = values[of];
      return value === undefined || keyRule(scheme, of) === undefined ? [] : [[prefixed(before, keyRole(scheme, of)), value]];
    }),
  );
}

/** The placeholder of a key in a recipe: `{oldApiSignature}`. */
export function keyPlaceholder(scheme: Scheme, of: keyof Credentials, before = ''): string {
  return `{${prefixed(before, keyRole(scheme, of))}}`;
}

/** The variables of the keys with which a receiver verifies, each with its placeholder. */
export function keyPlaceholders(scheme: Scheme): Readonly<Record<string, string>> {
  return {
    ...byVariable(scheme, { apiKey: keyPlaceholder(scheme, 'apiKey'), apiSignature: keyPlaceholder(scheme, 'apiSignature') }),
    ...byVariable(scheme, { apiSignature: keyPlaceholder(scheme, 'apiSignature', 'old') }, 'OLD_'),
  };
}

/** The texts among the members that have the names of roles, by purpose: the reverse of `byRole`. */
export function fromRoles(scheme: Scheme, members: Readonly<Record<string, unknown>>): Partial<Credentials> {
  return Object.fromEntries(
    purposes.flatMap((of) => {
      const value = keyRule(scheme, of) && members[keyRole(scheme, of)];
      return typeof value === 'string' && value !== '' ? [[of, value]] : [];
    }),
  );
}

/** The keys of a set that are there: one that the contract does not have is empty in a whole set. */
export function presentKeys(keys: Partial<Credentials>): Partial<Credentials> {
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined && value !== ''));
}

/** A set with the empty text for each key that is missing. */
export function wholeSet({ apiKey = '', apiSignature = '', readOnlyKey = '' }: Partial<Credentials>): Credentials {
  return { apiKey, apiSignature, readOnlyKey };
}

/** The purposes of a kind of key for which the contract has a key. */
export function purposesOf(scheme: Scheme, kind: 'signing' | 'read-only'): readonly (keyof Credentials)[] {
  return purposes.filter((of) => (of === 'readOnlyKey') === (kind === 'read-only') && keyRule(scheme, of) !== undefined);
}

/** A key set with text around each key. */
export function padded({ apiKey, apiSignature, readOnlyKey }: Credentials, before: string, after: string): Credentials {
  const around = (key: string): string => `${before}${key}${after}`;
  return { apiKey: around(apiKey), apiSignature: around(apiSignature), readOnlyKey: around(readOnlyKey) };
}

/**
 * Keys of a set that must never be shown whole. A key that the contract does not have is empty and left out.
 * The API Key is sent as X-Login and is not a secret; `maskedLogin` shows it.
 */
export function secretKeys(scheme: Scheme, credentials: Credentials): readonly Secret[] {
  const names = keyNames(scheme);
  return [
    { role: names.apiSignature, value: credentials.apiSignature },
    { role: names.readOnlyKey, value: credentials.readOnlyKey },
  ].filter(({ value }) => value !== '');
}

/** The keys of an account that has those sets, none of which ends. A key that the contract does not have is empty and left out. */
export function accountKeys(sets: readonly Credentials[]): Pick<Account, 'signingSets' | 'readOnlyKeys'> {
  return {
    signingSets: sets.flatMap(({ apiKey, apiSignature }) => (apiSignature === '' ? [] : [{ apiKey, apiSignature }])),
    readOnlyKeys: sets.flatMap(({ readOnlyKey }) => (readOnlyKey === '' ? [] : [{ key: readOnlyKey }])),
  };
}

/** Those that have not ended at `now`, ms since the epoch on the provider's clock. */
export function active<Key extends Ending>(keys: readonly Key[], now: number): readonly Key[] {
  return keys.filter(({ endsAt }) => endsAt === undefined || now < endsAt);
}

/** What is kept of a key that nobody has to read again: its SHA-256 in hex. */
export function keyPrint(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** A key of which only the fingerprint is kept. */
export function printedKey(key: string): ReadOnlyKey {
  return { key: keyPrint(key), printed: true };
}

/** Which kinds of keys are rolled, and how long the old ones stay active, ms. */
export interface Roll {
  readonly overlapMs: number;
  readonly signing: boolean;
  readonly readOnly: boolean;
}

/** The new keys before the old ones, which end after the overlap, or earlier where they had an earlier end. */
function renewed<Key extends Ending>(fresh: readonly Key[], old: readonly Key[], now: number, overlapMs: number): readonly Key[] {
  if (overlapMs === 0) return fresh;
  const ending = active(old, now).map((key) => ({ ...key, endsAt: Math.min(key.endsAt ?? Number.POSITIVE_INFINITY, now + overlapMs) }));
  return [...fresh, ...ending];
}

/** The account after its keys were rolled at `now`, ms on the provider's clock. */
export function rolledAccount(account: Account, fresh: Credentials, { overlapMs, signing, readOnly }: Roll, now: number): Account {
  const { signingSets, readOnlyKeys } = accountKeys([fresh]);
  return {
    ...account,
    ...(signing ? { signingSets: renewed(signingSets, account.signingSets, now, overlapMs) } : {}),
    ...(readOnly ? { readOnlyKeys: renewed(readOnlyKeys, account.readOnlyKeys, now, overlapMs) } : {}),
  };
}

/** The account with only the keys that are active at `now` (ROT-02). */
export function inForceAt(account: Account, now: number): Account {
  return { ...account, signingSets: active(account.signingSets, now), readOnlyKeys: active(account.readOnlyKeys, now) };
}

/** The account with an active signing set of that API Key (AUT-02); a read-only key does not count (AUT-03). */
export function accountOfLogin(login: string, accounts: readonly Account[], now: number): Account | undefined {
  return accounts.find(({ signingSets }) => active(signingSets, now).some(({ apiKey }) => apiKey === login));
}

/** The account with that active read-only key (AUT-04). */
export function accountOfReadOnlyKey(token: string, accounts: readonly Account[], now: number): Account | undefined {
  return accounts.find(({ readOnlyKeys }) =>
    active(readOnlyKeys, now).some(({ key, printed = false }) => key === (printed ? keyPrint(token) : token)),
  );
}

/**
 * The active API Signatures that may sign with that X-Login. Parts of two sets do not mix (ROT-03): with an API Key of the account, active or ended,
 * only the signature of its own set counts. With any other login, all of the account may sign.
 */
export function apiSignaturesOf({ signingSets }: Account, login: string, now: number): readonly string[] {
  const own = signingSets.filter(({ apiKey }) => apiKey === login);
  return active(own.length > 0 ? own : signingSets, now).map(({ apiSignature }) => apiSignature);
}

/** The part of an API Key that may be shown: its last four characters, and nothing of a key of fewer than eight, because four would be half of it. */
function shownPart(apiKey: string): string {
  return apiKey.length < 8 ? '' : apiKey.slice(-4);
}

/**
 * An API Key as reports show it: its fingerprint and what may be shown (`#1a2b…in01`).
 * @param fingerprint the key's (`fingerprint` of `core/redaction.ts`)
 */
export function maskedLogin(apiKey: string, fingerprint: string): string {
  const shown = shownPart(apiKey);
  return shown === '' ? `#${fingerprint}` : `#${fingerprint}…${shown}`;
}

/** An API Key inside bytes, masked with its own length (`**********in01`), so the offsets that a diagnosis names stay right. */
export function maskedInPlace(apiKey: string): string {
  return shownPart(apiKey).padStart(apiKey.length, '*');
}
