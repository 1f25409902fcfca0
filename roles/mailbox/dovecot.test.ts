import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { unlessOnPath } from '../../self-test/program-on-path.ts';
import { imapMailbox } from './imap.ts';

const program = 'dovecot';
/** It is in a folder of system programs, which not every PATH has. */
const path = `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/sbin`;
const password = 'imapPassword01';
let running: ChildProcess | undefined;
let folder: string | undefined;
after(async () => {
  if (running?.exitCode === null) {
    running.kill();
    await once(running, 'exit');
  }
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

/** The user who owns the mails: this one, or nobody where this one is root, for whom Dovecot opens no mailbox. */
const { uid, gid, username } = userInfo();
const isRoot = uid === 0;
const [mailUser, mailGroup] = isRoot ? [65534, 65534] : [uid, gid];

/** Settings of Dovecot name groups. */
const groupName = (): string => new RegExp(`^([^:]+):[^:]*:${gid}:`, 'm').exec(readFileSync('/etc/group', 'utf8'))?.[1] ?? '';

/** A Dovecot for one user, once it answers; its own users are those of its package, or this one. */
async function dovecot(base: string): Promise<number> {
  const port = await freePort();
  const own = isRoot
    ? ''
    : `default_internal_user = ${username}\ndefault_internal_group = ${groupName()}\ndefault_login_user = ${username}\n`;
  const text = `${own}protocols = imap
base_dir = ${base}/run
log_path = /dev/stderr
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${base}/mail
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${mailUser} gid=${mailGroup} home=${base}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
  writeFileSync(join(base, 'dovecot.conf'), text);
  running = spawn(program, ['-F', '-c', join(base, 'dovecot.conf')], { env: { PATH: path }, stdio: ['ignore', 'ignore', 'pipe'] });
  assert.ok(running.stderr);
  const [line] = await once(createInterface({ input: running.stderr }), 'line');
  assert.match(String(line), /starting up for imap/);
  return port;
}

test('a mailbox of Dovecot gives each message once, and changes nothing (long)', { skip: unlessOnPath(path, program) }, async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-dovecot-'));
  chmodSync(folder, 0o755);
  const mail = join(folder, 'mail');
  for (const part of [mail, join(mail, 'new'), join(mail, 'cur'), join(mail, 'tmp')]) {
    mkdirSync(part);
    chownSync(part, mailUser, mailGroup);
  }
  const deliver = (name: string, text: string): void => {
    const file = join(mail, 'new', name);
    writeFileSync(file, text);
    chownSync(file, mailUser, mailGroup);
  };
  const one = 'Subject: one\r\nMessage-ID: <1@example.com>\r\n\r\nIP address: 203.0.113.9\r\n';
  const two = 'Subject: two\r\nMessage-ID: <2@example.com>\r\n\r\nIP address: 203.0.113.10\r\n';
  deliver('1700000000.M1.host', one);
  const port = await dovecot(folder);
  const place = { host: '127.0.0.1', port, secure: false, user: 'reader', password, mailbox: 'INBOX' };
  const mailbox = await imapMailbox(place);
  const texts = async (): Promise<readonly string[]> => (await mailbox.fresh()).map(({ bytes }) => Buffer.from(bytes).toString());
  assert.deepEqual(await texts(), [one]);
  assert.deepEqual(await texts(), []);
  deliver('1700000001.M2.host', two);
  assert.deepEqual(await texts(), [two]);
  await mailbox.close();
  // Nothing was marked as read: S is the flag of a maildir for that.
  const names = ['new', 'cur'].flatMap((part) => readdirSync(join(mail, part)));
  assert.equal(names.length, 2);
  assert.ok(
    names.every((name) => !/:2,.*S/.test(name)),
    names.join(', '),
  );
  await assert.rejects(
    imapMailbox({ ...place, password: 'wrongPassword01' }),
    /INBOX of reader .* cannot be read \(the login was refused\)/,
  );
  await assert.rejects(imapMailbox({ ...place, mailbox: 'Elsewhere' }), /Elsewhere of reader .* cannot be read/);
});
