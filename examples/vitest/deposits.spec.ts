import { handlers, mockProvider, stgUrl } from 'countersign/mock';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createDeposit } from '../client.ts';

const stg = mockProvider();
const server = setupServer(...handlers(stg));
beforeAll(() => server.listen());
afterEach(() => stg.reset());
afterAll(() => server.close());
const access = { baseUrl: stgUrl, ...stg.keys };
const order = { invoice_id: 'INV-1', amount: 100, country: 'BR', currency: 'BRL' };

test('a failure that is kept makes no deposit, and is not a success', async () => {
  stg.provoke500('INV-1');
  await expect(createDeposit(access, order)).rejects.toThrow('no deposit: 500');
  expect(stg.deposits('INV-1')).toEqual([]);
  expect(stg.complaints()).toEqual([]);
});

test('keys with an extra blank are reported', async () => {
  await expect(createDeposit({ ...access, apiSignature: `${access.apiSignature}\n` }, order)).rejects.toThrow('no deposit: 400');
  expect(stg.explain().text).toContain('The signature is wrong: the API Signature was used in another form');
  expect(stg.complaints()).not.toEqual([]);
});
