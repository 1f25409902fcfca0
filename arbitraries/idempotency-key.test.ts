import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { keyOf, punctuatedKeys, sameDigits, shortKeys, similarPairs, unusualKeyList } from './idempotency-key.ts';

const runs = { seed: 20_200_621, numRuns: 1000 };
const base = 'Keyb2f9c4e1k7x2s';

const fieldValue = /^[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?$/;

const bits = fc.uint8Array({ minLength: 16, maxLength: 16 });

test('keys have the form of a V4 UUID', () => {
  fc.assert(
    fc.property(bits, (bytes) => assert.match(keyOf(base, bytes), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)),
    runs,
  );
});

test('another unique part or other bits make another key', () => {
  const keys = ['a', 'b', 'c'].flatMap((unique) => fc.sample(bits, { seed: 1, numRuns: 100 }).map((bytes) => keyOf(unique, bytes)));
  assert.ok(new Set(keys).size >= 3 * new Set(keys.slice(0, 100)).size);
  assert.equal(keyOf('a', new Uint8Array(16)), keyOf('a', new Uint8Array(16)));
});

test('similar keys differ, carry the base, and share no key with other pairs or bases', () => {
  const pairs = new Map(similarPairs(base).map((pair) => [pair.kind, pair]));
  const keys = [...pairs.values()].flatMap(({ one, two }) => [one, two]);
  assert.ok(pairs.size >= 15);
  assert.equal(new Set(keys).size, keys.length);
  const others = new Set(similarPairs(`${base}1`).flatMap(({ one, two }) => [one, two]));
  for (const key of keys) {
    assert.match(key, fieldValue);
    assert.ok(!others.has(key), key);
  }
});

test('a store that cuts, drops or replaces one character of punctuation takes two keys for one', () => {
  const keys = punctuatedKeys(base);
  assert.equal(new Set(keys).size, keys.length);
  for (const key of keys) assert.match(key, fieldValue);
  const isFolded = (fold: (key: string) => string) => new Set(keys.map(fold)).size < keys.length;
  for (let code = 33; code < 127; code += 1) {
    const character = String.fromCharCode(code);
    if (/[A-Za-z0-9]/.test(character)) continue;
    assert.ok(
      isFolded((key) => key.split(character)[0] ?? ''),
      `cut at ${character}`,
    );
    assert.ok(
      isFolded((key) => key.replaceAll(character, '')),
      `without ${character}`,
    );
    assert.ok(
      isFolded((key) => key.replaceAll(character, character === '-' ? '_' : '-')),
      `other than ${character}`,
    );
  }
  assert.ok(isFolded((key) => key.replace(/=+$/, '')));
  assert.ok(isFolded((key) => key.replace(/^[-_]+/, '')));
});

test('short keys have each length up to 15, and differ between runs', () => {
  const keys = shortKeys(base);
  assert.equal(new Set(keys).size, keys.length);
  for (const key of keys) assert.match(key, fieldValue);
  const others = new Set(shortKeys(`${base}1`));
  for (let length = 5; length < 16; length += 1)
    assert.ok(
      keys.some((key) => key.length === length && !others.has(key)),
      `${length}`,
    );
  for (const form of [/^[0-9]{5,}$/, /^[a-z]{5,}$/, /^(?=.*[0-9])(?=.*[a-f])[0-9a-f]{7,}$/])
    assert.ok(
      keys.some((key) => form.test(key) && !others.has(key)),
      String(form),
    );
});

test('the 65th and the 256th character are where they are said to be', () => {
  const pairs = similarPairs('x'.repeat(56));
  for (const [kind, length] of [
    ['the 65th character', 65],
    ['the 256th character', 256],
  ] as const) {
    const pair = pairs.find((found) => found.kind === kind);
    assert.ok(pair);
    assert.deepEqual([pair.one.length, pair.two.length], [length, length]);
    assert.equal(pair.one.slice(0, -1), pair.two.slice(0, -1));
    assert.notEqual(pair.one, pair.two);
  }
  assert.throws(() => similarPairs('x'.repeat(57)), RangeError);
  assert.throws(() => similarPairs(''), RangeError);
});

test('pairs fold together under what their kind names', () => {
  const pairs = new Map(similarPairs(base).map((pair) => [pair.kind, pair]));
  const folded = (kind: string, fold: (key: string) => string) => {
    const pair = pairs.get(kind);
    assert.ok(pair, kind);
    assert.equal(fold(pair.one), fold(pair.two), kind);
  };
  folded('letter case', (key) => key.toLowerCase());
  folded('a space inside', (key) => key.replaceAll(' ', ''));
  folded('Unicode normalisation', (key) => Buffer.from(key, 'latin1').toString('utf8').normalize('NFC'));
  folded('leading zeros', (key) => key.replace(/^0+/, ''));
  for (const kind of pairs.keys()) if (kind.includes('number') || kind.includes('of zero')) folded(kind, (key) => String(Number(key)));
  folded('percent-encoding', decodeURIComponent);
  folded('a step up in a path', posix.normalize);
  folded('a step in place in a path', posix.normalize);
  folded('one slash or two', posix.normalize);
  folded('the folder of a path', posix.basename);
});

/** Checksums of 32 bits, as their authors published them. */
const checksums: Readonly<Record<string, (bytes: readonly number[]) => number>> = {
  'FNV-1a': (bytes) => bytes.reduce((state, byte) => Math.imul(state ^ byte, 0x01000193), 0x811c9dc5 | 0),
  'FNV-1': (bytes) => bytes.reduce((state, byte) => Math.imul(state, 0x01000193) ^ byte, 0x811c9dc5 | 0),
  '33-xor hash': (bytes) => bytes.reduce((state, byte) => Math.imul(state, 33) ^ byte, 5381),
  'sdbm hash': (bytes) => bytes.reduce((state, byte) => (byte + (state << 6) + (state << 16) - state) | 0, 0),
  'one-at-a-time hash': (bytes) => {
    const mixed = bytes.reduce((state, byte) => {
      const added = (state + byte) | 0;
      const shifted = (added + (added << 10)) | 0;
      return shifted ^ (shifted >>> 6);
    }, 0);
    const last = (mixed + (mixed << 3)) | 0;
    const turned = last ^ (last >>> 11);
    return (turned + (turned << 15)) | 0;
  },
  MurmurHash3: (bytes) => {
    const turn = (value: number, by: number) => (value << by) | (value >>> (32 - by));
    const mixed = (at: number) =>
      Math.imul(
        turn(Math.imul(byteAt(at) | (byteAt(at + 1) << 8) | (byteAt(at + 2) << 16) | (byteAt(at + 3) << 24), 0xcc9e2d51), 15),
        0x1b873593,
      );
    const byteAt = (at: number) => bytes[at] ?? 0;
    let state = 0;
    const blocks = Math.floor(bytes.length / 4);
    for (let at = 0; at < blocks * 4; at += 4) state = (Math.imul(turn(state ^ mixed(at), 13), 5) + 0xe6546b64) | 0;
    if (bytes.length % 4 > 0) state ^= mixed(blocks * 4);
    state ^= bytes.length;
    state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    return state ^ (state >>> 16);
  },
  'CRC-32C': (bytes) =>
    ~bytes.reduce((state, byte) => {
      let crc = state ^ byte;
      for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
      return crc;
    }, ~0),
};

test('two texts of one checksum have it, after the unique part too', () => {
  // The check value of each CRC and the examples of the others, from their authors.
  assert.equal((checksums['CRC-32C']?.([...Buffer.from('123456789')]) ?? 0) >>> 0, 0xe3069283);
  assert.equal((checksums['FNV-1a']?.([...Buffer.from('foobar')]) ?? 0) >>> 0, 0xbf9cf968);
  assert.equal((checksums['FNV-1']?.([...Buffer.from('foobar')]) ?? 0) >>> 0, 0x31f0b262);
  assert.equal((checksums['one-at-a-time hash']?.([...Buffer.from('a')]) ?? 0) >>> 0, 0xca2e9442);
  assert.equal((checksums.MurmurHash3?.([...Buffer.from('test')]) ?? 0) >>> 0, 0xba6bd213);
  for (const unique of [base, `${base}1`, 'x'.repeat(51)]) {
    const pairs = similarPairs(unique);
    for (const [name, checksum] of Object.entries(checksums)) {
      const pair = pairs.find(({ kind }) => kind === `two texts of one ${name}`);
      assert.ok(pair, name);
      assert.equal(checksum([...Buffer.from(pair.one)]), checksum([...Buffer.from(pair.two)]), name);
    }
  }
});

test('keys whose digests begin alike have ten digits in common', () => {
  for (const { kind, one, two } of sameDigits) {
    const algorithm = /MD5|SHA-1|SHA-256/.exec(kind)?.[0].replace('-', '').toLowerCase() ?? '';
    const [a, b] = [one, two].map((key) => createHash(algorithm).update(key).digest('hex').slice(0, 10));
    assert.equal(a, b, kind);
    assert.notEqual(one, two);
  }
});

test('unusual keys are valid field values that carry the unique part, each once', () => {
  const keys = new Map(unusualKeyList(base).map(({ kind, key }) => [kind, key]));
  assert.ok(keys.size >= 24);
  assert.equal(new Set(keys.values()).size, keys.size);
  for (const [kind, key] of keys) {
    assert.match(key, fieldValue, kind);
    assert.ok(key.includes(base), kind);
  }
  assert.ok([...keys.values()].some((key) => key.length === 10_240));
});
