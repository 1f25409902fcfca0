import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAlert } from './alert.ts';
import { datesIn, namesMoment } from './date-text.ts';

const mail = (body: string, more = 'Content-Type: text/plain; charset=utf-8'): Uint8Array =>
  Buffer.from(
    `From: a@example.com\r\nTo: b@example.com\r\nSubject: New IP\r\nMessage-ID: <1@example.com>\r\nMIME-Version: 1.0\r\n${more}\r\n\r\n${body}`,
  );

const addresses = async (body: string, more?: string): Promise<readonly string[]> => (await readAlert(mail(body, more))).addresses;

test('an address is read in many wordings', async () => {
  for (const [body, ...wanted] of [
    ['Your secret key was used from a new IP address: 203.0.113.7', '203.0.113.7'],
    ['We noticed a request with your API key.\r\n\r\nIP\r\n203.0.113.7\r\n', '203.0.113.7'],
    ['Su clave secreta se usó por primera vez desde la dirección IP 203.0.113.7.', '203.0.113.7'],
    ['> Your key was used from 203.0.113.7 (Bangkok).', '203.0.113.7'],
    ['IP address: 2001:DB8:0:0::7', '2001:db8::7'],
    ['IP address: ::ffff:203.0.113.7', '203.0.113.7'],
    ['IP: 203[.]0[.]113[.]7', '203.0.113.7'],
    ['IP address: 203.0.113.7, user agent: lib/1.2.3.4, version 4.3.2.1', '203.0.113.7'],
    ['Received: from mx [198.51.100.1]\r\nIP address: 203.0.113.7', '203.0.113.7'],
    ['IP addresses: 203.0.113.7 and the IP 203.0.113.8', '203.0.113.7', '203.0.113.8'],
    // Every address of a list counts, and every one that is said to be of a use.
    ['IP addresses:\r\n\r\n- 203.0.113.7\r\n- 203.0.113.8', '203.0.113.7', '203.0.113.8'],
    ['IP: 203.0.113.7\r\nAlso seen: 203.0.113.8', '203.0.113.7', '203.0.113.8'],
    // An address in a link is not the address of a use.
    ['Your key [https://t.example/c?ip=198.51.100.1] was used from 203.0.113.7', '203.0.113.7'],
    ['https://t.example/c?x=1&\r\nip=198.51.100.1&u=2\r\nIP: 203.0.113.7', '203.0.113.7'],
    ['See https://t.example/ip/198.51.100.1'],
    ['At 12:30:45 your key was used.'],
    ['IP address: 999.0.113.7'],
  ] as const)
    assert.deepEqual(await addresses(body), wanted, body);
});

test('an address is read through transfer encodings and mark-up', async () => {
  const quoted = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable';
  assert.deepEqual(await addresses('IP address: 203.0.=\r\n113.7 =3D new', quoted), ['203.0.113.7']);
  assert.deepEqual(await addresses('Forwarded:\r\n> IP address: 203.0.=\r\n> 113.7'), ['203.0.113.7']);
  const html = 'Content-Type: text/html; charset=utf-8';
  assert.deepEqual(await addresses('<table><tr><td>IP address</td><td><b>203.0</b>.113<wbr>.7</td></tr></table>', html), ['203.0.113.7']);
  assert.deepEqual(await addresses('<p>IP&#32;address: 203&#46;0&#x2e;113.7</p>', html), ['203.0.113.7']);
  const tracked = '<a href="https://t.example/c?ip=198.51.100.1">Your key</a> was used from <b>203.0.113.7</b>';
  assert.deepEqual(await addresses(tracked, html), ['203.0.113.7']);
  const base64 = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64';
  assert.deepEqual(await addresses(Buffer.from('Dirección IP: 203.0.113.7').toString('base64'), base64), ['203.0.113.7']);
});

test('a mail that was forwarded as an attachment is read', async () => {
  const inner = 'Subject: New IP\r\nContent-Type: text/plain\r\n\r\nIP address: 203.0.113.7\r\n';
  const body = `--b\r\nContent-Type: text/plain\r\n\r\nIs this ours?\r\n--b\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n${inner}\r\n--b--\r\n`;
  assert.deepEqual(await addresses(body, 'Content-Type: multipart/mixed; boundary=b'), ['203.0.113.7']);
});

test('a mail that was made to take long does not', async () => {
  const began = performance.now();
  for (const piece of ['a-', '=', '&a', '1.', '::', 'x', 'https://', 'IP ']) await addresses(piece.repeat(200_000 / piece.length));
  assert.ok(performance.now() - began < 20_000);
});

test('a mail without an address names none, whatever its bytes', async () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from([0xff, 0xfe, 0x00]), Buffer.from('hello'), mail('Your key was used.')])
    assert.deepEqual((await readAlert(bytes)).addresses, []);
});

const at = Date.UTC(2026, 10, 29, 13, 58, 50);

test('a date is read in many forms', () => {
  for (const text of [
    '2026-11-29T13:58:50Z',
    '2026-11-29 13:58:50 UTC',
    '2026-11-29T20:58:50+07:00',
    '2026-11-29 20:58:50 +0700',
    'Sun, 29 Nov 2026 13:58:50 GMT',
    'November 29, 2026 at 1:58 PM (UTC)',
    'Nov 29, 2026, 1:58:50 p.m. UTC',
    '29 November 2026, 20:58 ICT',
    '29 de noviembre de 2026 a las 10:58 (UTC-3)',
    '29/11/2026 13:58 GMT',
    '11/29/2026 13:58:50 UTC',
    '29.11.2026 14:58 CET',
  ]) {
    const [found, ...more] = datesIn(`Date: ${text}.`);
    assert.ok(found?.zoned && more.length === 0, text);
    assert.ok(namesMoment(found, at, at, 0), text);
    assert.equal(namesMoment(found, at + 3_600_000, at + 3_600_000, 0), false, text);
  }
});

test('a date without a zone names what it can mean in some zone, and nothing else', () => {
  for (const text of ['2026-11-29 20:58:50', '29 Nov 2026', '29/11/2026 13:58']) {
    const [found] = datesIn(text);
    assert.ok(found !== undefined && !found.zoned, text);
    assert.ok(namesMoment(found, at, at, 0), text);
    assert.equal(namesMoment(found, at + 5 * 86_400_000, at + 5 * 86_400_000, 0), false, text);
  }
});

test('a text that is not a date gives none', () => {
  for (const text of ['203.0.113.7', '2026-13-45', '31/02/2026', 'May I ask', '1.2.2026.4', 'order 2026-1'])
    assert.deepEqual(datesIn(text), [], text);
});
