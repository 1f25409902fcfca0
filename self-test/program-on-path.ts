import { accessSync, constants } from 'node:fs';
import { delimiter, resolve } from 'node:path';

/**
 * Whether a program can be started by its name.
 * @param path folders to look in, as PATH has them
 */
function isOnPath(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(resolve(folder, program), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}

/** `skip` of a test that starts these programs: why it is not run on this machine, or false where it is. */
export function unlessOnPath(path = '', ...programs: readonly string[]): string | false {
  const missing = programs.filter((program) => !isOnPath(program, path));
  return missing.length > 0 && `not run: ${missing.join(', ')} is not on this machine`;
}
