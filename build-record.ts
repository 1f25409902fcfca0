/** Records which files a build has made, for the certificates that it will sign. Runs after the compiler. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildRecord, recordOf } from './harness/certification/build.ts';

writeFileSync(join(import.meta.dirname, buildRecord), `${JSON.stringify(recordOf(import.meta.dirname), undefined, 2)}\n`);
