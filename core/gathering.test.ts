import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Gathering } from './gathering.ts';

test('pieces are joined in their order, whatever becomes of their buffers', () => {
  const gathered = new Gathering(10);
  const piece = new Uint8Array([1, 2, 3]);
  assert.ok(gathered.add(piece));
  piece.fill(9);
  assert.ok(gathered.add(new Uint8Array([4])));
  assert.ok(gathered.add(new Uint8Array(0)));
  assert.deepEqual(gathered.whole(), new Uint8Array([1, 2, 3, 4]));
  assert.deepEqual(new Gathering(0).whole(), new Uint8Array(0));
});

test('a message of the most is kept, and of a longer one nothing', () => {
  const gathered = new Gathering(3);
  assert.ok(gathered.add(new Uint8Array(3)));
  assert.equal(gathered.whole()?.length, 3);
  assert.ok(!gathered.add(new Uint8Array(1)));
  assert.equal(gathered.whole(), undefined);
  assert.ok(!gathered.add(new Uint8Array(0)));
});

test('a million pieces of one byte take the memory of about one piece of a million', () => {
  const gathered = new Gathering(1_000_000);
  const before = process.memoryUsage();
  for (let count = 0; count < 1_000_000; count += 1) gathered.add(Buffer.allocUnsafeSlow(1));
  const whole = gathered.whole();
  const after = process.memoryUsage();
  assert.equal(whole?.length, 1_000_000);
  assert.equal(whole.buffer.byteLength, 1_000_000);
  // Kept pieces would take some hundred bytes each.
  assert.ok(after.rss - before.rss < 80e6, `${after.rss - before.rss} bytes`);
});
