import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keyOf, similarPairs, unusualKeyList } from './idempotency-key.ts';

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
