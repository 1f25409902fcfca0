import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

const from = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);

/** A process that makes a temporary folder, prints its path, and reacts to the first signal as it is asked to. */
async function started(end: string): Promise<{ readonly child: ChildProcess; readonly lines: Interface; readonly folder: string }> {
  const script = `import { endSoftly } from ${from('ending.ts')};
import { temporaryFolder } from ${from('temporary-folder.ts')};
import { writeSync } from 'node:fs';
const say = (line) => writeSync(1, line + '\\n');
endSoftly(() => { ${end} });
say(temporaryFolder('test').path);
setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  assert.ok(child.stdout);
  const lines = createInterface({ input: child.stdout });
  const [folder] = (await once(lines, 'line')) as [string];
  return { child, lines, folder };
}

async function assertRemoved(folder: string): Promise<void> {
  for (let tries = 0; tries < 500 && existsSync(folder); tries += 1) await wait(20);
  assert.equal(existsSync(folder), false);
}

test('a signal to a process and its group is one signal, and it ends softly', async () => {
  const { child, lines, folder } = await started('say("ends"); process.exit(7);');
  const said: string[] = [];
  lines.on('line', (line) => said.push(line));
  const { pid = 0 } = child;
  const closed = once(child, 'close');
  process.kill(pid, 'SIGTERM');
  process.kill(-pid, 'SIGTERM');
  assert.deepEqual(await closed, [7, null]);
  assert.deepEqual(said, ['ends']);
  await assertRemoved(folder);
});

const busy = 'say("busy"); for (;;);';

test('the second signal ends a process at once, also one that hears nothing, and its folder goes', async () => {
  const { child, lines, folder } = await started(busy);
  assert.equal(existsSync(folder), true);
  child.kill('SIGINT');
  await once(lines, 'line');
  const exited = once(child, 'exit');
  child.kill('SIGHUP');
  assert.deepEqual(await exited, [null, 'SIGHUP']);
  await assertRemoved(folder);
});

test('a process that hears nothing is ended within ten seconds of the first signal (long)', async () => {
  const { child, folder } = await started(busy);
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  assert.deepEqual(await exited, [null, 'SIGKILL']);
  await assertRemoved(folder);
});
