import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressIn } from './addresses-in-text.ts';

test('an address is found in a line, in JSON and in a sentence', () => {
  for (const [text, address] of [
    ['203.0.113.9\n', '203.0.113.9'],
    ['{"ip":"2001:db8::7"}', '2001:db8::7'],
    ['{"code":202,"description":"The IP 198.51.100.7 is not listed."}', '198.51.100.7'],
    ['Invalid IP: 198.51.100.7.', '198.51.100.7'],
  ] as const)
    assert.equal(addressIn(text), address, text);
});

test('what is not an address is none', () => {
  for (const text of ['', 'Invalid IP', 'at 12:30:59 on 2026-01-31', 'version 1.2.3', '999.1.1.1', 'a.b.c.d', '{"code":202}'])
    assert.equal(addressIn(text), undefined, text);
});
