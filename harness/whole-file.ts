import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Writes a file as a whole: aside, to the disk, then renamed. A kill or a full disk leaves the old file or the new one, and a symbolic link that
 * somebody put in its place is replaced and not followed. A device such as /dev/stdout is written to, and a folder is refused (EISDIR).
 *
 * @throws the system's error; nothing is left aside then
 */
export function writeWhole(file: string, text: string, mode = 0o666): void {
  if (isOther(file)) {
    writeFileSync(file, text);
    return;
  }
  const aside = `${file}.${randomUUID()}.part`;
  try {
    const descriptor = openSync(aside, 'wx', mode);
    try {
      // A single write may take a part of the text, where the disk has room for a part.
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

function isOther(file: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile();
}
