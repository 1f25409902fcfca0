import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, afterEach, test } from 'node:test';
import { verify } from 'countersign';
import { answerLost, mock } from 'countersign/mock';
import { createDeposit } from '../client.ts';

const stg = await mock();
stg.trust();
after(() => stg.close());
afterEach(() => stg.reset());
const access = { baseUrl: stg.url, ...stg.keys };
const order = { invoice_id: 'INV-1', amount: 100, country: 'BR', currency: 'BRL' };

test('a lost answer makes no second deposit', async () => {
  stg.next(answerLost);
  await createDeposit(access, order);
  assert.deepEqual([stg.requests().length, stg.deposits('INV-1').length], [2, 1]);
  assert.deepEqual(stg.complaints(), []);
});

test('our webhook verifies a notification', async () => {
  const webhook = createServer(async (request, response) => {
    const { ok } = verify({ headers: request.headers, body: await buffer(request), keys: stg.keys });
    response.writeHead(ok ? 200 : 401).end();
  }).listen(0, '127.0.0.1');
  await once(webhook, 'listening');
  const { port } = webhook.address() as AddressInfo;
  const { deposit_id } = await createDeposit(access, { ...order, notification_url: `http://127.0.0.1:${port}/paid` });
  await stg.moveStatus(deposit_id, 'COMPLETED');
  webhook.close();
  assert.deepEqual(
    stg.notifications().map(({ answer }) => answer.kind === 'response' && answer.response.status),
    [200],
  );
});
