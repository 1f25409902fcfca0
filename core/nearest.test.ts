import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from './nearest.ts';

const known = ['command', 'profile', 'sources', 'invoicePrefix'];

test('a slip of the hand finds what was meant', () => {
  for (const [text, meant] of [
    ['comand', 'command'],
    ['Profile', 'profile'],
    ['profiles', 'profile'],
    ['source', 'sources'],
    ['invoice_prefix', 'invoicePrefix'],
    ['invocePrefx', 'invoicePrefix'],
  ] as const)
    assert.equal(nearest(text, known), meant, text);
});

test('what is like nothing finds nothing', () => {
  for (const text of ['timeout', 'x', '', 'a'.repeat(100_000)]) assert.equal(nearest(text, known), undefined, text.slice(0, 20));
});
