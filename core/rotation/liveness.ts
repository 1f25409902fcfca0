/** What an answer says about the key of its call. */
export type Liveness = 'alive' | 'dead' | 'unknown';

/** Codes of a login and a signature that are not known (api codes 100 and 102). */
const deadCodes: ReadonlySet<string> = new Set(['100', '102']);

/** Codes for what is checked before a key: a header, a date, a blank header, an address. */
const earlierCodes: ReadonlySet<string> = new Set(['101', '103', '105', '202']);

/**
 * Whether a key works, from the answer to a call that cannot be executed: a creation without country, amount and currency, or a read of something
 * that does not exist. A validation answer and a 404 come after the check of the key.
 *
 * @param code the API's own error code, as text
 */
export function livenessOf(status: number, code: string | undefined): Liveness {
  if (status >= 200 && status < 300) return 'alive';
  if (code !== undefined && deadCodes.has(code)) return 'dead';
  if (code !== undefined && earlierCodes.has(code)) return 'unknown';
  if (status === 401 || status === 403) return 'dead';
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'alive' : 'unknown';
}

/** A body of a creation that no interpretation of the contract can execute (END-03). */
export function isHarmless(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  return !['country', 'amount', 'currency'].some((member) => Object.hasOwn(body, member));
}
