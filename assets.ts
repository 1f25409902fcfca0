import { cpSync, globSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Files that the built package reads and the compiler does not copy: the contract, its schemas, the published vectors and tables. */
const carried = ['specs/**/*.yaml', 'specs/**/*.json', 'schemas/**/*.json'];

const { dirname: root } = import.meta;
const built = join(root, 'dist');

// Built anew each time: a file without a source must not stay in the package.
rmSync(built, { recursive: true, force: true });
for (const file of globSync(carried, { cwd: root })) cpSync(join(root, file), join(built, file));
