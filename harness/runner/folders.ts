import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, sep } from 'node:path';
import { type TemporaryFolder, temporaryFolder } from '../../roles/processes/temporary-folder.ts';
import { quoted, UsageError } from './usage.ts';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unwritable';
}

/**
 * Runs a work that needs a temporary folder.
 *
 * @throws UsageError where it cannot be made
 */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = madeFolder();
  try {
    return await work(folder.path);
  } finally {
    folder.remove();
  }
}

function madeFolder(): TemporaryFolder {
  try {
    return temporaryFolder('run');
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
 * Makes the folder for reports before a whole run is judged in vain.
 *
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
