import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import journalSchema from '../../schemas/journal-entry.schema.json' with { type: 'json' };
import { readBack } from '../../schemas/read-back.ts';
import type { Entry, Journal } from './throttle.ts';

/** Entries of a journal's file, as `readLines` reads them. */
export function readJournal(file: string): readonly Entry[] {
  return readLines(file, journalSchema);
}

/**
 * Values of a file that has one JSON text a line; a line that was cut when its writer was killed is left out.
 *
 * @throws Error that names file and line of a value that does not fit the schema
 */
export function readLines<T>(file: string, schema: object): readonly T[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const value = jsonIn(line);
      return value === undefined ? [] : [readBack<T>(`${file}, line ${index + 1}`, value, schema)];
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
