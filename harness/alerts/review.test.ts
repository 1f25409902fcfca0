import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readAlert } from '../../captures/mail/alert.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { egressFrom, review, reviewText } from './review.ts';

const contract = contractOf('omise');
const folder = mkdtempSync(join(tmpdir(), 'countersign-review-'));
after(() => rmSync(folder, { recursive: true }));

const alert = async (body: string, place = 'a.eml') => ({ ...(await readAlert(Buffer.from(`Subject: new IP\n\n${body}\n`))), place });

test('mails that name only addresses of the merchant are fine', async () => {
  const found = await review(
    [await alert('IP address: 203.0.113.7'), await alert('IP address: 2001:db8::7')],
    ['203.0.113.0/24', '2001:db8::/32'],
    contract,
  );
  assert.deepEqual([found.exitCode, found.verdict, found.strangers, found.unread, found.next], [0, 'pass', [], [], undefined]);
});

test('one stranger among known addresses is found, and the command that rolls the key is named', async () => {
  const found = await review(
    [await alert('IP address: 203.0.113.7'), await alert('The IPs 203.0.113.8 and 198.51.100.9')],
    ['203.0.113.0/24'],
    contract,
  );
  assert.deepEqual([found.exitCode, found.verdict, found.strangers], [1, 'warn', ['198.51.100.9']]);
  assert.match(reviewText(found), /STRANGER {2}198\.51\.100\.9 .*\n(.|\n)*countersign rotate --contract omise --revoke-now/);
});

test('a mail without an address is named and never fine, and a stranger weighs more', async () => {
  const unread = await alert('Your key was used.', 'b.eml');
  const found = await review([await alert('IP address: 203.0.113.7'), unread], ['203.0.113.0/24'], contract);
  assert.deepEqual([found.exitCode, found.verdict, found.unread], [2, 'indeterminate', ['b.eml']]);
  const both = await review([await alert('IP address: 198.51.100.9'), unread], ['203.0.113.0/24'], contract);
  assert.deepEqual([both.exitCode, both.unread], [1, ['b.eml']]);
  assert.equal((await review([], ['203.0.113.0/24'], contract)).exitCode, 2);
});

test('what a mail says does not act on a terminal', async () => {
  const found = await review([await alert('IP address: 203.0.113.7', '\u001b[2J.eml')], ['203.0.113.0/24'], contract);
  assert.ok(!reviewText(found).includes('\u001b'));
});

test('addresses come as ranges, or from a file of `egress --json`', () => {
  const file = join(folder, 'egress.json');
  writeFileSync(file, JSON.stringify({ addresses: [{ address: '203.0.113.7', count: 3 }, { address: '2001:db8::1' }] }));
  assert.deepEqual(egressFrom(['198.51.100.0/24', file]), ['198.51.100.0/24', '203.0.113.7', '2001:db8::1']);
  for (const wrong of ['nonsense', '300.1.1.1', '1.2.3.4/33', join(folder, 'nowhere.json')])
    assert.throws(() => egressFrom([wrong]), /is not an address/);
});
