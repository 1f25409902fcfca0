import { createHash } from 'node:crypto';
import type { IdempotencyRecord } from './ledger.ts';

/** What an idempotency key means for the request that carries it. */
export type Lookup = 'fresh' | 'replayed' | 'conflicting' | 'in-flight';

/**
 * What an idempotency key means for the request that has it (seed A, Idempotency: the first outcome answers every later request with that key).
 * @param record what is kept under the key in the request's scope, or undefined
 * @param fingerprint the request's own (`fingerprintOf`)
 * @param whenOtherBody C6: whether a different request under the same key gets the first one's outcome (the letter of seed A) or a refusal (code 104)
 */
export function lookup(record: IdempotencyRecord | undefined, fingerprint: string, whenOtherBody: 'replay' | 'refuse'): Lookup {
  if (record === undefined) return 'fresh';
  // Where other requests are refused, this one is refused whether or not the first is finished: its outcome could not become this one's.
  if (whenOtherBody === 'refuse' && record.fingerprint !== fingerprint) return 'conflicting';
  return record.state === 'in-flight' ? 'in-flight' : 'replayed';
}

/**
 * A record while it is kept, else undefined (C9: no document says how long). The end itself is outside.
 *
 * @param nowMs the provider's clock, ms since the epoch
 * @param lifeMs how long a key is kept from its first use, ms
 */
export function living(record: IdempotencyRecord | undefined, nowMs: number, lifeMs: number): IdempotencyRecord | undefined {
  return record !== undefined && nowMs - record.since < lifeMs ? record : undefined;
}

/**
 * What identifies "the same request": a digest of method, path and body bytes. X-Date and signature are not part of it, because a retry has new ones
 * (CLK-07).
 *
 * @param path the request's path; one trailing slash is not a difference (C37: it is served alike)
 */
export function fingerprintOf(method: string, path: string, body: Uint8Array): string {
  // A method has no space and a path no line feed, so the three parts cannot be confused.
  return createHash('sha256')
    .update(`${method} ${path.replace(/\/$/, '')}\n`)
    .update(body)
    .digest('hex');
}
