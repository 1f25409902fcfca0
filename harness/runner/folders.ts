import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { quoted, UsageError } from './usage.ts';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unwritable';
}

/**
 * Does a work that needs a folder for its time.
 * @throws UsageError where it cannot be made
 */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'countersign-'));
  } catch (error) {
    throw new UsageError('temporary-folder-unwritable', { folder: tmpdir(), code: codeOf(error) });
  }
}

/** One level at a time: the recursive mkdir of Node never ends below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made it just now.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/**
 * Makes the folder for reports, before a whole run is judged for nothing.
 * @throws UsageError where it cannot be written
 */
export function makeReportsFolder(reports: string): void {
  try {
    makeFolder(reports);
    accessSync(`${reports}${sep}`, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UsageError('reports-unwritable', { reports: quoted(reports), code: codeOf(error) });
  }
}
