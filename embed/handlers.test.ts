import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setupServer } from 'msw/node';
import { answerLost } from '../core/contract/fault-injection.ts';
import { demoKeys } from '../mock/demo-keys.ts';
import { handlers, stgUrl } from './handlers.ts';
import { mockProvider } from './mock-provider.ts';
import { sign } from './signing.ts';

const asked = (url: string) => fetch(`${url}/v3/deposits/1`, { headers: { ...sign(demoKeys), 'Content-Type': 'application/json' } });

test('without a word STG is simulated, with the demo keys and the system clock', async () => {
  const server = setupServer(...handlers());
  server.listen();
  assert.equal((await asked(stgUrl)).status, 404);
  server.close();
});

test('your own mock provider does what you set, for any host', async () => {
  const stg = mockProvider();
  const baseUrl = 'http://127.0.0.1:8099';
  const server = setupServer(...handlers(stg, { baseUrl }));
  server.listen();
  stg.next(answerLost);
  await assert.rejects(asked(baseUrl), TypeError);
  assert.equal(stg.requests().length, 1);
  server.close();
});
