import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CountryRule } from '../../specs/types/countries.ts';
import type { ShownMember } from '../../specs/types/resources.ts';
import { parseJson } from '../json.ts';
import { shownOf } from './shown.ts';

const countries: readonly CountryRule[] = [
  { country: 'BR', currencies: ['BRL', 'USD'], decimals: 2, basis: 'docs', documents: [], methods: [] },
];
const rows: readonly ShownMember[] = [
  { at: '/invoice_id', from: '/invoice_id', as: 'text' },
  { at: '/currency', from: '/currency', as: 'currency', ambiguity: 'C55' },
  { at: '/local_amount', from: '/amount', as: 'amount', in: 'own', unless: ['/fee_on_payer'] },
  { at: '/usd_amount', from: '/amount', as: 'amount', in: 'foreign' },
  { at: '/payer/name', from: '/payer/name', as: 'name' },
  { at: '/payer/email', from: '/payer/email', as: 'any-case' },
  { at: '/payer/document', from: '/payer/document', as: 'letters-and-digits' },
];

function missed(made: string, read: string): readonly string[] {
  const [one, other] = [parseJson(made), parseJson(read)];
  assert.ok(one && other);
  const where = { country: '/country', currency: '/currency' };
  return shownOf(rows, countries, where, one, other).flatMap(({ kept, row, seen }) => (kept ? [] : [`${row.at} ${seen}`]));
}

test('takes every spelling of one amount, and no other amount', () => {
  const body = (amount: string) => `{"country":"BR","currency":"BRL","amount":${amount}}`;
  for (const amount of ['100', '100.00', '1E2', '"100"', '"100.00"']) {
    assert.deepEqual(missed(body(amount), '{"local_amount":100.0}'), []);
    assert.deepEqual(missed(body(amount), '{"local_amount":"100"}'), []);
    assert.deepEqual(missed(body(amount), '{"local_amount":1.00}'), ['/local_amount 1.00']);
  }
  assert.deepEqual(missed(body('983217.37'), '{"local_amount":983217.375}'), ['/local_amount 983217.375']);
  assert.deepEqual(missed(body('100'), '{"local_amount":""}'), ['/local_amount ']);
});

test('holds amounts in the currency in which they are promised', () => {
  const own = '{"country":"BR","currency":"BRL","amount":100}';
  const foreign = '{"country":"BR","currency":"USD","amount":100}';
  assert.deepEqual(missed(own, '{"currency":"BRL","local_amount":100,"usd_amount":17}'), []);
  assert.deepEqual(missed(own, '{"currency":"USD"}'), ['/currency USD']);
  for (const currency of ['USD', 'BRL'])
    assert.deepEqual(missed(foreign, `{"currency":"${currency}","local_amount":588,"usd_amount":100}`), []);
  assert.deepEqual(missed(foreign, '{"currency":"EUR","usd_amount":588}'), ['/currency EUR', '/usd_amount 588']);
  // For a country that the table lacks, only the foreign currency is known.
  assert.deepEqual(missed('{"country":"ZA","currency":"ZAR","amount":5}', '{"currency":"USD","local_amount":6}'), [
    '/currency USD',
    '/local_amount 6',
  ]);
  assert.deepEqual(missed('{"country":"ZA","currency":"USD","amount":5}', '{"currency":"ZAR","local_amount":90,"usd_amount":5}'), []);
});

test('takes a name that is tidied, and no other name', () => {
  const body = (name: string) => `{"payer":{"name":${JSON.stringify(name)}}}`;
  assert.deepEqual(missed(body(' Ana  Maria '), body('Ana Maria')), []);
  assert.deepEqual(missed(body('Ana Maria'), body('AnaMaria')), ['/payer/name AnaMaria']);
});

test('leaves what is not shown, and what a fee may change', () => {
  assert.deepEqual(missed('{"country":"BR","currency":"BRL","amount":100,"invoice_id":"A1"}', '{"invoice_id":null}'), []);
  assert.deepEqual(missed('{"country":"BR","currency":"BRL","amount":100,"fee_on_payer":true}', '{"local_amount":103}'), []);
  assert.deepEqual(missed('{"country":"BR","currency":"BRL","amount":100,"fee_on_payer":false}', '{"local_amount":103}'), [
    '/local_amount 103',
  ]);
});

test('holds texts as far as they are promised', () => {
  const made = '{"invoice_id":"0042","payer":{"name":"Jose\u0301","email":"Ana@Shop.example","document":"123.456-78"}}';
  assert.deepEqual(missed(made, '{"invoice_id":"0042","payer":{"name":"Jos\u00e9","email":"ana@shop.example","document":"12345678"}}'), []);
  assert.deepEqual(missed(made, '{"invoice_id":42,"payer":{"name":"Jose","email":"ana@shop","document":"1234567"}}'), [
    '/invoice_id 42',
    '/payer/name Jose',
    '/payer/email ana@shop',
    '/payer/document 1234567',
  ]);
});
