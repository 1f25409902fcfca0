import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fstatSync, mkdtempSync, readdirSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { spill, tooMany } from './spill.ts';

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-spill-test-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Descriptors of this process whose file is larger than nothing and has no name. */
function nameless(): readonly number[] {
  return Array.from({ length: 256 }, (_, descriptor) => descriptor).filter((descriptor) => {
    try {
      const { nlink, size } = fstatSync(descriptor);
      return nlink === 0 && size > 0;
    } catch {
      return false;
    }
  });
}

test('small amounts stay in memory, and no file is made', () =>
  inFolder((folder) => {
    const kept = spill({ inMemory: 100, folder });
    const message = { method: 'POST', body: randomBytes(100) };
    assert.equal(kept.kept(message), message);
    assert.deepEqual(readdirSync(folder), []);
    kept.close();
  }));

test('what is beyond comes back as it was, as often as it is looked at', () =>
  inFolder((folder) => {
    const kept = spill({ inMemory: 10, folder });
    const bodies = Array.from({ length: 50 }, (_, index) => randomBytes(index * 997));
    const messages = bodies.map((body, number) => kept.kept({ number, body }));
    for (const [number, message] of [...messages.entries()].toReversed()) {
      assert.equal(message.number, number);
      assert.ok(Buffer.from(message.body).equals(bodies[number] ?? Buffer.alloc(0)));
      assert.ok(Buffer.from({ ...message }.body).equals(bodies[number] ?? Buffer.alloc(0)));
    }
    kept.close();
  }));

test('heads take bounded memory: what comes beyond is kept by nothing and judged by nothing', () =>
  inFolder((folder) => {
    const why: string[] = [];
    const kept = spill({ heads: 100_000, folder, onFull: (code) => why.push(code) });
    const message = () => ({
      method: 'GET',
      target: `/${'t'.repeat(4000)}`,
      headers: [['X-Odd', 'o'.repeat(5000)] as const],
      body: new Uint8Array(3),
    });
    const messages = Array.from({ length: 1000 }, () => kept.kept(message()));
    const whole = messages.filter((one) => !kept.isLost(one));
    assert.equal(whole.length, 10);
    assert.deepEqual(whole, messages.slice(0, 10));
    assert.deepEqual(why, [tooMany]);
    // What is lost takes no memory of its size.
    assert.ok(messages.slice(10).every(({ target, headers, body }) => target === '' && headers.length === 0 && body.length === 0));
    kept.close();
  }));

test('the file has no name, only its owner may open it, and no plain text is in it', { skip: process.platform === 'win32' }, () =>
  inFolder((folder) => {
    const already = new Set(nameless());
    const kept = spill({ inMemory: 0, folder });
    const text = 'API Signature sSignature0000000000000000000001 '.repeat(50);
    const message = kept.kept({ body: Buffer.from(text) });
    assert.deepEqual(readdirSync(folder), []);
    const [descriptor] = nameless().filter((one) => !already.has(one));
    assert.ok(descriptor !== undefined);
    assert.equal(fstatSync(descriptor).mode & 0o777, 0o600);
    const onDisk = Buffer.alloc(10_000);
    const length = readSync(descriptor, onDisk, 0, onDisk.length, 0);
    assert.equal(length, text.length);
    assert.ok(!onDisk.toString('latin1').includes('Signature'));
    assert.equal(Buffer.from(message.body).toString(), text);
    kept.close();
  }),
);

test('three hundred megabytes of bodies take the memory of a few of them', () => {
  const module = fileURLToPath(new URL('./spill.ts', import.meta.url));
  // In its own process, whose memory nothing else uses.
  const program = `
    const { spill } = await import(${JSON.stringify(module)});
    const kept = spill({ inMemory: 4_000_000 });
    const began = process.memoryUsage().rss;
    const messages = Array.from({ length: 300 }, (_, index) => kept.kept({ body: new Uint8Array(1_000_000).fill(index % 100) }));
    const sum = messages.reduce((total, { body }) => total + (body[999_999] ?? 0), 0);
    console.log(JSON.stringify({ sum, grew: process.memoryUsage().rss - began }));`;
  const { sum, grew } = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })) as {
    readonly sum: number;
    readonly grew: number;
  };
  assert.equal(sum, 3 * 4950);
  assert.ok(grew < 120e6, `${grew} bytes`);
});

test('on a full disk what came before is kept, what comes later is lost, and that is said once', () =>
  inFolder((folder) => {
    const said: string[] = [];
    const kept = spill({ inMemory: 4, folder: join(folder, 'none'), onFull: (why) => said.push(why) });
    const [first, second, third] = ['one', 'two', 'three'].map((text) => kept.kept({ text, body: Buffer.from(text) }));
    assert.ok(first && second && third);
    assert.deepEqual(
      [first, second, third].map((message) => kept.isLost(message)),
      [false, true, true],
    );
    assert.deepEqual([Buffer.from(first.body).toString(), second.text, second.body.length], ['one', 'two', 0]);
    assert.deepEqual(said, ['ENOENT']);
    kept.close();
  }));
