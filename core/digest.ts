import { createHash } from 'node:crypto';

/** The SHA-256 of bytes in lower-case hex. Equal texts have equal ones, and different texts different ones. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
