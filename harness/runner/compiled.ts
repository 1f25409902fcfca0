import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Where Node stores our compiled files: a run has a dozen processes, and each loads much the same. It is removed with the folder of the packages. */
export const compiled = fileURLToPath(new URL('../../node_modules/.cache/countersign', import.meta.url));

/** From now on this process imports from there. Where the folder cannot be written it compiles as usual. */
export function keepCompiled(): void {
  enableCompileCache(compiled);
}
