import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Where Node keeps what it has compiled of us: a run is a dozen processes, and each loads much the same. It goes with the folder of the packages. */
export const compiled = fileURLToPath(new URL('../../node_modules/.cache/countersign', import.meta.url));

/** From now on this process takes from there what it imports. Where the folder cannot be written it compiles as ever. */
export function keepCompiled(): void {
  enableCompileCache(compiled);
}
