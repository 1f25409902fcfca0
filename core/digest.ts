import { createHash } from 'node:crypto';

/** The SHA-256 of bytes in lower-case hex: two texts that are one have one, and no others do. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
