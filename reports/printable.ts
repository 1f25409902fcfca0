import { said } from '../language/sentences.ts';
import type { SchemaViolation } from '../schemas/validate.ts';

/** Characters that move a cursor, turn the direction of writing or hide: what a report shows of others is written in escapes. */
const unprintable = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** Members with several lines. */
const multiline = new Set(['curl', 'counterexample']);

/** The first text in a report or a certificate of others that would change how a terminal or a page shows it. */
export function unprintableIn(value: unknown, pointer = ''): Pick<SchemaViolation, 'pointer' | 'message'> | undefined {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (typeof value === 'string') {
    const text = multiline.has(name) ? value.replaceAll('\n', '') : value;
    return unprintable.test(text) ? { pointer, message: said('has-unprintable-character') } : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const found = unprintable.test(key)
      ? { pointer, message: said('has-unprintable-character') }
      : unprintableIn(member, `${pointer}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
