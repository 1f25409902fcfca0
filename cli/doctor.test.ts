// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is how a configuration names a variable.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('countersign.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-doctor-'));
const file = join(folder, 'countersign.yaml');
const keys = { KEY: 'doctorLogin01', SIGNATURE: 'doctorSignature_0123456789', READ_ONLY: 'doctorReadOnly01' };

before(async () => {
  // A port that was free a moment ago: nobody listens there.
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
  const lines = ['target:', `  url: https://127.0.0.1:${port}`, '  environment: stg', 'merchant:'];
  writeFileSync(file, [...lines, '  apiKey: ${KEY}', '  apiSignature: ${SIGNATURE}', '  readOnlyKey: ${READ_ONLY}', ''].join('\n'));
});
after(() => rmSync(folder, { recursive: true }));

function countersign(options: readonly string[], variables: Readonly<Record<string, string>> = keys) {
  const env = { PATH: process.env.PATH ?? '', ...variables };
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...options], {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: 20_000,
  });
  for (const secret of Object.values(keys)) assert.equal(`${stdout}${stderr}`.includes(secret), false);
  assert.doesNotMatch(`${stdout}${stderr}`, /\n\s+at /);
  return { status, stdout, stderr };
}

test('what is wrong is said with its next move, and exit code 3', () => {
  const { status, stdout, stderr } = countersign(['doctor']);
  assert.deepEqual([status, stderr], [3, '']);
  assert.match(stdout, /^wrong\s+target\.url: The connection to 127\.0\.0\.1:\d+ was refused\.\n\s+-> Nothing listens there: /);
});

test('the same as JSON', () => {
  const { status, stdout } = countersign(['doctor', '--json', '--no-create']);
  assert.equal(status, 3);
  const [finding] = JSON.parse(stdout) as readonly Readonly<Record<string, unknown>>[];
  assert.deepEqual([finding?.subject, finding?.state, finding?.id], ['target.url', 'wrong', 'connection-refused']);
});

test('a run says it too, before anything is judged', () => {
  const { status, stdout } = countersign(['run', '--clause', 'SIG-01', '--config', file]);
  assert.equal(status, 3);
  assert.match(stdout, /wrong\s+target\.url: .*\n.*Nothing listens there.*\nNothing was judged/);
});

test('a configuration that cannot be used is said as such', () => {
  assert.match(countersign(['doctor', '--config', 'none.yaml']).stderr, /none\.yaml cannot be read/);
  const unset = countersign(['doctor'], {});
  assert.equal(unset.status, 3);
  assert.match(unset.stderr, /KEY is not set/);
});
