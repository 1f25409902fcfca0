import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

test('well-formed text survives, byte order mark included', () => {
  for (const text of ['', 'José', '\ufeff{}', '😀', '\u0000\u2028', 'e\u0301']) assert.equal(decodeUtf8(encodeUtf8(text)), text);
});

test('ill-formed bytes are not text', () => {
  const illFormed = [
    [0x80],
    [0xff],
    [0xc0, 0xaf],
    [0xc3],
    [0xe0, 0x80, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0x41, 0xe9, 0x42],
    [0xf0, 0x9f, 0x98],
  ];
  for (const bytes of illFormed) assert.equal(decodeUtf8(Uint8Array.from(bytes)), undefined, bytes.join(' '));
  // A refused sequence does not change how the next text is read.
  assert.equal(decodeUtf8(Uint8Array.of(0x41)), 'A');
});

test('a lone surrogate becomes U+FFFD', () => {
  assert.deepEqual([...encodeUtf8('\ud83d')], [0xef, 0xbf, 0xbd]);
});
