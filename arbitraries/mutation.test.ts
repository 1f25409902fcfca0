import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { authorizationValue } from '../core/contract/signature.ts';
import { noBody } from '../core/exchange.ts';
import { mutated, wrongHash, wrongHashes, wrongSchemes } from './mutation.ts';

const runs = { seed: 20_200_621, numRuns: 2000 };

const someBytes = fc.uint8Array({ minLength: 1, maxLength: 80 });
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

/** What a header field value may hold (RFC 9110 §5.5), as latin1, with nothing that a parser trims. */
const fieldValue = /^(?:[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?)?$/;

function bitsApart(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, byte, at) => sum + (byte ^ (b[at] ?? 0)).toString(2).replaceAll('0', '').length, 0);
}

test('a mutation always differs, and does not change the given bytes', () => {
  const cases = someBytes.chain((bytes) =>
    fc.record({ bytes: fc.constant(bytes), before: fc.constant(Uint8Array.from(bytes)), mutation: mutated(bytes) }),
  );
  fc.assert(
    fc.property(cases, ({ bytes, before, mutation }) => {
      assert.notDeepEqual(mutation.bytes, before);
      assert.deepEqual(bytes, before);
    }),
    runs,
  );
});

test('each mutation is one difference of its kind', () => {
  const cases = someBytes.chain((bytes) => fc.record({ bytes: fc.constant(bytes), mutation: mutated(bytes) }));
  const kinds = new Set<string>();
  fc.assert(
    fc.property(cases, ({ bytes, mutation: { bytes: changed, kind } }) => {
      const [name = ''] = /flipped|changed|cut|added/.exec(kind) ?? [];
      kinds.add(name);
      if (name === 'flipped') assert.equal(bitsApart(changed, bytes), 1);
      else if (name === 'changed') assert.equal(changed.filter((value, at) => value !== bytes[at]).length, 1);
      else if (name === 'cut') assert.deepEqual(changed, bytes.slice(0, changed.length));
      else assert.deepEqual(changed.slice(0, bytes.length), bytes);
      assert.equal(Math.sign(changed.length - bytes.length), name === 'cut' ? -1 : name === 'added' ? 1 : 0);
    }),
    runs,
  );
  assert.deepEqual([...kinds].sort(), ['added', 'changed', 'cut', 'flipped']);
});

test('empty bytes can only be extended', () => {
  for (const { bytes } of fc.sample(mutated(noBody), { ...runs, numRuns: 50 })) assert.ok(bytes.length > 0);
});

test('a wrong hash is never the right one, nor its upper-case spelling', () => {
  fc.assert(
    fc.property(hash, wrongHash(), (right, { change }) => {
      const wrong = change(right);
      assert.notEqual(wrong, right);
      assert.notEqual(wrong, right.toUpperCase());
      assert.match(wrong, fieldValue);
    }),
    runs,
  );
});

test('a wrong hash of a contract in upper-case hex or base64 is wrong, and of that form where it can be', () => {
  const digest = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7 + 1));
  for (const right of [digest.toString('hex').toUpperCase(), digest.toString('base64')]) {
    for (const { change, kind } of wrongHashes) assert.notEqual(change(right), right, kind);
    assert.match(wrongHashes[0]?.change(right) ?? '', /^(?:[0-9A-F]{64}|[A-Za-z0-9+/]{43}=)$/);
  }
});

test('hashes that read the same backwards are wrong backwards too', () => {
  for (const right of ['0'.repeat(64), 'f'.repeat(64), 'ab'.repeat(32)]) {
    for (const { change, kind } of wrongHashes) assert.notEqual(change(right), right, kind);
  }
  assert.throws(() => wrongHashes[0]?.change('XYZ'), TypeError);
});

test('every listed wrong hash is met, and bits all over the digest', () => {
  const kinds = new Set(fc.sample(wrongHash(), { ...runs, numRuns: 4000 }).map(({ kind }) => kind));
  for (const { kind } of wrongHashes) assert.ok(kinds.has(kind), kind);
  assert.ok([...kinds].filter((kind) => /^bit/.test(kind)).length > 200);
});

test('wrong schemes never spell the right value, and are all different', () => {
  const right = 'ab'.repeat(32);
  for (const scheme of ['D24', 'OKP', 'Pandablue']) {
    const values = wrongSchemes(`${scheme} `).map(({ value }) => value(right));
    for (const value of values) {
      assert.notEqual(value, authorizationValue(scheme, right));
      assert.match(value, fieldValue);
    }
    assert.equal(new Set(values).size, values.length);
  }
  // A scheme of lower-case letters has no lower-case form that is wrong.
  assert.ok(!wrongSchemes('d24 ').some(({ kind }) => kind === 'lower-case scheme'));
});
