import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Known, matched, missingOf, printsOf, resumption } from './plan.ts';

const all: Known = { old: true, fresh: true, storedElsewhere: false };

test('a step that was begun is taken again, and a set that nobody has is rolled again', () => {
  assert.deepEqual(resumption({ step: 'baseline' }, { ...all, fresh: false }), { next: 'baseline' });
  assert.deepEqual(resumption({ step: 'roll' }, all), { next: 'roll', lost: true });
  assert.deepEqual(resumption({ step: 'store' }, { ...all, fresh: false }), { next: 'roll', lost: true });
  assert.deepEqual(resumption({ step: 'store' }, all), { next: 'watch' });
  assert.deepEqual(resumption({ step: 'watch' }, all), { next: 'watch' });
  assert.deepEqual(resumption({ step: 'judge' }, all), { next: 'judge' });
  assert.deepEqual(resumption({ step: 'done' }, { ...all, old: false, fresh: false }), { next: 'done' });
});

test('keys that are kept somewhere are asked for and not rolled again', () => {
  assert.deepEqual(resumption({ step: 'store' }, { ...all, fresh: false, storedElsewhere: true }), { next: 'ask-for', missing: 'new' });
  assert.deepEqual(resumption({ step: 'watch' }, { ...all, fresh: false }), { next: 'ask-for', missing: 'new' });
  assert.deepEqual(resumption({ step: 'judge' }, { ...all, old: false }), { next: 'ask-for', missing: 'old' });
  assert.deepEqual(resumption({ step: 'baseline' }, { ...all, old: false }), { next: 'ask-for', missing: 'old' });
});

test('keys are found by their fingerprints, wherever they are', () => {
  const print = (key: string): string => `#${key}`;
  const candidates = { apiKey: ['a', 'b'], apiSignature: ['s', 't'], readOnlyKey: [] };
  const prints = printsOf({ apiKey: 'b', apiSignature: 't', readOnlyKey: 'r' }, print);
  assert.deepEqual(prints, { apiKey: '#b', apiSignature: '#t', readOnlyKey: '#r' });
  const found = matched(prints, candidates, print);
  assert.deepEqual(found, { apiKey: 'b', apiSignature: 't' });
  assert.deepEqual(missingOf(prints, found), ['readOnlyKey']);
});
