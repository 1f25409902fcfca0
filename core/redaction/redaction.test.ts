import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeUtf8 } from '../utf8.ts';
import { hexDump } from '../visible.ts';
import { fingerprint, type Secret, secrets, tokenForm } from './redaction.ts';

const value = 'stgDemo+Signature/01"é~ x';
const secret: Secret = { role: 'API Signature', value };
const hidden = secrets([secret]);
const token = `«API Signature#${fingerprint(value)}»`;
const utf8 = Buffer.from(value, 'utf8');

/** Ways in which a text leaves a program. */
const forms: Readonly<Record<string, string>> = {
  plain: value,
  'latin1 text of UTF-8, as header lines are': utf8.toString('latin1'),
  base64: utf8.toString('base64'),
  base64url: utf8.toString('base64url'),
  'hex, lower': utf8.toString('hex'),
  'hex, upper': utf8.toString('hex').toUpperCase(),
  'base64, wrapped at 20': utf8.toString('base64').replace(/.{20}/g, '$&\n'),
  'base64, wrapped in JSON': utf8.toString('base64').replace(/.{20}/g, '$&\\r\\n'),
  'base64 of JSON': Buffer.from(JSON.stringify(value).slice(1, -1)).toString('base64'),
  'percent-encoded JSON': encodeURIComponent(JSON.stringify(value).slice(1, -1)),
  'percent-encoded JSON as Python writes it': encodeURIComponent(JSON.stringify(value).slice(1, -1).replace('é', '\\u00e9')),
  'bytes as a Buffer in JSON': JSON.stringify([...utf8]).slice(1, -1),
  'bytes as indented JSON': JSON.stringify([...utf8], undefined, 4)
    .slice(1, -1)
    .trim(),
  'bytes as Go prints them': [...utf8].join(' '),
  'bytes as Java prints them': [...new Int8Array(utf8)].join(', '),
  'bytes of a source text': [...utf8]
    .map((byte) => `0x${byte.toString(16)}`)
    .join(', ')
    .slice(2),
  'escaped bytes': [...utf8]
    .map((byte) => `\\x${byte.toString(16)}`)
    .join('')
    .slice(2),
  'upper case': value.toUpperCase().replace('É', 'é'),
  'lower case': value.toLowerCase(),
  'hex in pairs': utf8.toString('hex').replaceAll(/..(?=.)/g, '$& '),
  'hex with colons': utf8.toString('hex').replaceAll(/..(?=.)/g, '$&:'),
  encodeURIComponent: encodeURIComponent(value),
  encodeURI: encodeURI(value),
  'percent, lower hex': encodeURIComponent(value).replaceAll(/%../g, (text) => text.toLowerCase()),
  'percent, every byte': [...utf8].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'percent, twice': encodeURIComponent(encodeURIComponent(value)),
  form: new URLSearchParams({ value }).toString().slice('value='.length),
  JSON: JSON.stringify(value).slice(1, -1),
  'JSON in JSON': JSON.stringify(JSON.stringify(value)).slice(3, -3),
  'JSON, ASCII only': JSON.stringify(value).slice(1, -1).replace('é', '\\u00e9'),
  'JSON as PHP writes it': JSON.stringify(value).slice(1, -1).replace('é', '\\u00E9').replace('/', '\\/'),
  'JSON, every character': [...value].map((character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`).join(''),
  HTML: value.replaceAll('"', '&quot;'),
  'upper case, with all letters': value.toUpperCase(),
  'upper case in JSON': JSON.stringify(value.replace('é', '-').toUpperCase().replace('-', 'é')).slice(1, -1),
  'base64 of latin1': Buffer.from(value, 'latin1').toString('base64'),
  'base64 of the body of a form': Buffer.from(new URLSearchParams({ value }).toString().slice('value='.length)).toString('base64'),
  'base64 of a percent-encoded text': Buffer.from(encodeURIComponent(value)).toString('base64'),
  'hex of latin1': Buffer.from(value, 'latin1').toString('hex'),
  'hex of JSON': Buffer.from(JSON.stringify(value).slice(1, -1)).toString('hex'),
  'percent, latin1': value.replaceAll('"', '%22').replace('é', '%E9').replace(' ', '%20'),
  'bytes as Python prints them': value.replaceAll('"', '\\"').replace('é', '\\xc3\\xa9'),
  'a text as Python prints it in ASCII': value.replace('é', '\\xe9'),
  'a JavaScript text': value.replace('é', '\\u{e9}'),
  'a text of C#': value.replace('é', '\\U000000E9'),
  'octal, as git and tar write it': value.replaceAll('"', '\\"').replace('é', '\\303\\251'),
  'a log line of nginx': value.replaceAll('"', '\\x22').replace('é', '\\xC3\\xA9'),
  'a word of a shell': value.replaceAll(/["~ ]/g, '\\$&'),
  'quoted-printable': value.replace('é', '=C3=A9'),
  CSV: value.replaceAll('"', '""'),
  'HTML, numeric': value.replaceAll('"', '&#34;').replaceAll('é', '&#xE9;'),
};

test('a secret is hidden in each form, in text and in bytes', () => {
  for (const [name, form] of Object.entries(forms)) {
    assert.equal(hidden.redactText(`before ${form}, after`), `before ${token}, after`, name);
    assert.equal(Buffer.from(hidden.redactBytes(encodeUtf8(`vor ${form}, après`))).toString(), `vor ${token}, après`, name);
    assert.deepEqual(hidden.rolesIn(`<${form}>`), ['API Signature'], name);
    assert.deepEqual(hidden.rolesIn(encodeUtf8(`<${form}>`)), ['API Signature'], name);
  }
});

test('a secret in UTF-16 of either order is hidden, also in base64 and hex', () => {
  const little = Buffer.from(value, 'utf16le');
  for (const wide of [little, Buffer.from(little).swap16()]) {
    assert.equal(
      Buffer.from(hidden.redactBytes(Buffer.concat([Buffer.of(0xff, 0xfe), wide, Buffer.of(10, 0)]))).toString('latin1'),
      `\xff\xfe${Buffer.from(token).toString('latin1')}\n\0`,
    );
    assert.equal(hidden.redactText(`EncodedCommand ${wide.toString('base64')}`), `EncodedCommand ${token}`);
    assert.equal(hidden.redactText(`0x${wide.toString('hex').toUpperCase()}`), `0x${token}`);
  }
});

test('base64 hides at every alignment, standard and URL-safe', () => {
  for (const before of ['', 'k', 'ke', 'key', 'key:', 'login:']) {
    for (const after of ['', 'x', 'xy', 'xyz']) {
      for (const alphabet of ['base64', 'base64url'] as const) {
        const whole = Buffer.from(`${before}${value}${after}`).toString(alphabet);
        const shown = hidden.redactText(`Basic ${whole}`);
        assert.ok(shown.includes(token), `${before}|${after}|${alphabet}`);
        // The rest shows at most bits of the neighbours.
        const left = shown.replace('Basic ', '').replace(token, '').replaceAll('=', '');
        assert.ok(left.length <= Math.ceil((before.length * 8) / 6) + Math.ceil((after.length * 8) / 6), `${before}|${after}: ${shown}`);
      }
    }
  }
});

test('a secret with blanks around it, or with several lines, is hidden without them and line by line', () => {
  const line = 'MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtM';
  const pem = `-----BEGIN PRIVATE KEY-----\n${line}\nDoXiQmkA4Zc3rO1x=\n-----END PRIVATE KEY-----\n`;
  const of = secrets([
    { role: 'signing key', value: pem },
    { role: 'API Signature', value: ' stg-signature\n' },
  ]);
  assert.doesNotMatch(of.redactText(`| -----BEGIN PRIVATE KEY-----\n| ${line}\n| DoXiQmkA4Zc3rO1x=\n`), /MC4C|DoXi/);
  assert.equal(of.redactText('-----BEGIN PRIVATE KEY-----'), '-----BEGIN PRIVATE KEY-----');
  assert.match(of.redactText('<stg-signature>'), /^<«API Signature#[0-9a-f]{4}»>$/);
});

test('a dump of the bytes is hidden too', () => {
  const short = secrets([{ role: 'API Signature', value: 'hush-hush' }]);
  assert.ok(!short.redactText(hexDump(encodeUtf8('x hush-hush'), 100)).includes('68 75 73 68'));
});

test('a dump of several lines shows nothing of a secret, in its bytes and beside them', () => {
  const key = 'kSignature-of-42-characters-in-this-test-x';
  const of = secrets([{ role: 'hidden', value: key }]);
  const bytes = Buffer.from(`{"before":"x","key":"${key}","after":"y"}`);
  const lines = (line: (offset: number, part: Buffer) => string): string =>
    Array.from({ length: Math.ceil(bytes.length / 16) }, (_, index) => line(index * 16, bytes.subarray(index * 16, index * 16 + 16))).join(
      '\n',
    );
  const shown = (part: Buffer): string => part.toString('latin1');
  const hex = (part: Buffer, group: number): string => part.toString('hex').replace(new RegExp(`.{${group}}(?=.)`, 'g'), '$& ');
  const dumps = {
    hexdump: lines(
      (at, part) => `${at.toString(16).padStart(8, '0')}  ${hex(part.subarray(0, 8), 2)}  ${hex(part.subarray(8), 2)}  |${shown(part)}|`,
    ),
    xxd: lines((at, part) => `${at.toString(16).padStart(8, '0')}: ${hex(part, 4).padEnd(39)}  ${shown(part)}`),
    od: lines((at, part) => `${at.toString(8).padStart(7, '0')} ${hex(part, 2)}`),
  };
  for (const [name, dump] of Object.entries(dumps)) {
    const left = of.redactText(dump);
    assert.match(left, /«hidden#/, name);
    for (let at = 0; at + 6 <= key.length; at += 1) assert.ok(!left.includes(key.slice(at, at + 6)), `${name}: ${left}`);
    for (const part of ['5369676e', '63686172', '74657374']) assert.ok(!left.replaceAll(' ', '').includes(part), `${name}: ${left}`);
  }
});

test('a latin1 body is searched as the bytes that it is', () => {
  const body = Buffer.from(`{"é":"${value}"}`, 'latin1');
  const shown = hidden.redactBytes(body);
  assert.deepEqual(Buffer.from(shown), Buffer.concat([Buffer.from('{"é":"', 'latin1'), Buffer.from(token), Buffer.from('"}')]));
});

test('bytes outside a secret stay as they are', () => {
  const neighbours = fc.uint8Array({ maxLength: 20 });
  fc.assert(
    fc.property(neighbours, neighbours, (before, after) => {
      const shown = hidden.redactBytes(Buffer.concat([before, utf8, after]));
      assert.deepEqual(Buffer.from(shown), Buffer.concat([before, Buffer.from(token), after]));
    }),
    { seed: 8, numRuns: 500 },
  );
  const clean = Uint8Array.of(0, 0xff, 0x80, 0xe9);
  assert.equal(hidden.redactBytes(clean), clean);
});

test('any secret of four characters or more is hidden, whatever surrounds it', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 40 }).filter((text) => text.isWellFormed());
  const written = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => Buffer.from(text).toString('base64').replaceAll('=', ''),
    (text) => Buffer.from(text).toString('hex'),
    encodeURIComponent,
    (text) => JSON.stringify(text).slice(1, -1),
  );
  fc.assert(
    fc.property(word, written, fc.constantFrom('', '"', ' ', '|'), (text, write, around) => {
      const shown = secrets([{ role: 'panel token', value: text }]).redactText(`${around}${write(text)}${around}`);
      assert.equal(shown, `${around}«panel token#${/^\d+$/.test(text) ? '-' : fingerprint(text)}»${around}`);
    }),
    { seed: 9, numRuns: 500 },
  );
});

test('secrets that overlap or hold each other leave no rest', () => {
  const both = secrets([
    { role: 'first', value: 'abcdef' },
    { role: 'second', value: 'defghi' },
    { role: 'longer', value: 'abcdef-and-more' },
  ]);
  assert.equal(both.redactText('<abcdefghi>'), `<«first#${fingerprint('abcdef')}»>`);
  assert.equal(both.redactText('<abcdef-and-more>'), `<«longer#${fingerprint('abcdef-and-more')}»>`);
  assert.equal(both.redactText('abcdefabcdef'), `«first#${fingerprint('abcdef')}»«first#${fingerprint('abcdef')}»`);
  const repeated = secrets([{ role: 'first', value: 'aaaa' }]);
  assert.equal(repeated.redactText('aaaaaaa'), `«first#${fingerprint('aaaa')}»`);
});

test('one value with two roles is shown under the first', () => {
  const twice = secrets([
    { role: 'API Signature', value: 'same-value' },
    { role: 'panel token', value: 'same-value' },
  ]);
  assert.deepEqual(twice.rolesIn('same-value'), ['API Signature']);
});

test('a number gets no fingerprint: it would help to guess it', () => {
  const card = secrets([{ role: 'card number', value: '4111111111111111' }]);
  assert.equal(card.redactText('{"card_number":"4111111111111111"}'), '{"card_number":"«card number#-»"}');
});

test('a value too short to hide is refused without being shown', () => {
  assert.throws(
    () => secrets([secret, { role: 'panel token', value: 'zq7' }]),
    (error: Error) => error instanceof RangeError && error.message.includes('panel token') && !error.message.includes('zq7'),
  );
});

test('text without secrets does not change, and neither does a redacted text', () => {
  const text = `{"signature":"9d44a0c2","path":"%2Fv3","again":"${value}"}`;
  const once = hidden.redactText(text);
  assert.equal(hidden.redactText(once), once);
  assert.match(once, tokenForm);
  assert.equal(secrets([]).redactText(text), text);
  assert.equal(hidden.redactText('stgDemo+Signature/01'), 'stgDemo+Signature/01');
});

test('a secret across the border of two searched pieces is hidden in each form', () => {
  const border = 256 * 1024;
  for (const [name, form] of Object.entries(forms)) {
    for (const before of [border - 1, border - Math.floor(form.length / 2)]) {
      const [left, right] = ['.'.repeat(before), '.'.repeat(100)];
      assert.equal(hidden.redactText(left + form + right), left + token + right, `${name}, ${before}`);
      const shown = Buffer.from(hidden.redactBytes(encodeUtf8(left + form + right)));
      assert.ok(shown.equals(Buffer.from(left + token + right)), `${name}, ${before}, bytes`);
    }
  }
});

test('an escape that is escaped again is found six levels deep, and a run of backslashes beside a secret hides nothing of it', () => {
  const quoted = secrets([{ role: 'API Signature', value: 'a"bc\\de' }]);
  let text = 'a"bc\\de';
  for (let level = 0; level < 6; level += 1) {
    text = JSON.stringify(text).slice(1, -1);
    assert.match(quoted.redactText(`<${text}>`), /^<«API Signature#[0-9a-f]{4}»>$/, String(level));
  }
  const long = '\\'.repeat(500);
  assert.equal(hidden.redactText(`${long}${value}${long}`), `${long}${token}${long}`);
});

test('the time of a search grows as its content does, whatever that is', () => {
  const hostile = secrets([
    secret,
    { role: 'card number', value: '4111111111111111' },
    { role: 'panel token', value: 'stgDemo0000000000000000000000001' },
    { role: 'proxy password', value: '\\\\a%&%"\\' },
    { role: 'passphrase', value: '%25%25%25 aaaa' },
  ]);
  const units = {
    backslashes: '\\',
    quotes: '"',
    'percent signs': '%',
    'percent signs, encoded': '%25',
    spaces: ' ',
    'hex digits': '4',
    'a hex dump': '73 ',
    base64: 'c3Rn',
    'base64 of one letter': 'QUFB',
    'nested escapes': '\\\\\\"',
    'JSON escapes': '\\u0073',
    'escapes of backslashes': '\\u005c',
    'entities of entities': '&amp;',
    'leading zeros': '&#0000000000',
    'digits of a card': '4111',
    'first letters': 's',
    'JSON text': '{"a":"b\\n"},',
  };
  /** CPU time of this thread, µs a character; its clock has a resolution of some ms. */
  const measured = (text: string): number => {
    const began = process.threadCpuUsage().user;
    for (let count = 1; ; count += 1) {
      hostile.redactText(text);
      const spent = process.threadCpuUsage().user - began;
      if (spent >= 30_000) return spent / (count * text.length);
    }
  };
  for (const [name, unit] of Object.entries(units)) {
    const text = unit.repeat(4_000 / unit.length);
    // A linear search takes as long for each character, a quadratic one sixteen times as long. Other load slows some of the pairs.
    const ratios = Array.from({ length: 4 }, () => measured(text.repeat(16)) / measured(text));
    assert.ok(
      Math.min(...ratios) < 4,
      `${name}: a character of sixteen times the text takes ${ratios.map((ratio) => ratio.toFixed(1)).join(', ')} times as long`,
    );
  }
});
