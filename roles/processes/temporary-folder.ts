import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chargeReaper } from './charge.ts';

/** A folder for a time. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/**
 * Makes a folder of our own among the temporary ones. It goes when it is removed, and when this process ends, in whatever way.
 * @param purpose is in its name
 * @throws the system's error where it cannot be made
 */
export function temporaryFolder(purpose: string): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), `countersign-${purpose}-`));
  chargeReaper({ folder: path });
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
      chargeReaper({ removed: path });
    },
  };
}
