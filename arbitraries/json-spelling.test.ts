import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { equalJson, type JsonValue, parseJson, tree } from '../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';
import { respelled, spelled } from './json-spelling.ts';
import { awkwardText, personName } from './text.ts';

const runs = { seed: 20_200_621, numRuns: 1500 };

const texts = fc.oneof(personName(), awkwardText()).map(({ text }) => text);
const values: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(texts, fc.constantFrom(0, 100, 29.95, 0.1, -1.5, 1e21, 5e-324), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(texts, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

function read(bytes: Uint8Array) {
  const text = decodeUtf8(bytes);
  assert.ok(text !== undefined, 'is UTF-8');
  const node = parseJson(text);
  assert.ok(node !== undefined, text);
  return node;
}

test('every spelling is the same value, to our reader and to JavaScript', () => {
  const cases = values.chain((value) => fc.record({ value: fc.constant(value), bytes: spelled(value) }));
  fc.assert(
    fc.property(cases, ({ value, bytes }) => {
      assert.ok(equalJson(read(bytes), tree(value)));
      assert.deepEqual(JSON.parse(Buffer.from(bytes).toString('utf8')), JSON.parse(JSON.stringify(value)));
    }),
    runs,
  );
});

test('another spelling differs in bytes and not in value', () => {
  const cases = values.chain((value) => spelled(value)).chain((first) => fc.record({ first: fc.constant(first), other: respelled(first) }));
  fc.assert(
    fc.property(cases, ({ first, other }) => {
      assert.notDeepEqual(other, first);
      assert.ok(equalJson(read(other), read(first)));
    }),
    runs,
  );
});

test('spellings visit blanks, escapes of both cases, slashes, order and forms of numbers', () => {
  const value = { amount: 100, text: 'é/\u001b', last: [1, 2] };
  const all = fc.sample(spelled(value), runs).map((bytes) => Buffer.from(bytes).toString('utf8'));
  for (const sign of ['\t', '\r\n', '\\u00e9', '\\u00E9', '\\/', '\\u001b', '\\u001B', '100.0', '100.00', '1e2', '1E+2', '\\u0061']) {
    assert.ok(
      all.some((text) => text.includes(sign)),
      JSON.stringify(sign),
    );
  }
  assert.ok(all.some((text) => text.endsWith('}\n')));
  assert.ok(all.some((text) => text.indexOf('last') < text.indexOf('amount') && text.includes('last') && text.includes('amount')));
  assert.ok(all.includes('{"amount":100,"text":"é/\\u001b","last":[1,2]}'));
});

test('options keep numbers and order as they are', () => {
  const bytes = encodeUtf8('{"b":1.50,"a":12345678901234567890}');
  for (const other of fc.sample(respelled(bytes, { numbers: 'kept', order: 'kept' }), runs)) {
    const node = read(other);
    assert.ok(node.kind === 'object');
    assert.deepEqual(
      node.members.map(([name, value]) => [name, value.kind === 'number' ? value.text : undefined]),
      [
        ['b', '1.50'],
        ['a', '12345678901234567890'],
      ],
    );
  }
});

test('digits beyond a double and the order of duplicates survive', () => {
  const bytes = encodeUtf8('{"id":12345678901234567890,"a":1,"a":2}');
  for (const other of fc.sample(respelled(bytes), runs)) assert.ok(equalJson(read(other), read(bytes)));
});

test('what is not JSON cannot be spelled in another way', () => {
  for (const bytes of [encodeUtf8(''), encodeUtf8('{'), encodeUtf8('\ufeff{}'), Uint8Array.of(0x22, 0xff, 0x22)])
    assert.throws(() => respelled(bytes), TypeError);
});

test('a failing spelling shrinks to compact JSON', () => {
  const result = fc.check(
    fc.property(spelled({ a: 'b' }), (_bytes: Uint8Array) => false),
    runs,
  );
  assert.equal(Buffer.from(result.counterexample?.[0] ?? []).toString('utf8'), '{"a":"b"}');
});
