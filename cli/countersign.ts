// Compiled code is kept from the first import on.
import('../harness/runner/compiled.ts')
  .then(({ keepCompiled }) => keepCompiled())
  .then(() => import('./program.ts'))
  .then(({ main }) => main(process.argv));
