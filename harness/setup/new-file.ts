import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { shellWord } from '../../reports/reproduction.ts';
import { UsageError } from '../runner/usage.ts';

/**
 * @param name as the reader wrote it
 * @throws UsageError where there is such a file already
 */
export function mustBeFree(file: string, name: string): void {
  if (existsSync(file)) throw new UsageError('config-exists', { name: shellWord(name) });
}

/**
 * Written to a temporary file and renamed: a file is complete or missing.
 *
 * @param name as the reader wrote it
 * @throws UsageError where it cannot be written
 */
export function writeNewFile(file: string, name: string, text: string): void {
  const aside = `${file}.${process.pid}.new`;
  try {
    writeFileSync(aside, text, { flag: 'wx' });
    mustBeFree(file, name);
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unwritable';
    throw error instanceof UsageError ? error : new UsageError('config-unwritable', { name: shellWord(name), code });
  }
}
