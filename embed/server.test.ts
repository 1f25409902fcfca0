import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { mock } from './server.ts';
import { sign } from './signing.ts';

test('this process trusts it on request, until it is closed', async () => {
  const stg = await mock();
  const asked = () => fetch(`${stg.url}/v3/deposits/1`, { headers: { ...sign(stg.keys), 'Content-Type': 'application/json' } });
  await assert.rejects(asked(), TypeError);
  stg.trust();
  assert.equal((await asked()).status, 404);
  assert.equal(stg.requests().length, 1);
  await stg.close();
  await assert.rejects(asked(), TypeError);
  await using other = await mock();
  await assert.rejects(fetch(other.url), TypeError);
});

test('another program gets all it needs from its environment', async () => {
  const stg = await mock();
  const program = `
    const { createHmac } = require('node:crypto');
    const { BASE_URL, API_KEY, API_SIGNATURE } = process.env;
    const date = new Date().toISOString().slice(0, 19) + 'Z';
    const hash = createHmac('sha256', API_SIGNATURE).update(date + API_KEY).digest('hex');
    const headers = { 'X-Date': date, 'X-Login': API_KEY, Authorization: 'D24 ' + hash, 'Content-Type': 'application/json' };
    fetch(BASE_URL + '/v3/deposits/1', { headers }).then(({ status }) => console.log(status));`;
  const environment = stg.environment();
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], { env: environment });
  assert.equal(stdout.trim(), '404');
  await stg.close();
  assert.ok(!existsSync(environment.CA_FILE));
});

test('a port that is taken is said by the system', async () => {
  await using stg = await mock();
  await assert.rejects(mock({ port: Number(new URL(stg.url).port) }), { code: 'EADDRINUSE' });
});
