import { answering } from 'countersign/mock';
import { expect, test } from 'countersign/playwright';
import { createDeposit } from '../client.ts';

const order = { invoice_id: 'INV-1', amount: 100, country: 'BR', currency: 'BRL' };

test('a gateway that is down for a moment makes no second deposit', async ({ stg, signed }) => {
  stg.next(answering(503));
  const { deposit_id } = await createDeposit({ baseUrl: stg.url, ...stg.keys }, order);
  await stg.moveStatus(deposit_id, 'COMPLETED');
  const status = await signed({ path: `/v3/deposits/${deposit_id}` });
  expect(await status.json()).toMatchObject({ status: 'COMPLETED', invoice_id: 'INV-1' });
  expect(stg.deposits('INV-1')).toHaveLength(1);
  expect(stg).toHaveNoComplaints();
});

test('every test begins with an empty STG', async ({ stg }) => {
  expect(stg.requests()).toEqual([]);
  expect(stg.deposits('INV-1')).toEqual([]);
});
