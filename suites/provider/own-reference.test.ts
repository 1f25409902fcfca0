import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeUtf8 } from '../../core/utf8.ts';
import { withOwnReference } from './own-reference.ts';

test('a case that is asked once more has a reference that nobody has used (SIG-04)', () => {
  let made = 0;
  const anew = withOwnReference({ newReference: () => `fresh${++made}` }, 'invoice_id');
  const respelt = {
    body: { invoice_id: 'A1', note: 'A1 too' },
    sent: encodeUtf8('{ "invoice_id":"\\u00411","note":"A1 too" }'),
    signed: encodeUtf8('{"note":"A1 too","invoice_id":"A1"}'),
  };
  assert.equal(anew(respelt), respelt);
  const again = anew(respelt);
  assert.deepEqual(again.body, { invoice_id: 'fresh1', note: 'A1 too' });
  assert.equal(Buffer.from(again.sent).toString(), '{ "invoice_id":"fresh1","note":"A1 too" }');
  assert.equal(Buffer.from(again.signed).toString(), '{"note":"A1 too","invoice_id":"fresh1"}');
  assert.equal(anew(respelt).body.invoice_id, 'fresh2');
});

test('a body without a reference is asked as it is', () => {
  const respelt = { body: { amount: 1 }, sent: encodeUtf8('{"amount":1}'), signed: encodeUtf8('{"amount": 1}') };
  const anew = withOwnReference({ newReference: () => 'fresh' }, undefined);
  assert.equal(anew(respelt), respelt);
  assert.equal(anew(respelt), respelt);
});
