import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonValue } from '../core/json.ts';
import { contractOf } from '../schemas/contracts.ts';
import { compile } from '../schemas/validate.ts';
import { variedDeposit } from './request.ts';

const runs = { seed: 20_200_621, numRuns: 1000 };
type Members = Readonly<Record<string, JsonValue>>;

const createDeposit = contractOf('deposits-v3').operation('createDeposit');
const samples = createDeposit.requestExamples.map((example) => ({ ...(example as Members), invoice_id: 'run1x1', test: true }));

test('varied bodies fit the contract and keep ids, country, method and member order', () => {
  assert.ok(createDeposit.requestBody);
  const check = compile(createDeposit.requestBody);
  for (const sample of samples) {
    for (const body of fc.sample(variedDeposit(sample), runs)) {
      assert.deepEqual(check(body), []);
      assert.deepEqual(Object.keys(body), Object.keys(sample));
      const { amount: _amount, description: _description, payer, ...rest } = body;
      const { amount: _own, description: _text, payer: samplePayer, ...sampleRest } = sample as Members;
      assert.deepEqual(rest, sampleRest);
      if (samplePayer === undefined) continue;
      const { first_name: _first, last_name: _last, ...person } = payer as Members;
      const { first_name: _a, last_name: _b, ...samplePerson } = samplePayer as Members;
      assert.deepEqual(person, samplePerson);
    }
  }
});

test('amounts grow by at most 100, in the kind and decimals of the sample', () => {
  const amounts = (sample: Members) => fc.sample(variedDeposit(sample), runs).map(({ amount }) => amount);
  for (const value of amounts({ amount: 100 })) assert.ok(Number.isInteger(value) && Number(value) >= 100 && Number(value) <= 200);
  const texts = amounts({ amount: '29.95' });
  for (const value of texts) assert.match(String(value), /^[0-9]+(\.[0-9]{1,2})?$/);
  assert.ok(texts.every((value) => typeof value === 'string'));
  assert.ok(amounts({ amount: 29.95 }).some((value) => value !== 29.95));
  for (const odd of [null, -1, 0, 'much', [1]]) assert.deepEqual(new Set(amounts({ amount: odd })), new Set([odd]));
});

test('a failing body shrinks to the sample', () => {
  const [sample] = samples;
  assert.ok(sample);
  const result = fc.check(
    fc.property(variedDeposit(sample), () => false),
    runs,
  );
  assert.deepEqual(result.counterexample?.[0], sample);
});
