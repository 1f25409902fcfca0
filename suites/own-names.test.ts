import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeUtf8 } from '../core/utf8.ts';
import { readContract } from '../schemas/contract.ts';
import { contractOf } from '../schemas/contracts.ts';
import { namesOf } from './names.ts';
import { noticeBody } from './receiver/notice.ts';
import { endsOf } from './sender/driver.ts';

/** The Deposits API with other names for the same things. */
function renamed() {
  const { files } = contractOf('deposits-v3');
  const others: readonly (readonly [RegExp, string])[] = [
    [/deposit_id/g, 'payment_no'],
    [/refund_id/g, 'return_no'],
    [/invoice_id/g, 'order_ref'],
    [/COMPLETED/g, 'SETTLED'],
    [/CANCELLED/g, 'VOIDED'],
    [/PENDING/g, 'OPEN'],
    [/^deposit:/gm, 'payment:'],
    [/^refund:/gm, 'return:'],
    [/resource: deposit$/gm, 'resource: payment'],
    [/resource: refund$/gm, 'resource: return'],
  ];
  return readContract('renamed', {
    ...files,
    text: (path) => others.reduce((text, [from, to]) => text?.replace(from, to), files.text(path)),
  });
}

test('clause tests of receivers and senders use the names of the contract', () => {
  const contract = renamed();
  assert.deepEqual(namesOf(contract), {
    resource: 'payment',
    id: 'payment_no',
    reversalId: 'return_no',
    reference: 'order_ref',
    completed: 'SETTLED',
    pending: 'OPEN',
    statuses: {
      created: 'CREATED',
      pending: 'OPEN',
      review: 'FOR_REVIEW',
      released: 'EARLY_RELEASED',
      expired: 'EXPIRED',
      cancelled: 'VOIDED',
      declined: 'DECLINED',
      completed: 'SETTLED',
    },
  });
  assert.equal(decodeUtf8(noticeBody('7', namesOf(contract).id)), '{"payment_no":7}');
  assert.deepEqual(
    [endsOf(contract), endsOf(contract, 'return')],
    [
      ['SETTLED', 'VOIDED'],
      ['SETTLED', 'VOIDED'],
    ],
  );
});
