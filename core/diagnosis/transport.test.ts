import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodedInPieces } from './transport.ts';

test('what a cut character becomes is what a decoder makes of each piece', () => {
  const sent = Buffer.from('a¢€😀é😀😀 €¢z');
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (let size = 1; size < sent.length; size++) {
    const pieces = Array.from({ length: Math.ceil(sent.length / size) }, (_, at) => sent.subarray(at * size, (at + 1) * size));
    const decoded = pieces.map((piece) => decoder.decode(piece)).join('');
    const made = Array.from(decodedInPieces(sent, size), ([by, bytes]) => [by, Buffer.from(bytes).toString('utf8')]);
    assert.deepEqual(made, [
      ['U+FFFD', decoded],
      ['?', decoded.replaceAll('\ufffd', '?')],
      ['', decoded.replaceAll('\ufffd', '')],
    ]);
  }
});
