import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { address, caller, testProvider } from '../mock/caller.ts';
import { serve } from '../mock/https.ts';
import { wholeFacts } from '../reports/example.ts';
import { buildReport, type Report } from '../reports/report.ts';
import { unlessOnPath } from '../self-test/program-on-path.ts';

const countersign = fileURLToPath(new URL('countersign.ts', import.meta.url));
const keys = { API_KEY: caller.apiKey, API_SIGNATURE: caller.apiSignature, READ_ONLY_KEY: caller.readOnlyKey };
const megabyte = 1_000_000;

/** Posts a body of a megabyte; the status, or undefined where no answer came. */
function post(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const sent = request(`${url}/v3/deposits`, { method: 'POST', rejectUnauthorized: false, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.on('error', () => resolve(undefined));
    sent.end(Buffer.alloc(megabyte, 'a'));
  });
}

test('merge says in one line that the disk takes no more, and leaves no file half written', {
  skip: unlessOnPath(process.env.PATH, 'sh'),
}, (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'before'));
  writeFileSync(join(folder, 'before', 'report.json'), JSON.stringify(buildReport(wholeFacts('receiver'))));
  // A block of 512 or 1024 bytes: less than any of their files.
  const limited = ['-c', 'ulimit -S -f 1; exec "$0" "$@"', process.execPath, countersign, 'merge', 'before', '--reports', 'reports'];
  const { status, stderr } = spawnSync('sh', limited, {
    cwd: folder,
    env: { PATH: process.env.PATH, TMPDIR: folder, NODE_DISABLE_COMPILE_CACHE: '1', ...keys },
    encoding: 'utf8',
  });
  assert.equal(status, 3, stderr);
  assert.match(stderr, /^countersign: .*(?:EFBIG|ENOSPC).*\n$/);
  assert.deepEqual(
    readdirSync(folder, { recursive: true }).filter((name) => /\.(?:yaml|html|xml)$/.test(String(name))),
    [],
  );
});

test('output of which the disk takes a part does not end as if it were whole', { skip: unlessOnPath(process.env.PATH, 'sh') }, (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  // A block of 512 or 1024 bytes: less than the list.
  const limited = ['-c', 'ulimit -S -f 1; exec "$0" "$@" >list', process.execPath, countersign, 'clauses'];
  const { status, stderr } = spawnSync('sh', limited, {
    cwd: folder,
    env: { PATH: process.env.PATH, TMPDIR: folder, NODE_DISABLE_COMPILE_CACHE: '1' },
    encoding: 'utf8',
  });
  assert.equal(status, 3, stderr);
  assert.match(stderr, /^countersign: standard output cannot be written \((?:EFBIG|ENOSPC)\).*\n$/);
});

for (const command of ['observe', 'proxy'] as const) {
  test(`${command} goes on where the disk takes no more, and judges what came before`, {
    skip: unlessOnPath(process.env.PATH, 'sh'),
    timeout: 120_000,
  }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
    const provider = await serve({ mock: testProvider({ now: Date.now }), host: address });
    t.after(async () => {
      await provider.close();
      rmSync(folder, { recursive: true, force: true });
    });
    writeFileSync(join(folder, 'provider.pem'), provider.ca);
    const upstream = command === 'proxy' ? ['--upstream', provider.url, '--upstream-ca', join(folder, 'provider.pem')] : [];
    const args = [countersign, command, ...upstream, '--reports', join(folder, 'reports')];
    // Blocks of 512 or 1024 bytes: less than the bodies that do not stay in memory, and enough for the report.
    const child = spawn('sh', ['-c', 'ulimit -S -f 3000; exec "$0" "$@"', process.execPath, ...args], {
      env: { PATH: process.env.PATH, TMPDIR: folder, NODE_DISABLE_COMPILE_CACHE: '1', ...keys },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    t.after(() => child.kill('SIGKILL'));
    let output = '';
    const ready = new Promise<string>((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text;
          const url = /(https:\/\/127[\d.:]+)/.exec(output)?.[1];
          if (url !== undefined) resolve(url);
        });
      }
    });
    const url = await ready;
    const statuses: (number | undefined)[] = [];
    for (let sent = 0; sent < 10; sent += 1) statuses.push(await post(url));
    // Refused by the mock, and answered each time.
    assert.ok(
      statuses.every((status) => status !== undefined && status >= 400 && status < 500),
      String(statuses),
    );
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    const run = readFileSync(join(folder, 'reports', 'latest'), 'utf8').trim();
    const report = JSON.parse(readFileSync(join(folder, 'reports', run, 'report.json'), 'utf8')) as Report;
    assert.equal(report.run.finished, false, output);
    assert.ok(code === 1 || code === 2, output);
    assert.equal(output.match(/takes no more \(E[A-Z]+\)/g)?.length, 1, output);
    assert.match(output, /^Only the first [4-8] of 10 requests were judged/m);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('countersign-')),
      [],
    );
  });
}
