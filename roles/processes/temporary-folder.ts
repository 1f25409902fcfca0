import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chargeReaper } from './charge.ts';

/** A temporary folder. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/**
 * Makes a temporary folder of our own. It is removed by `remove`, and when this process ends, in any way.
 *
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
