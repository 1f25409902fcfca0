#!/usr/bin/env node
// Plain JavaScript: an older Node reads it too, and prints a sentence instead of a syntax error. Nothing of ours is imported before that.
import { existsSync } from 'node:fs';

/** The oldest Node that runs us, as `engines` of package.json says it. */
const oldest = { major: 22, minor: 19 };

const [major = 0, minor = 0] = process.version.slice(1).split('.').map(Number);

if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
  process.stderr.write(
    `countersign: this is Node ${process.version.slice(1)}, and Countersign needs ${oldest.major}.${oldest.minor} or newer: install a newer Node, or put one first in PATH.\n`,
  );
  process.exitCode = 3;
} else {
  // A clone runs its source, so nothing has to be built; a package has only built files.
  const source = new URL('cli/countersign.ts', import.meta.url);
  import(existsSync(source) ? source.href : new URL('dist/cli/countersign.js', import.meta.url).href);
}
