#!/usr/bin/env node

/** The oldest Node that runs us, as `engines` of package.json says it. */
const oldest = { major: 22, minor: 19 };

const [major = 0, minor = 0] = process.version.slice(1).split('.').map(Number);

// Nothing is imported before this question: an older Node would answer the first import with a syntax error and its stack.
if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
  process.stderr.write(
    `countersign: this is Node ${process.version.slice(1)}, and Countersign needs ${oldest.major}.${oldest.minor} or newer: install a newer Node, or put one first in PATH.\n`,
  );
  process.exitCode = 3;
} else {
  import('../harness/runner/compiled.ts')
    .then(({ keepCompiled }) => keepCompiled())
    .then(() => import('./program.ts'))
    .then(({ main }) => main(process.argv));
}
