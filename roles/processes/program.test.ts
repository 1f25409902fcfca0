import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startProgram } from './program.ts';

const waiting = 'setInterval(()=>{},1000)';

/** A script that starts others, prints the process ids of all, and then does what it is given. */
function family(others: readonly string[], then = waiting): string {
  return `const {spawn}=require("child_process");
const start=(options)=>spawn(process.execPath,["-e",${JSON.stringify(waiting)}],options).pid;
const own={detached:true,stdio:"inherit"};
console.log([process.pid,${others.join(',')}].join(" "));
process.on("SIGTERM",()=>{});process.on("SIGINT",()=>{});
${then}`;
}

/** Children in its group, in their own session, and without the environment; the last two cannot be reached where processes are not shown. */
const near = ['start({stdio:"inherit"})'];
const far = ['start(own)', 'start({...own,env:{}})'];
const shown = existsSync('/proc/self/environ');
const script = family(shown ? [...near, ...far] : near);

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    // A killed process that was not yet reaped still has its number.
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return !shown;
  }
}

async function firstLine(output: NodeJS.ReadableStream | null): Promise<readonly number[]> {
  assert.ok(output);
  const [line] = (await once(createInterface({ input: output }), 'line')) as [string];
  return line.split(' ').map(Number);
}

async function assertGone(pids: readonly number[]): Promise<void> {
  for (let tries = 0; tries < 500 && pids.some(lives); tries += 1) await wait(20);
  assert.deepEqual(pids.filter(lives), []);
}

test('a program ends with all that it started, also in other sessions and without their environment', async () => {
  const program = startProgram([process.execPath, '-e', script], { environment: process.env, stdio: ['ignore', 'pipe', 'inherit'] });
  const pids = await firstLine(program.child.stdout);
  assert.equal(pids.length, shown ? 4 : 2);
  assert.deepEqual(pids.filter(lives), pids);
  program.end();
  await assertGone(pids);
  program.end();
});

// Where processes do not show their environment, no mark finds them.
if (shown) {
  test('what a program left behind when it ended is ended by its mark', async () => {
    const leaves = family([...near, 'start(own)', 'start(own)'], 'process.exit()');
    const program = startProgram([process.execPath, '-e', leaves], { environment: process.env, stdio: ['ignore', 'pipe', 'inherit'] });
    const [lines] = await Promise.all([firstLine(program.child.stdout), once(program.child, 'exit')]);
    const [own = 0, , ...left] = lines;
    assert.deepEqual(left.filter(lives), left);
    program.end();
    await assertGone([own, ...left]);
  });
}

// As above, the mark finds a program of a program.
if (shown) {
  test('a program that starts programs as we do ends with them, and its temporary folder goes', async () => {
    const from = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);
    const outer = `import { startProgram } from ${from('program.ts')};
import { temporaryFolder } from ${from('temporary-folder.ts')};
const inner = startProgram([process.execPath, '-e', ${JSON.stringify(waiting)}], { environment: process.env, stdio: 'ignore' });
console.log([process.pid, inner.child.pid].join(' ') + ' ' + temporaryFolder('test').path);
${waiting}`;
    const command = [process.execPath, '--input-type=module', '-e', outer];
    const program = startProgram(command, { environment: process.env, stdio: ['ignore', 'pipe', 'inherit'] });
    assert.ok(program.child.stdout);
    const [line] = (await once(createInterface({ input: program.child.stdout }), 'line')) as [string];
    const [own = '', inner = '', folder = ''] = line.split(' ');
    const pids = [Number(own), Number(inner)];
    assert.deepEqual([pids.filter(lives), existsSync(folder)], [pids, true]);
    program.end();
    await assertGone(pids);
    for (let tries = 0; tries < 500 && existsSync(folder); tries += 1) await wait(20);
    assert.equal(existsSync(folder), false);
  });
}

test('programs end when the process that started them is killed', async () => {
  const harness = `import { startProgram } from ${JSON.stringify(new URL('program.ts', import.meta.url).href)};
startProgram([process.execPath, '-e', ${JSON.stringify(script)}], { environment: process.env, stdio: ['ignore', 'inherit', 'inherit'] });
${waiting}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', harness], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pids = await firstLine(child.stdout);
  assert.deepEqual(pids.filter(lives), pids);
  child.kill('SIGKILL');
  await assertGone(pids);
});

test('the reaper passes over a line that is not a charge, and ends what the others name', async () => {
  const program = spawn(process.execPath, ['-e', waiting], { stdio: 'ignore', detached: true });
  const reaper = spawn(process.execPath, [fileURLToPath(new URL('reaper.ts', import.meta.url)), 'nobody', '0'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const lines = ['no JSON', '{"program":"all"}', '{"program":0}', '{"folder":17}', 'null', JSON.stringify({ program: program.pid })];
  reaper.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const [code] = await once(reaper, 'exit');
  assert.equal(code, 0);
  await assertGone([program.pid ?? 0]);
});

test('a program that cannot start says so, and ends nobody', async () => {
  const program = startProgram(['/nowhere/such-program'], { environment: process.env, stdio: 'ignore' });
  const [error] = (await once(program.child, 'error')) as [NodeJS.ErrnoException];
  assert.equal(error.code, 'ENOENT');
  program.end();
});

test('what has escaped holds nobody up with the pipe that it keeps', { timeout: 30_000 }, async (t) => {
  // Its parent has ended, and it has neither the group, the session nor the environment of the program.
  const escaped = `console.log(process.pid);setTimeout(()=>{},60000)`;
  const between = `require("child_process").spawn(process.execPath,["-e",${JSON.stringify(escaped)}],{detached:true,env:{},stdio:"inherit"}).unref()`;
  const first = `require("child_process").spawnSync(process.execPath,["-e",${JSON.stringify(between)}],{detached:true,env:{},stdio:"inherit"});${waiting}`;
  const program = startProgram([process.execPath, '-e', first], { environment: process.env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [pid = 0] = await firstLine(program.child.stdout);
  t.after(() => {
    if (lives(pid)) process.kill(pid, 'SIGKILL');
  });
  const closed = once(program.child, 'close');
  program.end();
  await closed;
});
