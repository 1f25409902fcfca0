import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAddress, parseRange } from './address.ts';
import { addressListed } from './addresses.ts';

test('IPv4 addresses are four decimal octets', () => {
  assert.deepEqual(parseAddress('192.0.2.1'), { family: 4, value: 0xc0000201n });
  assert.deepEqual(parseAddress('255.255.255.255'), { family: 4, value: 0xffffffffn });
  for (const text of [
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.04',
    '0x1.2.3.4',
    '1.2.3.-4',
    ' 1.2.3.4',
    '1.2.3.4 ',
    '1.2..4',
    '1.2.3.4\n',
    '١.2.3.4',
    '16909060',
    '1.2.3.1e1',
  ]) {
    assert.equal(parseAddress(text), undefined, JSON.stringify(text));
  }
});

test('IPv6 addresses in every documented spelling', () => {
  const value = (text: string): bigint | undefined => parseAddress(text)?.value;
  assert.equal(value('2001:db8:0:0:0:0:0:1'), 0x20010db8000000000000000000000001n);
  assert.equal(value('2001:DB8::1'), value('2001:db8:0:0:0:0:0:1'));
  assert.equal(value('::'), 0n);
  assert.equal(value('::1'), 1n);
  assert.equal(value('1::'), 1n << 112n);
  assert.equal(value('1:2:3:4:5:6:7::'), value('1:2:3:4:5:6:7:0'));
  assert.equal(value('64:ff9b::192.0.2.33'), value('64:ff9b::c000:221'));
  assert.equal(value('1:2:3:4:5:6:1.2.3.4'), value('1:2:3:4:5:6:102:304'));
  const refused = [
    ':',
    ':::',
    '1:',
    ':1',
    '::1::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4::5:6:7:8',
    '12345::',
    '::g',
    '::1.2.3',
    '::1.2.3.4:5',
    '1.2.3.4::',
    '1:2:3:4:5:6:7:1.2.3.4',
    'fe80::1%eth0',
    '[::1]',
    '::1/64',
    ' ::1',
    '::01.2.3.4',
  ];
  for (const text of refused) assert.equal(parseAddress(text), undefined, text);
});

test('a mapped address is the IPv4 address that it carries', () => {
  for (const text of ['::ffff:192.0.2.1', '::FFFF:c000:201', '0:0:0:0:0:ffff:192.0.2.1'])
    assert.deepEqual(parseAddress(text), parseAddress('192.0.2.1'), text);
  assert.equal(parseAddress('::192.0.2.1')?.family, 6);
  assert.equal(parseAddress('::ffff:0:192.0.2.1')?.family, 6);
});

test('a caller is listed by address or by range', () => {
  const listed: readonly [string, string][] = [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['192.0.2.1', '::ffff:192.0.2.1'],
    ['192.0.2.77', '192.0.2.0/24'],
    ['192.0.2.77', '192.0.2.5/24'],
    ['192.0.2.77', '::ffff:192.0.2.0/120'],
    ['8.8.8.8', '0.0.0.0/0'],
    ['192.0.2.1', '192.0.2.1/32'],
    ['2001:db8::1', '2001:0DB8:0::0001'],
    ['2001:db8:ffff::1', '2001:db8::/32'],
    ['2001:db8::1', '::/0'],
    ['2001:db8::7f', '2001:db8::/121'],
  ];
  for (const [peer, entry] of listed) assert.ok(addressListed(peer, ['203.0.113.9', entry]), `${peer} in ${entry}`);
  const unlisted: readonly [string, string][] = [
    ['192.0.2.2', '192.0.2.1'],
    ['192.0.2.128', '192.0.2.0/25'],
    ['192.0.3.0', '192.0.2.0/24'],
    ['2001:db9::1', '2001:db8::/32'],
    ['2001:db8::80', '2001:db8::/121'],
    ['8.8.8.8', '::/0'],
    ['8.8.8.8', '::ffff:0:0/95'],
    ['::1', '0.0.0.0/0'],
    ['192.0.2.1', '192.0.2.1/33'],
    ['192.0.2.1', '192.0.2.1/'],
    ['192.0.2.1', '192.0.2.1/032'],
    ['192.0.2.1', '192.0.2.1/-1'],
    ['192.0.2.1', '192.0.2.1/8/8'],
    ['2001:db8::1', '2001:db8::/129'],
    ['192.0.2.1', '192.0.2.*'],
    ['192.0.2.1', 'localhost'],
    ['192.0.2.1', ''],
    ['', ''],
    ['localhost', 'localhost'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['192.0.2.1, 10.0.0.1', '0.0.0.0/0'],
  ];
  for (const [peer, entry] of unlisted) assert.ok(!addressListed(peer, [entry]), `${peer} in ${entry}`);
  assert.ok(!addressListed('192.0.2.1', []));
  assert.deepEqual(parseRange('::ffff:0:0/95'), { base: { family: 6, value: 0xffffn << 32n }, prefix: 95 });
});

test('every spelling that fast-check knows is an address', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.ipV6(), (four, six) => {
      assert.equal(parseAddress(four)?.family, 4, four);
      assert.ok(parseAddress(six) !== undefined, six);
      assert.ok(addressListed(`::ffff:${four}`, [four]), four);
    }),
    { seed: 6, numRuns: 1000 },
  );
});
