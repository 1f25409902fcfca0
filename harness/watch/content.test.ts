import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { contentOf } from './content.ts';

const text = Buffer.from('{"name":"Amapá"}');
const read = (coding: string, body: Uint8Array): string | undefined => {
  const content = contentOf({ status: 200, headers: [['content-ENCODING', coding]], body });
  return content && Buffer.from(content).toString('utf8');
};

test('every content coding of the web is undone, and several in their order', () => {
  for (const [coding, body] of [
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['identity', text],
    ['', text],
    ['deflate, gzip', gzipSync(deflateSync(text))],
  ] as const)
    assert.equal(read(coding, body), text.toString('utf8'), coding);
});

test('what cannot be undone is not read', () => {
  assert.equal(read('compress', text), undefined);
  assert.equal(read('constructor', text), undefined);
  assert.equal(read('gzip', text), undefined);
  assert.equal(read('gzip', gzipSync(Buffer.alloc(16 * 1024 * 1024 + 1))), undefined);
  assert.equal(read('gzip', new Uint8Array(0)), '');
});
