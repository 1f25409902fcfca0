import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Report } from '../reports/report.ts';
import { unlessOnPath } from './program-on-path.ts';

const command = fileURLToPath(new URL('../cli/countersign.ts', import.meta.url));
const client = fileURLToPath(new URL('../references/client.py', import.meta.url));
const skip = unlessOnPath(process.env.PATH, 'python3');

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? String(address.port) : '';
}

/** Certifies the reference client, which a loop of the reader starts for each session. */
async function certified(
  context: TestContext,
  options: readonly string[],
): Promise<{ readonly code: number | null; readonly report: Report }> {
  const reports = mkdtempSync(join(tmpdir(), 'countersign-attached-'));
  context.after(() => rmSync(reports, { recursive: true, force: true }));
  const port = await freePort();
  const args = [command, 'certify', '--role', 'client', '--attach', port, '--seed', '1', '--runs', '0.1', '--reports', reports, ...options];
  const judging = spawn(process.execPath, args, { stdio: 'ignore', env: { PATH: process.env.PATH } });
  const ended = once(judging, 'close') as Promise<[number | null]>;
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver) {
    const session = spawn('python3', [client, '--attach', port], { stdio: 'ignore' });
    await Promise.race([once(session, 'close'), ended]);
    if (isOver) session.kill();
  }
  const [code] = await ended;
  const [run = ''] = readdirSync(reports).filter((name) => name !== 'latest');
  return { code, report: JSON.parse(readFileSync(join(reports, run, 'report.json'), 'utf8')) as Report };
}

test('a client that the reader starts is certified as one that we start (long)', { skip }, async (context) => {
  const { code, report } = await certified(context, []);
  assert.deepEqual({ code, decision: report.decision.name }, { code: 0, decision: 'certified' });
});

test('a run without deadlines certifies nothing, though it asks everything and nothing fails (long)', { skip }, async (context) => {
  const { code, report } = await certified(context, ['--no-deadlines']);
  assert.deepEqual({ code, decision: report.decision.name }, { code: 0, decision: 'partial' });
  assert.deepEqual(
    report.clauses.filter(({ verdict }) => verdict === 'fail'),
    [],
  );
});
