import type { Secret } from '../redaction/redaction.ts';
import type { Account, Credentials } from './ledger.ts';

/** The keys of one set, by the names that the merchant panel gives them (seed A, Settings → API Access). */
export const keyRoles = { apiKey: 'API Key', apiSignature: 'API Signature', readOnlyKey: 'read-only API Key' } as const;

/** What of a set must never be shown whole. The API Key travels as X-Login and is not a secret by itself; it is shown by `maskedLogin`. */
export function secretKeys(credentials: Credentials): readonly Secret[] {
  return [
    { role: keyRoles.apiSignature, value: credentials.apiSignature },
    { role: keyRoles.readOnlyKey, value: credentials.readOnlyKey },
  ];
}

/** The account with an active set of that API Key (AUT-02); a read-only key is none (AUT-03). */
export function accountOfLogin(login: string, accounts: readonly Account[]): Account | undefined {
  return accounts.find(({ credentials }) => credentials.some(({ apiKey }) => apiKey === login));
}

/** The account with an active set of that read-only key (AUT-04). */
export function accountOfReadOnlyKey(token: string, accounts: readonly Account[]): Account | undefined {
  return accounts.find(({ credentials }) => credentials.some(({ readOnlyKey }) => readOnlyKey === token));
}

/** What of an API Key may be shown: its last four characters, and nothing of a key of fewer than eight, since four would be half of it. */
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

/** An API Key inside bytes, masked at its own length (`**********in01`): the offsets that a diagnosis names stay true. */
export function maskedInPlace(apiKey: string): string {
  return shownPart(apiKey).padStart(apiKey.length, '*');
}
