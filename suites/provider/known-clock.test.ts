import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXDate } from '../../core/contract/clock.ts';
import { type Exchange, noBody } from '../../core/exchange.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { type Call, dateBy } from '../call.ts';
import { LostOnTheWay } from '../violation.ts';
import { edgeOf, sure } from './known-clock.ts';

const contract = contractOf('deposits-v3');
const call: Call = {
  operation: contract.operation('depositStatus'),
  credentials: { apiKey: 'a', apiSignature: 'b', readOnlyKey: 'c' },
  form: contract.scheme,
  scheme: 'D24',
  parameters: {},
  body: noBody,
};

function answered(status: number): Exchange {
  const request = { method: 'GET', target: '/', headers: [], body: noBody };
  return { number: 7, request, startedAt: 0, endedAt: 0, answer: { kind: 'response', response: { status, headers: [], body: noBody } } };
}

/** The edges, behind and ahead, of a provider that accepts a call by how old its date is, ms; its clock is read in such steps, and each call takes 3 ms. */
async function edges(accepts: (ageMs: number) => boolean, stepMs = 1): Promise<readonly (number | undefined)[]> {
  let now = Date.UTC(2027, 0, 2, 3, 4, 5, 678);
  const send = async ({ form, dateAs }: Call): Promise<Exchange> => {
    const date = parseXDate(dateBy(form, now, dateAs)) ?? 0;
    now += 3;
    return answered(accepts(Math.floor(now / stepMs) * stepMs - date) ? 200 : 400);
  };
  const wait = async (ms: number): Promise<void> => {
    now += ms;
  };
  return [await edgeOf({ send }, call, () => now, wait, -1), await edgeOf({ send }, call, () => now, wait, 1)];
}

test('an edge of the window is found to a tenth of a second', async () => {
  assert.deepEqual(await edges((age) => Math.abs(age) <= 5400), [5300, 5400]);
  assert.deepEqual(await edges((age) => Math.abs(age) <= 5000), [4900, 5000]);
  assert.deepEqual(await edges((age) => age <= 6950 && age >= -4250), [6900, 4200]);
  // A clock of whole seconds holds six seconds for five.
  assert.deepEqual(await edges((age) => Math.abs(age) <= 5000, 1000), [5900, 5000]);
  assert.deepEqual(await edges(() => true), [undefined, undefined]);
});

test('a date that was chosen by a clock that was set since proves nothing', () => {
  const env = (clockUncertaintyMs: number) => ({ provider: { clockUncertaintyMs } });
  assert.doesNotThrow(() => sure(env(560), 1560, answered(201)));
  assert.doesNotThrow(() => sure(env(1500), 1560, answered(201)));
  assert.throws(() => sure(env(4560), 1560, answered(201)), LostOnTheWay);
});
