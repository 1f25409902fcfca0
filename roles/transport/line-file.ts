import { appendFileSync, closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { readBack } from '../../schemas/read-back.ts';

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

/** Appends lines. After a line that was cut a new one begins, so that it takes no other with it. */
export function appendLines(file: string, lines: readonly string[], mode = 0o666): void {
  if (lines.length === 0) return;
  appendFileSync(file, `${isCut(file) ? '\n' : ''}${lines.map((line) => `${line}\n`).join('')}`, { mode });
}

function isCut(file: string): boolean {
  if (!existsSync(file)) return false;
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const last = Buffer.alloc(1);
    return size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last.toString('latin1') !== '\n';
  } finally {
    closeSync(descriptor);
  }
}
