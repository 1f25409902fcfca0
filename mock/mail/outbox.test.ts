import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import type { KeyUseDecisions } from '../../core/decisions/key-use.ts';
import { firstInterpretations } from '../../specs/types/ambiguities.ts';
import { conformingKeyUse } from '../key-use/conforming.ts';
import { keyUseMemory } from '../key-use/memory.ts';
import { type MailPost, outbox, usualEnvelope } from './outbox.ts';
import { folderPost, smtpPost } from './posts.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-outbox-'));
after(() => rmSync(folder, { recursive: true }));

const decisions: KeyUseDecisions = conformingKeyUse(firstInterpretations);
const use = { merchant: 'm', key: 'k', keys: ['k'], shown: '1abc', address: '127.0.0.1', at: Date.UTC(2026, 10, 29, 13, 58, 50) };

/** An outbox with one waiting mail, and a clock that is set by hand. */
function withOne(post: MailPost, file?: string) {
  const memory = keyUseMemory(file);
  const clock = { at: 1000 };
  const failures: number[] = [];
  const box = outbox({
    memory,
    decisions,
    envelope: usualEnvelope,
    post,
    now: () => clock.at,
    failing: (_, waitMs) => failures.push(waitMs),
  });
  memory.add('k 127.0.0.1', '<one@example>', use);
  return { memory, box, clock, failures };
}

/** A mail server that keeps what it gets. */
async function mailServer(port: number): Promise<{ readonly port: number; readonly got: string[]; readonly close: () => Promise<void> }> {
  const got: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        got.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const { port: bound } = server.server.address() as AddressInfo;
  return { port: bound, got, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

test('a mail is a file of its own, and one that is sent again takes the place of the first', async () => {
  const post = folderPost(folder);
  const { box } = withOne(post);
  await box.step();
  const [name, ...more] = readdirSync(folder);
  assert.deepEqual(more, []);
  const text = readFileSync(join(folder, name ?? ''), 'utf8');
  assert.match(text, /^Message-ID: <one@example>\r$/m);
  assert.match(text, /127\.0\.0\.1/);
  assert.match(text, /2026-11-29 13:58:50 UTC/);
  assert.equal(box.nextAt(), undefined);
  await post({ messageId: '<one@example>', bytes: Buffer.from('again') });
  assert.deepEqual(readdirSync(folder), [name]);
});

test('a mail that the server does not take is tried again with its Message-ID, later each time', async () => {
  const first = await mailServer(0);
  await first.close();
  const { box, clock, failures } = withOne(smtpPost(`smtp://127.0.0.1:${first.port}`, usualEnvelope));
  await box.step();
  assert.deepEqual(failures, [500]);
  assert.equal(box.nextAt(), 1500);
  await box.step();
  clock.at = 1500;
  await box.step();
  assert.equal(box.nextAt(), 2500);
  const second = await mailServer(first.port);
  clock.at = 2500;
  await box.step();
  await second.close();
  assert.equal(second.got.length, 1);
  assert.match(second.got[0] ?? '', /^Message-ID: <one@example>\r$/m);
  assert.equal(box.nextAt(), undefined);
});

test('a crash between the sending and its record sends the same Message-ID again, and never another', async () => {
  const file = join(folder, 'crash.sqlite');
  const sent: string[] = [];
  const dying: MailPost = ({ messageId }) => {
    sent.push(messageId);
    return new Promise(() => undefined);
  };
  const before = withOne(dying, file);
  void before.box.step();
  while (sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
  before.memory.close();
  const after = withOne(async ({ messageId }) => void sent.push(messageId), file);
  await after.box.step();
  assert.deepEqual(sent, ['<one@example>', '<one@example>']);
  // The use is known: nothing is queued again.
  assert.equal(after.memory.add('k 127.0.0.1', '<two@example>', use), false);
  after.memory.close();
});

test('a mail that is never taken holds up no other', async () => {
  const sent: string[] = [];
  const { memory, box, clock } = withOne(async ({ messageId }) => {
    if (messageId === '<one@example>') throw new Error('550 refused');
    sent.push(messageId);
  });
  await box.step();
  memory.add('k 127.0.0.2', '<two@example>', { ...use, address: '127.0.0.2' });
  clock.at = box.nextAt() ?? 0;
  await box.step();
  assert.deepEqual(sent, ['<two@example>']);
});
