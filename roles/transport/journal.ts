import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import schema from '../../schemas/journal-entry.schema.json' with { type: 'json' };
import { readBack } from '../../schemas/read-back.ts';
import type { Entry, Journal } from './throttle.ts';

/**
 * Entries of a journal's file, one JSON text a line; a line that was cut when its writer was killed is left out.
 *
 * @throws Error that names file and line of an entry that is not of a journal
 */
export function readJournal(file: string): readonly Entry[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const entry = jsonIn(line);
      return entry === undefined ? [] : [readBack<Entry>(`${file}, line ${index + 1}`, entry, schema)];
    });
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * A journal in a file that outlives the process: a worker that takes over continues with the rest of the budget.
 *
 * @param redact masks what is written
 */
export function fileJournal(file: string, redact: (text: string) => string): Journal {
  return {
    entries: readJournal(file),
    append: (entry) => appendFileSync(file, `${redact(JSON.stringify(entry))}\n`),
  };
}
