import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { contentOf, usualAnswerBytes } from './content.ts';

const text = Buffer.from('{"name":"Amapá"}');
const read = (coding: string, body: Uint8Array): string | undefined => {
  const content = contentOf({ headers: [['content-ENCODING', coding]], body }, usualAnswerBytes);
  return content.kind === 'content' ? Buffer.from(content.bytes).toString('utf8') : content.kind;
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
  assert.equal(read('compress', text), 'unknown-coding');
  assert.equal(read('constructor', text), 'unknown-coding');
  assert.equal(read('gzip', text), 'unreadable');
  assert.equal(read('identity, identity, identity, identity, identity', text), 'unreadable');
  assert.equal(read('gzip', new Uint8Array(0)), '');
});

test('of a bomb no more is made than the most', () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  const before = process.memoryUsage().arrayBuffers;
  assert.equal(read('gzip', bomb), 'too-large');
  assert.equal(read('gzip, gzip', gzipSync(bomb)), 'too-large');
  assert.ok(process.memoryUsage().arrayBuffers - before < 40e6);
});

test('more values than are read without taking much memory are too many, and long texts are not', () => {
  assert.equal(read('', Buffer.from(`[${'1,'.repeat(60_000)}1]`)), 'too-many-values');
  assert.equal(read('gzip', gzipSync(Buffer.from(`[${'[],'.repeat(60_000)}1]`))), 'too-many-values');
  const list = `[${'{"name":"a bank"},'.repeat(20_000)}1]`;
  assert.equal(read('', Buffer.from(list)), list);
  const page = 'A long text. '.repeat(200_000);
  assert.equal(read('', Buffer.from(page)), page);
});
