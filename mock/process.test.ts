import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ErrorLine, ReadyLine } from '../specs/types/mock-line.ts';
import type { Settings } from '../specs/types/mock-settings.ts';
import { accountOf, caller, otherCaller } from './caller.ts';

const file = fileURLToPath(new URL('process.ts', import.meta.url));

const settings: Settings = {
  contract: 'deposits-v3',
  profile: 'onekey',
  accounts: [accountOf('first', caller), accountOf('second', otherCaller)],
  controlToken: 'control-token-2',
};

function started(line: string): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [file], { stdio: 'pipe' });
  child.stdin.write(`${line}\n`);
  return child;
}

async function firstLine(child: ChildProcessWithoutNullStreams): Promise<unknown> {
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return JSON.parse(String(line));
}

function statusOf(url: string, ca: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${caller.readOnlyKey}` };
    const asked = request(url, { ca, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
}

test('prints one ready line, serves, and ends with its standard input', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-process-'));
  try {
    const child = started(JSON.stringify({ ...settings, ledger: join(folder, 'ledger.sqlite') }));
    const ready = (await firstLine(child)) as ReadyLine;
    assert.equal(ready.ready, true);
    assert.equal(await statusOf(`${ready.url}/v3/states?country=BR`, ready.ca), 200);
    assert.equal(await statusOf(`${ready.secondUrl}/v3/states?country=BR`, ready.ca), 401);
    assert.equal((await fetch(`${ready.controlUrl}/health`)).status, 200);
    child.stdin.end();
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('ends on SIGTERM', async () => {
  const child = started(JSON.stringify(settings));
  await firstLine(child);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

const wrong: readonly (readonly [what: string, line: string, word: RegExp])[] = [
  ['settings that are wrong', JSON.stringify({ ...settings, profile: 'nobody' }), /^profile must be one of onekey/],
  ['a host that is not ours', JSON.stringify({ ...settings, host: '192.0.2.1' }), /EADDRNOTAVAIL/],
  ['a ledger that cannot be opened', JSON.stringify({ ...settings, ledger: '/nowhere/at/all.sqlite' }), /no such file or directory/],
];
for (const [what, line, word] of wrong) {
  test(`${what}: one error line, exit code 3, and no secret`, async () => {
    const child = started(line);
    const printed: string[] = [];
    child.stdout.on('data', (chunk) => printed.push(`${chunk}`));
    child.stderr.on('data', (chunk) => printed.push(`${chunk}`));
    const [code] = await once(child, 'close');
    assert.equal(code, 3);
    const { error } = JSON.parse(printed.join('')) as ErrorLine;
    assert.match(error, word);
    for (const secret of [caller.apiSignature, caller.readOnlyKey, 'control-token-2'])
      assert.equal(printed.join('').includes(secret), false);
  });
}
