import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeUtf8 } from '../core/utf8.ts';
import { openDirect } from '../harness/targets/direct.ts';
import { openDirectSender } from '../harness/targets/direct-sender.ts';
import { readContract } from '../schemas/contract.ts';
import { contractOf } from '../schemas/contracts.ts';
import { namesOf } from '../suites/names.ts';
import { noticeBody } from '../suites/receiver/notice.ts';
import { senderTests } from '../suites/sender/catalogue.ts';
import { counting } from '../suites/sender/counting.ts';
import { endsOf } from '../suites/sender/driver.ts';
import { ofProvider, passed, verdictsOf } from './clause-verdicts.ts';
import { selfTestStart } from './matrix.ts';

/** The Deposits API with other names for the same things. */
function renamed() {
  const { files } = contractOf('deposits-v3');
  const others: readonly (readonly [RegExp, string])[] = [
    [/deposit_id/g, 'payment_no'],
    [/refund_id/g, 'return_no'],
    [/invoice_id/g, 'order_ref'],
    [/local_amount/g, 'sum'],
    [/usd_amount/g, 'dollars'],
    [/notification_url/g, 'notify_at'],
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
    reversalStatus: 'status',
    reference: 'order_ref',
    completed: 'SETTLED',
    pending: 'OPEN',
    status: 'status',
    currency: 'currency',
    amount: 'sum',
    foreignAmount: 'dollars',
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

test('a mock without code for it passes by its names, and so does the sender of its notifications', async () => {
  const contract = renamed();
  const common = { contract, profile: contract.profiles[0], nonce: 'renamed', startAt: selfTestStart };
  const shown = ['END-07', 'END-10', 'END-11', 'IDM-03', 'ROT-04'];
  assert.deepEqual(await ofProvider(shown, openDirect(common)), passed(shown));
  const sent = ['NTF-02', 'NTF-06', 'NTF-07', 'NTF-13'];
  const { env, requests } = openDirectSender(common);
  // Its clock advances by weeks, so the time is counted by its requests.
  assert.deepEqual(await verdictsOf(sent, senderTests, counting(env), requests), passed(sent));
});
