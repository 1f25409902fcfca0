import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { said } from '../../language/sentences.ts';
import { endSoftly } from '../../roles/processes/ending.ts';
import { startProgram } from '../../roles/processes/program.ts';
import type { RunFile } from '../../specs/types/run-file.ts';
import { serveTerminal } from '../targets/terminal.ts';
import { compiled } from './compiled.ts';
import { environmentOf } from './run-file.ts';
import { UsageError } from './usage.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The message that ends the Playwright process: it reports what was judged so far. */
export const endMessage = 'end';

/** Longest time for the report of what was judged so far, ms: a Playwright that hears nothing is ended then. */
const reportingMs = 6000;

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

/** The run file in the folder of a run. */
export function runFileIn(aside: string): string {
  return join(aside, 'run.json');
}

/**
 * Runs Playwright in one process, and returns how that ended. It has its own process group, so that only we signal it: a signal to this process lets
 * it report what was judged so far. When it has ended, or this process has, nothing is left of it and of what it started.
 *
 * @param aside a folder of the run's own
 * @throws UsageError where Playwright is not there
 */
export async function playwrightRun(run: RunFile, aside: string): Promise<string> {
  const runFile = runFileIn(aside);
  writeFileSync(runFile, JSON.stringify(run));
  const config = join(root, `playwright.config.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`);
  const args = ['--config', config, '--output', join(aside, 'output'), ...run.parties.flatMap(({ role }) => ['--project', role])];
  const terminal = await serveTerminal(aside);
  const program = startProgram([process.execPath, playwrightProgram(), 'test', ...args], {
    folder: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    environment: { ...environmentOf(runFile, compiled), ...terminal.environment },
  });
  const { child } = program;
  const harden = endSoftly(() => {
    process.stderr.write(said('ends-softly'));
    child.send(endMessage, () => undefined);
    setTimeout(() => program.end(), reportingMs).unref();
  });
  try {
    return await new Promise((done, failed) => {
      child.once('error', failed);
      child.once('exit', (code, signal) => done(signal ?? said('exit-code', { code: String(code) })));
    });
  } finally {
    harden();
    program.end();
    terminal.close();
  }
}
