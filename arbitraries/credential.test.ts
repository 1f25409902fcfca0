import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { describeMistake, mistakenKey, mistypedKey, noCredential, otherCases, otherKey } from './credential.ts';

/** Keys of every awkward form: one letter, a palindrome, one repeated letter, no letters at all. */
const keys = ['stgDemoLogin01', 'a', 'Z', '7', 'abba', 'aaaa', '0123456789', 'x-Y_z.1'];

/** What the value of a header field can contain, without blanks that a parser would remove. */
const fieldValue = /^[\u0021-\u007e\u0080-\u00ff](?:[\u0020-\u007e\u0080-\u00ff]*[\u0021-\u007e\u0080-\u00ff])?$/;

test('a mistaken key is another key in any letter case, and can be in a header field', () => {
  for (const key of keys) {
    fc.assert(
      fc.property(otherKey(key, ['OtherKey1']), (mistake) => {
        const made = mistakenKey(key, mistake);
        assert.notEqual(made.toLowerCase(), key.toLowerCase());
        assert.notEqual(made.toLowerCase(), 'otherkey1');
        assert.match(made, fieldValue);
      }),
    );
  }
});

test('a key that must not come out does not', () => {
  fc.assert(
    fc.property(otherKey('abcd', ['ABC', 'bcd', 'dcba']), (mistake) => {
      assert.ok(!['abc', 'bcd', 'dcba'].includes(mistakenKey('abcd', mistake)));
    }),
    { numRuns: 1000 },
  );
});

test('a mistyped key keeps its length', () => {
  fc.assert(
    fc.property(mistypedKey('stgDemoLogin01'), (mistake) => {
      const made = mistakenKey('stgDemoLogin01', mistake);
      assert.equal(made.length, 14);
      assert.notEqual(made.toLowerCase(), 'stgdemologin01');
    }),
  );
});

test('each other case of a key comes once, and none without letters', () => {
  const cases = otherCases('aB1').map((mistake) => mistakenKey('aB1', mistake));
  assert.deepEqual(cases, ['AB1', 'ab1', 'Ab1']);
  assert.deepEqual(
    otherCases('abc').map((mistake) => mistakenKey('abc', mistake)),
    ['ABC'],
  );
  assert.deepEqual(otherCases('123'), []);
});

test('an accent is written as UTF-8 bytes', () => {
  assert.equal(mistakenKey('bed', { how: 'letter-accented', at: 1 }), 'b\u00c3\u00a9d');
});

test('the words for a mistake reveal nothing about the key', () => {
  const key = 'QxvWzKjpMn';
  fc.assert(
    fc.property(
      otherKey(key).filter((mistake) => mistake.how !== 'invented'),
      (mistake) => {
        const words = describeMistake(mistake);
        for (let at = 0; at + 3 <= key.length; at += 1) assert.ok(!words.includes(key.slice(at, at + 3)));
      },
    ),
  );
});

test('a value without a credential can be in a header field', () => {
  fc.assert(
    fc.property(noCredential(['D24', 'Bearer']), (value) => {
      assert.match(value, fieldValue);
    }),
  );
});
