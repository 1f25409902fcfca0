import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Whether unit tests notice other code of a module: they run with it in another process. `late` where they did not end in time.
 *
 * @param url of the module
 * @param files absolute paths of the tests
 */
export async function noticedByTests(
  url: string,
  code: string,
  files: readonly string[],
  longestMs: number,
): Promise<'noticed' | 'unnoticed' | 'late'> {
  if (files.length === 0) return 'unnoticed';
  const folder = await mkdtemp(join(tmpdir(), 'countersign-mutant-'));
  try {
    const hooks = join(folder, 'hooks.mjs');
    const answer = `{ format: 'module', source: ${JSON.stringify(code)}, shortCircuit: true }`;
    await writeFile(
      hooks,
      `import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => (url === ${JSON.stringify(url)} ? ${answer} : next(url, context)) });
`,
    );
    const options = ['--import', pathToFileURL(hooks).href, '--test', '--test-isolation=none', '--test-name-pattern=/^(?!.*\\(long\\)$)/'];
    // A test runner that is started by another one runs nothing: it finds that by the environment.
    const child = spawn(process.execPath, [...options, ...files], { stdio: 'ignore', env: {}, timeout: longestMs, killSignal: 'SIGKILL' });
    const [status] = (await once(child, 'close')) as [number | null];
    return status === null ? 'late' : status === 0 ? 'unnoticed' : 'noticed';
  } finally {
    await rm(folder, { recursive: true });
  }
}
