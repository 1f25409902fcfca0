import assert from 'node:assert/strict';
import { test } from 'node:test';
import { similarReferences, unusualReferences } from './reference.ts';

test('keeps to the characters and the length that the documents give', () => {
  for (const { kind, reference } of unusualReferences('run1x7', 128)) {
    assert.match(reference, /^[A-Za-z0-9-_]{1,128}$/, kind);
    // Each has something that no other run has.
    assert.ok(reference.length >= 10, kind);
  }
  assert.equal(unusualReferences('run1x7', 128)[0]?.reference.length, 128);
});

test('gives pairs of two', () => {
  const pairs = similarReferences('run1x7', 128);
  assert.equal(new Set(pairs.flatMap(({ one, two }) => [one, two])).size, 2 * pairs.length);
  for (const { kind, one, two } of pairs) {
    assert.ok(one.length <= 128 && two.length <= 128, kind);
    // Each has something that no other run has.
    for (const each of [one, two]) assert.ok(each.startsWith('run1x7') || /\d{15}/.test(each), kind);
  }
  assert.ok(pairs.filter(({ one, two }) => [one, two].every((reference) => /^[A-Za-z0-9-_]+$/.test(reference))).length > 10);
});

test('gives other references to another run', () => {
  const [one, other] = ['run1x7', 'run1x8'].map((unique) => unusualReferences(unique, 128).map(({ reference }) => reference));
  assert.equal(new Set([...(one ?? []), ...(other ?? [])]).size, 2 * (one?.length ?? 0));
});
