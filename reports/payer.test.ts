import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';
import { queryWithoutPayer, withoutPayer } from './payer.ts';

const shown = (text: string): string | undefined => decodeUtf8(withoutPayer(encodeUtf8(text)));

test('what identifies a payment stays, and data of a payer is masked, in any unknown member', () => {
  assert.equal(
    shown(
      '{"invoice_id":"INV-1","amount":100.50,"payer":{"first_name":"Zoë","document":72697858059,"address":{"city":"Rio"}},"nick":["Ana"]}',
    ),
    '{"invoice_id":"INV-1","amount":100.50,"payer":{"first_name":"***","document":0,"address":{"city":"***"}},"nick":["***"]}',
  );
  assert.equal(shown('{"code":201,"description":"ana@example.com"}'), `{"code":201,"description":"${'*'.repeat(15)}"}`);
});

test('of a body that is not JSON only the length is shown, and an empty one stays empty', () => {
  assert.equal(shown('name=Ana'), '(8 bytes that are not JSON are not shown)');
  assert.equal(withoutPayer(Uint8Array.of(0xff)).includes(0xff), false);
  assert.equal(shown(''), '');
  assert.equal(shown('"Ana"'), '"***"');
});

test('values of a query are masked but for those of the contract', () => {
  assert.equal(queryWithoutPayer('/v3/banks?country=BR&email=a%40b.c&flag'), '/v3/banks?country=BR&email=***&flag');
  assert.equal(queryWithoutPayer('/v3/deposits/1'), '/v3/deposits/1');
});
