import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunFile } from '../../specs/types/run-file.ts';
import { compiled } from './compiled.ts';
import { environmentOf } from './run-file.ts';
import { UsageError } from './usage.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Signals that end a run before its time; what was judged so far is reported all the same. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Playwright's own command line. It is a peer of the package, so that a merchant's tests and ours run on one copy; not every package manager adds a peer.
 * @throws UsageError where it is not there
 */
function playwrightProgram(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  } catch {
    throw new UsageError('playwright-missing');
  }
}

/**
 * Hands a run to one Playwright process, and says how that ended. What ends this process ends that one too, and it still reports what was judged so far.
 * @param aside a folder of the run's own
 * @throws UsageError where Playwright is not there
 */
export function playwrightRun(run: RunFile, aside: string): Promise<string> {
  const runFile = join(aside, 'run.json');
  writeFileSync(runFile, JSON.stringify(run));
  const config = join(root, `playwright.config.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`);
  const args = ['--config', config, '--output', join(aside, 'output'), ...run.parties.flatMap(({ role }) => ['--project', role])];
  const child = spawn(process.execPath, [playwrightProgram(), 'test', ...args], {
    cwd: root,
    // By the channel it sees when this process is gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: environmentOf(runFile, compiled),
  });
  // A terminal interrupts both: Playwright takes what comes twice within a second for once.
  const onSignal = (): void => void child.kill('SIGINT');
  for (const signal of endings) process.on(signal, onSignal);
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code, signal) => {
      for (const each of endings) process.off(each, onSignal);
      done(signal ?? `exit code ${code}`);
    });
  });
}
