import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { unlessOnPath } from '../../self-test/program-on-path.ts';

const starter = fileURLToPath(new URL('starter.ts', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'countersign-starter-'));
const program = join(folder, 'program.mjs');

// Prints its process id, and then how it ended. It would run for a long time.
writeFileSync(
  program,
  `import { whenStarterEnds } from ${JSON.stringify(starter)};
setTimeout(() => process.exit(), 60_000);
whenStarterEnds(() => { console.log('starter ended'); process.exit(); });
console.log(process.pid);`,
);

const run = `"${process.execPath}" "${program}"`;
const begun: ChildProcess[] = [];
const left: number[] = [];
after(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const child of begun) child.kill('SIGKILL');
  for (const pid of left) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
});

/** Starts a shell command that runs the program below it; returns the lines that the program prints. */
async function started(
  command: string,
): Promise<{ readonly child: ChildProcess; readonly lines: AsyncIterator<string>; readonly pid: number }> {
  const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'ignore'] });
  begun.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const pid = Number((await lines.next()).value);
  left.push(pid);
  return { child, lines, pid };
}

describe('a program that ends with who started it', () => {
  test('ends when the shell that started it is killed', async () => {
    const { child, lines } = await started(`${run} & wait`);
    child.kill('SIGKILL');
    assert.equal((await lines.next()).value, 'starter ended');
  });

  test('ends when the shell that started it has come to its end', async () => {
    const { child, lines } = await started(`${run} & read -r line </dev/null; sleep 1`);
    await once(child, 'exit');
    assert.equal((await lines.next()).value, 'starter ended');
  });

  test('ends when one is killed that stands above the shell that passes the command on', {
    skip: !existsSync('/proc/self/stat') && 'not run: /proc is not on this machine',
  }, async () => {
    // The outer shell starts the inner one, which is like the shell of a package manager: it waits for the program and ignores signals.
    const { child, lines } = await started(`sh -c '${run}; true' & wait`);
    child.kill('SIGKILL');
    assert.equal((await lines.next()).value, 'starter ended');
  });

  test('stays in a session of its own', { skip: unlessOnPath(process.env.PATH, 'setsid') }, async () => {
    const { child, lines, pid } = await started(`setsid ${run} & wait`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    // It checks every half second.
    const next = lines.next();
    const soon = new Promise<'stays'>((resolve) => setTimeout(() => resolve('stays'), 2000));
    assert.equal(await Promise.race([next.then(({ value }) => value), soon]), 'stays');
    process.kill(pid, 'SIGKILL');
    await next;
  });
});
