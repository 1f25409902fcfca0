import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';
import { asciiName, awkwardText, latin1Text, personName, punctuatedText, type Text, visibleCharacter } from './text.ts';

const runs = { seed: 20_200_621, numRuns: 2000 };

function kindsOf(texts: fc.Arbitrary<Text>): ReadonlySet<string> {
  return new Set(fc.sample(texts, runs).map(({ kind }) => kind));
}

test('names are well-formed text of assigned letters, marks and symbols, 1–40 code units', () => {
  fc.assert(
    fc.property(personName(), ({ text }) => {
      assert.ok(text.length >= 1 && text.length <= 40, `${text.length} code units`);
      assert.ok(text.isWellFormed());
      // U+200D joins emoji and U+FE0F gives them colour; nothing else of the format characters.
      assert.match(text, /^(?:\p{L}|\p{M}|\p{S}|\u200d| )+$/u);
      assert.equal(text, text.trim());
      assert.equal(decodeUtf8(encodeUtf8(text)), text);
    }),
    runs,
  );
});

test('names visit every script, and characters of each UTF-8 length', () => {
  assert.equal(kindsOf(personName()).size, 16);
  const lengths = new Set(
    fc.sample(personName(), runs).flatMap(({ text }) => Array.from(text, (character) => encodeUtf8(character).length)),
  );
  assert.deepEqual([...lengths].sort(), [1, 2, 3, 4]);
});

test('a failing name shrinks to one character', () => {
  const result = fc.check(
    fc.property(personName(), (_name: Text) => false),
    runs,
  );
  assert.ok(result.counterexample !== null && [...result.counterexample[0].text].length <= 2);
});

test('ASCII names are words of letters', () => {
  fc.assert(
    fc.property(asciiName(), ({ text }) => assert.match(text, /^[A-Z][a-z]{0,10}( [A-Z][a-z]{0,10})?$/)),
    runs,
  );
});

test('punctuated text is printable and needs escapes in some language', () => {
  fc.assert(
    fc.property(punctuatedText(), ({ text }) => assert.match(text, /^[ -~éñç]{1,40}$/)),
    runs,
  );
  const all = fc.sample(punctuatedText(), runs).map(({ text }) => text);
  for (const character of '/\\"<>&') assert.ok(all.some((text) => text.includes(character)));
});

test('awkward text visits every class, lone surrogates included', () => {
  const kinds = kindsOf(awkwardText());
  for (const kind of [
    'NUL',
    'DEL',
    'control character',
    'U+2028 or U+2029',
    'lone high surrogate',
    'lone low surrogate',
    'byte order mark',
  ]) {
    assert.ok(kinds.has(kind), kind);
  }
  fc.assert(
    fc.property(awkwardText(), ({ text, kind }) => assert.equal(!text.isWellFormed(), /surrogate/.test(kind))),
    runs,
  );
});

test('ISO-8859-1 text has an accent and is never UTF-8 by accident', () => {
  fc.assert(
    fc.property(latin1Text(), ({ text }) => {
      assert.match(text, /^[a-z\u00a1-\u00ff]{1,24}$/);
      assert.match(text, /[\u00a1-\u00ff]/);
      assert.equal(decodeUtf8(Buffer.from(text, 'latin1')), undefined);
    }),
    runs,
  );
});

test('a visible character is one assigned code point', () => {
  fc.assert(
    fc.property(visibleCharacter(), (character) => {
      assert.equal([...character].length, 1);
      assert.doesNotMatch(character, /\p{C}/u);
    }),
    runs,
  );
});
