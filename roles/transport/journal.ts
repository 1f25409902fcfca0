import schema from '../../schemas/journal-entry.schema.json' with { type: 'json' };
import { appendLines, readLines } from './line-file.ts';
import type { Entry, Journal } from './throttle.ts';

/** @throws Error that names file and line of an entry that is not of a journal */
export function readJournal(file: string): readonly Entry[] {
  return readLines(file, schema);
}

/**
 * A journal in a file that outlives the process: a worker that takes over continues with the rest of the budget.
 *
 * @param redact masks what is written
 */
export function fileJournal(file: string, redact: (text: string) => string): Journal {
  return {
    entries: readJournal(file),
    append: (entry) => appendLines(file, [redact(JSON.stringify(entry))]),
  };
}
