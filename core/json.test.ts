import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  equalJson,
  hasDuplicateMembers,
  type JsonTree,
  type JsonValue,
  member,
  parseJson,
  plain,
  tree,
  withTexts,
  writeJson,
} from './json.ts';

function parsed(text: string): JsonTree {
  const found = parseJson(text);
  assert.ok(found !== undefined, text);
  return found;
}

/** What `JSON.parse` makes of the text, or undefined when it throws. */
function peer(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

test('number texts, member order and duplicates are kept as written', () => {
  const text = '{"b":1.50,"a":1E+2,"b":-0,"big":12345678901234567890,"list":[1.0,{"c":null,"c":true}]}';
  assert.equal(writeJson(parsed(text)), text);
  assert.deepEqual(parsed('{"b":1,"a":2,"b":3}'), {
    kind: 'object',
    members: [
      ['b', { kind: 'number', text: '1' }],
      ['a', { kind: 'number', text: '2' }],
      ['b', { kind: 'number', text: '3' }],
    ],
  });
});

test('white space is left out, four kinds of it only', () => {
  assert.equal(writeJson(parsed(' {\t"a" :\r\n[ 1 , 2 ] , "b" : { } , "c":[ ]}\n')), '{"a":[1,2],"b":{},"c":[]}');
  for (const space of ['\u00a0', '\ufeff', '\u000b', '\u000c', '\u2028'])
    assert.equal(parseJson(`${space}1`), undefined, JSON.stringify(space));
});

test('what RFC 8259 does not allow is not JSON', () => {
  const refused = [
    '',
    ' ',
    '\ufeff{}',
    '{',
    '}',
    '[1,]',
    '[,1]',
    '[1 2]',
    '[1',
    '{"a":1,}',
    '{"a" 1}',
    '{"a":}',
    '{a:1}',
    "{'a':1}",
    '{1:1}',
    '{,}',
    '1 1',
    '{} x',
    '01',
    '-',
    '+1',
    '.5',
    '1.',
    '1.e1',
    '1e',
    '1e+',
    '0x10',
    '١',
    'NaN',
    'Infinity',
    'True',
    'nul',
    'nulll',
    'undefined',
    '"',
    '"a',
    '"\\"',
    '"\\x41"',
    '"\\u12"',
    '"\\u12G4"',
    '"\\u{41}"',
    '"\\\'"',
    '"\n"',
    '"\t"',
    '"\u0000"',
    '"\u001f"',
    '/**/1',
    '1//',
  ];
  for (const text of refused) {
    assert.equal(peer(text), undefined, `JSON.parse takes ${JSON.stringify(text)}`);
    assert.equal(parseJson(text), undefined, JSON.stringify(text));
  }
});

test('escapes are read, and lone surrogates stay lone', () => {
  assert.deepEqual(plain(parsed('"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\ud83d\\ude00"')), '"\\/\b\f\n\r\té😀');
  assert.equal(plain(parsed('"\\ud800"')), '\ud800');
  assert.equal(plain(parsed('"\\ude00\\ud83d"')), '\ude00\ud83d');
  assert.equal(writeJson(parsed('"\\ud800x"')), '"\\ud800x"');
  assert.equal(plain(parsed('"\u007f\u2028\u2029"')), '\u007f\u2028\u2029');
});

test('nesting is limited, and the limit is not the call stack', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  assert.equal(writeJson(parsed(nested(512))), nested(512));
  assert.equal(parseJson(nested(513)), undefined);
  assert.equal(parseJson('{"a":'.repeat(100_000)), undefined);
  assert.equal(parseJson('['.repeat(1_000_000)), undefined);
  // Neighbours do not add up.
  assert.ok(parseJson(`[${Array(1000).fill('[[]]').join(',')}]`) !== undefined);
});

test('any text is JSON for us exactly where it is for JSON.parse, with the same meaning', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"\\u00e9"',
    '"',
    '\\',
    '1',
    '0',
    '-',
    '.',
    'e',
    'E+',
    'true',
    'null',
    ' ',
    '\n',
    'x',
    '\u0001',
  );
  const texts = fc.oneof(
    fc.json(),
    fc.json().map((text) => JSON.stringify(JSON.parse(text), undefined, 1)),
    fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
    fc
      .tuple(fc.json(), fc.nat(), fc.string({ maxLength: 1 }))
      .map(([text, at, put]) => text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1)),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const found = parseJson(text);
      const expected = peer(text);
      assert.equal(found === undefined, expected === undefined);
      if (found !== undefined && expected !== undefined) assert.deepEqual(plain(found), expected.value);
    }),
    { seed: 3, numRuns: 5000 },
  );
});

test('values become trees and are written without loss', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const made = tree(value as JsonValue);
      assert.deepEqual(JSON.parse(writeJson(made)), value);
      assert.deepEqual(plain(made), value);
      assert.ok(equalJson(made, parsed(writeJson(made))));
    }),
    { seed: 4, numRuns: 500 },
  );
  assert.equal(writeJson(tree({ a: [1e21, 0.1, -0, 'é\u0007'], b: null })), '{"a":[1e+21,0.1,-0,"é\\u0007"],"b":null}');
  assert.throws(() => tree(Number.NaN), RangeError);
  assert.throws(() => tree({ amount: Number.POSITIVE_INFINITY }), RangeError);
});

test('a member named __proto__ is a member', () => {
  const value = plain(parsed('{"__proto__":{"polluted":true}}')) as Record<string, unknown>;
  assert.deepEqual(Object.keys(value), ['__proto__']);
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  assert.equal(value.polluted, undefined);
});

test('the last of duplicate members counts', () => {
  const twice = parsed('{"a":1,"b":2,"a":3}');
  assert.deepEqual(member(twice, 'a'), { kind: 'number', text: '3' });
  assert.deepEqual(plain(twice), { a: 3, b: 2 });
  assert.equal(member(twice, 'c'), undefined);
  assert.equal(member(parsed('[1]'), '0'), undefined);
});

test('duplicates are found at any depth, by name and not by spelling', () => {
  assert.ok(hasDuplicateMembers(parsed('[{"a":{"b":1,"\\u0062":2}}]')));
  assert.ok(!hasDuplicateMembers(parsed('{"a":{"a":[{"a":1},{"a":1}]}}')));
});

test('equal is what says the same', () => {
  const equal: readonly [string, string][] = [
    ['{"a":1.50,"b":[true,null]}', '{ "b":[true,null],"a":15e-1 }'],
    ['0', '-0.00'],
    ['1e400', '1e400'],
    ['12345678901234567890', '12345678901234567890.0'],
    ['"\\u00e9"', '"é"'],
    ['{"a":1,"b":0,"a":2}', '{"b":0,"a":1,"a":2}'],
  ];
  for (const [a, b] of equal) assert.ok(equalJson(parsed(a), parsed(b)), `${a} and ${b}`);
  const different: readonly [string, string][] = [
    ['12345678901234567890', '12345678901234567891'],
    ['[1,2]', '[2,1]'],
    ['[1]', '[1,null]'],
    ['{"a":1}', '{"a":1,"b":null}'],
    ['{"a":1,"a":2}', '{"a":2,"a":1}'],
    ['{"a":1,"a":1}', '{"a":1,"b":1}'],
    ['1', '"1"'],
    ['null', 'false'],
    ['[]', '{}'],
    ['"e\\u0301"', '"é"'],
  ];
  for (const [a, b] of different) {
    assert.ok(!equalJson(parsed(a), parsed(b)), `${a} and ${b}`);
    assert.ok(!equalJson(parsed(b), parsed(a)), `${b} and ${a}`);
  }
});

test('texts are changed at any depth, and names and other values are not', () => {
  const value = { a: 'x', b: ['y', { a: 'z', n: 1 }], c: null, d: true };
  const changed = { a: 'xx', b: ['yy', { a: 'zz', n: 1 }], c: null, d: true };
  assert.deepEqual(
    withTexts(value, (text) => text + text),
    changed,
  );
});
