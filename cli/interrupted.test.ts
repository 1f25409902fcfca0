import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Report } from '../reports/report.ts';

const command = fileURLToPath(new URL('countersign.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-interrupted-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A client that ends for nothing but a kill, and starts another like it in a session of its own; both leave their process ids. It answers nothing that it is asked. */
writeFileSync(
  join(folder, 'stubborn.cjs'),
  `const { spawn } = require('node:child_process');
const { appendFileSync } = require('node:fs');
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
appendFileSync(process.argv[2], process.pid + '\\n');
setInterval(() => {}, 1000);
if (process.argv[3] !== 'alone') spawn(process.execPath, [__filename, process.argv[2], 'alone'], { detached: true, stdio: 'inherit' });
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, operation } = JSON.parse(line);
  if (operation === 'capabilities') console.log(JSON.stringify({ id, ok: true, result: { protocol: 2, operations: ['createDeposit'], retries: false } }));
  else appendFileSync(process.argv[2] + '.asked', line);
});`,
);

interface Begun {
  readonly child: ChildProcess;
  readonly reports: string;
  readonly pids: () => readonly number[];
  readonly output: () => string;
}

const clientOf = (name: string): string => `"${process.execPath}" stubborn.cjs ${name}`;

/** A run that waits for an answer of its client. */
async function begun(name: string, who: readonly string[] = ['--role', 'client', '--client', clientOf(name)]): Promise<Begun> {
  const pidFile = join(folder, name);
  const reports = join(folder, `${name}-reports`);
  const args = ['run', ...who, '--clause', 'HDR-04,RCV-04', '--seed', '1', '--reports', reports];
  const child = spawn(process.execPath, [command, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  while (!existsSync(`${pidFile}.asked`)) {
    assert.equal(child.exitCode, null, output);
    await wait(20);
  }
  return { child, reports, pids: () => readFileSync(pidFile, 'utf8').trim().split('\n').map(Number), output: () => output };
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that was killed and not yet reaped still has its number.
    return !existsSync('/proc/self/stat') || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function assertGone(pids: readonly number[]): Promise<void> {
  for (let tries = 0; tries < 500 && pids.some(lives); tries += 1) await wait(20);
  assert.deepEqual(pids.filter(lives), []);
}

describe('a run that is ended from outside', { concurrency: 2 }, () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const title = `${signal} leaves a report of what was judged, and no program`;
    test(signal === 'SIGTERM' ? `${title} (long)` : title, async () => {
      const { child, reports, pids, output } = await begun(signal);
      child.kill(signal);
      const [code] = (await once(child, 'close')) as [number | null];
      assert.equal(code, 2, output());
      await assertGone(pids());
      const [run = ''] = readdirSync(reports).filter((name) => name !== 'latest');
      const report = JSON.parse(readFileSync(join(reports, run, 'report.json'), 'utf8')) as Report;
      assert.deepEqual([report.decision.name, report.run.finished], ['incomplete', false]);
    });
  }

  test('of several parties there is one report, with what was judged of each', async () => {
    const receiver = {
      url: 'http://127.0.0.1:{port}/notifications',
      start: {
        command: [process.execPath, '--no-warnings', fileURLToPath(new URL('../references/receiver.ts', import.meta.url))],
        environment: {
          API_KEY: '{apiKey}',
          API_SIGNATURE: '{apiSignature}',
          STATUS_API: '{statusApi}',
          ORDERS: '{folder}/orders.sqlite',
          PORT: '{port}',
        },
      },
    };
    writeFileSync(join(folder, 'both.yaml'), JSON.stringify({ client: { command: clientOf('both') }, receiver }));
    const { child, reports, pids, output } = await begun('both', ['--config', 'both.yaml']);
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(code, 2, output());
    await assertGone(pids());
    const [run = '', ...others] = readdirSync(reports).filter((name) => name !== 'latest');
    assert.deepEqual(others, []);
    const report = JSON.parse(readFileSync(join(reports, run, 'report.json'), 'utf8')) as Report;
    assert.deepEqual([report.decision.name, report.run.finished], ['incomplete', false]);
    assert.deepEqual(
      report.parts?.map(({ parties }) => parties),
      [['client'], ['receiver']],
    );
  });

  test('SIGKILL leaves no program either', async () => {
    const { child, pids } = await begun('SIGKILL');
    // A process that still has its output may still write into the folder.
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await assertGone(pids());
    await closed;
  });
});
