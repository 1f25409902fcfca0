import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('countersign.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-mails-'));
const outbox = join(folder, 'outbox');
const key = 'skey_5xuyhs9f2kqldhwz1abc';
const children: ChildProcessByStdio<null, Readable, null>[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Ready {
  readonly url: string;
  readonly panelUrl: string;
  readonly ca: string;
}

const args = [command, 'mock', '--contract', 'omise', '--data', join(folder, 'data'), '--outbox', outbox, '--json'];

async function mock(): Promise<{ readonly ready: Ready; readonly kill: () => Promise<void> }> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH ?? '', OMISE_SECRET_KEY: key, PANEL_TOKEN: 'testPanelToken' },
  });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { ready: JSON.parse(line) as Ready, kill };
}

/** Creates charges from a loopback address, and returns the status. */
function use({ url, ca }: Ready, from: string, secretKey = key): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/charges`, { ca, localAddress: from, auth: `${secretKey}:`, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Mails about an address once there is one, each by its Message-ID. */
async function mailsAbout(address: string): Promise<readonly string[]> {
  for (;;) {
    const texts = readdirSync(outbox)
      .filter((name) => name.endsWith('.eml'))
      .map((name) => readFileSync(join(outbox, name), 'utf8'));
    const found = texts
      .filter((text) => text.includes(`IP address: ${address}\r\n`))
      .map((text) => /^Message-ID: (.*)\r$/m.exec(text)?.[1] ?? '');
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a first use just before a kill -9 is mailed exactly once by Message-ID, and keys keep their ends', { timeout: 120_000 }, async () => {
  const addresses = ['127.0.0.11', '127.0.0.12', '127.0.0.13'];
  for (const address of addresses) {
    const { ready, kill } = await mock();
    assert.equal(await use(ready, address), 200);
    await kill();
  }
  const { ready, kill } = await mock();
  for (const address of addresses) assert.equal(await use(ready, address), 200);
  // After the mail of a sentinel, no earlier mail is still to come.
  assert.equal(await use(ready, '127.0.0.14'), 200);
  assert.equal((await mailsAbout('127.0.0.14')).length, 1);
  for (const address of addresses) assert.equal(new Set(await mailsAbout(address)).size, 1, address);
  const files = readdirSync(outbox).map((name) => readFileSync(join(outbox, name), 'utf8'));
  assert.ok(files.every((text) => !text.includes(key)));

  const rolled = await fetch(`${ready.panelUrl}/keys/roll`, {
    method: 'POST',
    body: JSON.stringify({ revokeNow: true }),
    headers: { authorization: 'Bearer testPanelToken' },
  });
  const { secretKey } = (await rolled.json()) as { readonly secretKey: string };
  assert.equal(await use(ready, '127.0.0.11'), 401);
  assert.equal(await use(ready, '127.0.0.11', secretKey), 200);
  await kill();
  const again = await mock();
  assert.equal(await use(again.ready, '127.0.0.11'), 401);
  assert.equal(await use(again.ready, '127.0.0.11', secretKey), 200);
  // A second mock would send each waiting mail once more.
  const second = spawnSync(process.execPath, args, { env: { PATH: process.env.PATH }, encoding: 'utf8' });
  assert.equal(second.status, 3, second.stdout);
  assert.match(second.stderr, /^countersign: --data \S+ is in use since .* by process \d+ on \S+: .*\n$/);
  await again.kill();
  // The file contains fingerprints of keys, and no key.
  const kept = readdirSync(folder)
    .filter((name) => name.startsWith('data'))
    .map((name) => readFileSync(join(folder, name), 'latin1'));
  assert.ok(kept.every((text) => !text.includes(key) && !text.includes(secretKey)));
});

test('doctor looks at a provider that mails on key use, and does not use the key', { timeout: 120_000 }, async () => {
  const { ready, kill } = await mock();
  const before = readdirSync(outbox).length;
  writeFileSync(join(folder, 'ca.pem'), ready.ca);
  const doctor = (url: string, more: readonly string[], options: readonly string[] = []) => {
    const members = [`url: ${url}`, 'ca: ca.pem', 'secretKey: "\u0024{OMISE_SECRET_KEY}"', `mails: { folder: ${outbox} }`, ...more];
    writeFileSync(join(folder, 'key-use.yaml'), ['keyUse:', ...members.map((member) => `  ${member}`), ''].join('\n'));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [command, 'doctor', '--contract', 'omise', '--config', 'key-use.yaml', ...options],
      { cwd: folder, env: { PATH: process.env.PATH ?? '', OMISE_SECRET_KEY: key }, encoding: 'utf8', timeout: 30_000 },
    );
    assert.ok(!`${stdout}${stderr}`.includes(key));
    return `${status}\n${stdout}${stderr}`;
  };
  assert.match(doctor(ready.url, ['addresses: [127.0.0.21]']), /^0\n[\s\S]*^ok\s+keyUse\.addresses: 1 address\(es\) are new to the key\./m);
  assert.match(doctor(ready.url, []), /^0\n[\s\S]*^warning\s+keyUse\.addresses: No address is new to the key/m);
  assert.match(doctor(ready.url, ['addresses: [192.0.2.9]']), /^3\n[\s\S]*^wrong\s+keyUse\.addresses: 192\.0\.2\.9 is not an address/m);
  assert.match(doctor(ready.url, ['state: ca.pem']), /^3\n/, 'a state file that holds something else');
  const panel = ready.panelUrl.replace('http:', 'https:');
  assert.match(doctor(panel, []), /^3\n[\s\S]*^wrong\s+keyUse\.secretKey: A live key makes 127\.0\.0\.1:\d+ production/m);
  assert.match(doctor(panel, [], ['--production', new URL(panel).host]), /^ok\s+keyUse\.secretKey: It is production/m);
  assert.equal(readdirSync(outbox).length, before);
  await kill();
});
