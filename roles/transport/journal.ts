import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Entry, Journal } from './manners.ts';

/** Entries of a journal's file, one JSON text a line; a line that was cut when its writer was killed is left out. */
export function readJournal(file: string): readonly Entry[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as Entry];
      } catch {
        return [];
      }
    });
}

/**
 * A journal in a file that outlives the process: a worker that takes over goes on with the budget that is left.
 * @param redact masks what is written
 */
export function fileJournal(file: string, redact: (text: string) => string): Journal {
  return {
    entries: readJournal(file),
    append: (entry) => appendFileSync(file, `${redact(JSON.stringify(entry))}\n`),
  };
}
