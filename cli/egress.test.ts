import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('countersign.ts', import.meta.url));

/** What the command says where an echo answers its calls with these texts in turn. */
async function egress(
  answers: readonly string[],
  ...options: readonly string[]
): Promise<{ readonly code: number | null; readonly output: string }> {
  let asked = 0;
  const echo = createServer((_, response) => {
    response.end(answers[asked % answers.length]);
    asked += 1;
  });
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  try {
    const url = `http://127.0.0.1:${(echo.address() as AddressInfo).port}/`;
    const child = spawn(process.execPath, [command, 'egress', '--echo', url, '--connections', '4', ...options], {
      env: { PATH: process.env.PATH ?? '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()));
    const [code] = await once(child, 'close');
    return { code, output };
  } finally {
    echo.close();
  }
}

test('one address on the list is stable and known', async () => {
  const { code, output } = await egress(['203.0.113.7'], '--listed', '203.0.113.0/24');
  assert.equal(code, 0, output);
  assert.match(output, /203\.0\.113\.7 +4 /);
  assert.match(output, /The address is stable/);
});

test('an address that is not on the list ends 1 and is named, also where it is mapped into IPv6', async () => {
  const { code, output } = await egress(['203.0.113.7', '::ffff:198.51.100.9'], '--listed', '203.0.113.7', '--json', '--contract', 'omise');
  assert.equal(code, 1, output);
  const { stable, clauses, addresses } = JSON.parse(output);
  assert.equal(stable, false);
  assert.deepEqual(clauses, [{ id: 'USE-07', verdict: 'warn' }]);
  assert.deepEqual(
    addresses.map(({ address, connections, listed }: Record<string, unknown>) => [address, connections, listed]),
    [
      ['203.0.113.7', 2, true],
      ['198.51.100.9', 2, false],
    ],
  );
});

test('one address over many connections passes USE-07', async () => {
  const { code, output } = await egress(['203.0.113.7'], '--json', '--contract', 'omise');
  assert.equal(code, 0, output);
  assert.deepEqual(JSON.parse(output).clauses, [{ id: 'USE-07', verdict: 'pass' }]);
});

test('where no address is found it ends 2, and says what to do', async () => {
  const { code, output } = await egress(['hello']);
  assert.equal(code, 2, output);
  assert.match(output, /No address was found/);
});
