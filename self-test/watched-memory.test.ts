import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect as connectSecure } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const command = fileURLToPath(new URL('../cli/countersign.ts', import.meta.url));
const keys = { API_KEY: 'testLogin01', API_SIGNATURE: 'testSignature_0123456789', READ_ONLY_KEY: 'testReadOnly01' };

/** The most memory that a watching process may use, MB. */
const mostMegabytes = 300;

/** Starts a command, sends many requests to the URL that it prints, interrupts it, and returns the most memory that it used, MB. */
async function peakOf(args: (folder: string) => readonly string[], flood: (url: URL) => Promise<void>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-memory-'));
  const child = spawn(process.execPath, [command, ...args(folder)], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...keys },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let peak = 0;
  const look = async (): Promise<void> => {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(child.pid)]).catch(() => ({ stdout: '0' }));
    peak = Math.max(peak, Number(stdout) / 1024);
  };
  const looking = setInterval(() => void look(), 250);
  try {
    let printed = '';
    const url = await new Promise<URL>((resolve, reject) => {
      child.once('close', () => reject(new Error(printed)));
      child.stdout.on('data', (text: Buffer) => {
        printed = `${printed}${text}`.slice(0, 10_000);
        const [found] = /https?:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
        if (found !== undefined) resolve(new URL(found));
      });
    });
    await flood(url);
    child.kill('SIGINT');
    await ended;
    return Math.round(peak);
  } finally {
    clearInterval(looking);
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sends that many bodies of a megabyte, each different, over a few connections. */
async function megabytes(url: URL, count: number): Promise<void> {
  const isSecure = url.protocol === 'https:';
  const options = { keepAlive: true, maxSockets: 4 };
  const agent = isSecure ? new SecureAgent({ ...options, rejectUnauthorized: false }) : new Agent(options);
  const one = (number: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const sent = (isSecure ? secureRequest : request)(new URL('/v3/deposits', url), { method: 'POST', agent }, (response) => {
        response.resume().on('end', resolve);
      });
      sent.on('error', reject);
      sent.end(`{"invoice_id":"${number}","description":"${'a'.repeat(1_000_000)}"}`);
    });
  let next = 0;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (next < count) await one(next++);
    }),
  );
  agent.destroy();
}

/** Sends that many bodies at once, each a quarter of a megabyte in chunks of a single byte. */
async function singleBytes(url: URL, count: number): Promise<void> {
  const chunks = Buffer.from('1\r\nx\r\n'.repeat(10_000));
  await Promise.all(
    Array.from({ length: count }, async () => {
      const port = Number(url.port);
      const isSecure = url.protocol === 'https:';
      const socket: Socket = isSecure
        ? connectSecure({ port, host: url.hostname, rejectUnauthorized: false })
        : connect(port, url.hostname);
      await once(socket, isSecure ? 'secureConnect' : 'connect');
      const answered = once(socket, 'data');
      socket.write('POST /v3/deposits HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n');
      for (let sent = 0; sent < 25 && !socket.destroyed; sent += 1) if (!socket.write(chunks)) await once(socket, 'drain');
      socket.write('0\r\n\r\n');
      await answered;
      socket.destroy();
    }),
  );
}

/** Sends bodies whose signatures are wrong and whose trees take far more than their text: their mistakes are searched. */
async function manyValues(url: URL): Promise<void> {
  const bodies = [
    `{${Array.from({ length: 9000 }, (_, number) => `"a${number}":1`).join(',')}}`,
    `[${'1,'.repeat(499_000)}1]`,
    `{${Array.from({ length: 80_000 }, (_, number) => `"a${number}":1`).join(',')}}`,
    `[${'{"a":[]},'.repeat(100_000)}1]`,
  ];
  for (const body of bodies) {
    await new Promise<void>((resolve, reject) => {
      const headers = { 'Content-Type': 'application/json', Authorization: `D24 ${'ab'.repeat(32)}`, 'X-Login': keys.API_KEY };
      const dated = { ...headers, 'X-Date': `${new Date().toISOString().slice(0, 19)}Z` };
      const sent = secureRequest(
        new URL('/v3/deposits', url),
        { method: 'POST', headers: dated, rejectUnauthorized: false },
        (response) => void response.resume().on('end', resolve),
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

/** Sends that many requests of ten kilobytes without a body, over a few connections, as a stranger may. */
async function longHeads(url: URL, count: number): Promise<void> {
  const isSecure = url.protocol === 'https:';
  const options = { keepAlive: true, maxSockets: 8 };
  const agent = isSecure ? new SecureAgent({ ...options, rejectUnauthorized: false }) : new Agent(options);
  let next = 0;
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      next += 1;
      const path = `/${'p'.repeat(4000)}${next}`;
      const headers = { 'X-Odd': 'o'.repeat(6000), 'X-Login': `stranger-${next}` };
      const sent = (isSecure ? secureRequest : request)(new URL(path, url), { agent, headers }, (response) => {
        response.resume().on('end', resolve);
      });
      sent.on('error', reject);
      sent.end();
    });
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (next < count) await one();
    }),
  );
  agent.destroy();
}

const reports = (folder: string): readonly string[] => ['--reports', folder];

test('sixty bodies of a megabyte pass an observed mock within its memory', async () => {
  const peak = await peakOf(
    (folder) => ['observe', ...reports(folder)],
    (url) => megabytes(url, 60),
  );
  assert.ok(peak < mostMegabytes, `${peak} MB`);
});

test('wrongly signed bodies of many JSON values pass an observed mock within its memory', async () => {
  const peak = await peakOf((folder) => ['observe', ...reports(folder)], manyValues);
  assert.ok(peak < mostMegabytes, `${peak} MB`);
});

test('fifteen hundred bodies of a megabyte pass an observed mock in the memory of a few (long)', async () => {
  const peak = await peakOf(
    (folder) => ['observe', ...reports(folder)],
    (url) => megabytes(url, 1500),
  );
  assert.ok(peak < mostMegabytes, `${peak} MB`);
});

test('bodies in chunks of a single byte take no more memory than others (long)', async () => {
  for (const args of [
    () => ['mock', '--json'],
    (folder: string) => ['observe', ...reports(folder)],
    (folder: string) => ['collect', '--port', '0', '--state', join(folder, 'state'), ...reports(folder)],
  ]) {
    const peak = await peakOf(args, (url) => singleBytes(url, 4));
    assert.ok(peak < mostMegabytes, `${args('').at(0)}: ${peak} MB`);
  }
});

test('thirty thousand requests with long heads take bounded memory (long)', async () => {
  for (const args of [
    (folder: string) => ['observe', ...reports(folder)],
    (folder: string) => ['collect', '--port', '0', '--state', join(folder, 'state'), ...reports(folder)],
  ]) {
    const peak = await peakOf(args, (url) => longHeads(url, 30_000));
    assert.ok(peak < mostMegabytes, `${args('').at(0)}: ${peak} MB`);
  }
});
