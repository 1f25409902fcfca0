import type { Refused } from '../contract/error-codes.ts';

/** What an answer says about the key of its call. */
export type Liveness = 'alive' | 'dead' | 'unknown';

/** What is checked before a key. */
const beforeKeys: ReadonlySet<Refused> = new Set(['header', 'date', 'blank-header', 'address']);

/**
 * Whether a key works, from the answer to a call that cannot be executed: a creation without country, amount and currency, or a read of something
 * that does not exist. A validation answer and a 404 come after the check of the key.
 *
 * @param refused what its error code refuses, by the contract
 */
export function livenessOf(status: number, refused: Refused | undefined): Liveness {
  if (status >= 200 && status < 300) return 'alive';
  if (refused === 'caller' || refused === 'signature') return 'dead';
  if (refused !== undefined && beforeKeys.has(refused)) return 'unknown';
  if (status === 401 || status === 403) return 'dead';
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'alive' : 'unknown';
}

/** A body of a creation that no interpretation of the contract can execute (END-03). */
export function isHarmless(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  return !['country', 'amount', 'currency'].some((member) => Object.hasOwn(body, member));
}
