import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unlessOnPath } from '../../self-test/program-on-path.ts';
import { folderMailbox } from './folder.ts';
import { type ImapPlace, imapMailbox } from './imap.ts';

/** The program that makes pipes. */
const maker = 'mkfifo';
const folder = mkdtempSync(join(tmpdir(), 'countersign-mailbox-'));
after(() => rmSync(folder, { recursive: true }));

const textsOf = async (mailbox: { fresh(): Promise<readonly { readonly bytes: Uint8Array }[]> }): Promise<readonly string[]> =>
  (await mailbox.fresh()).map(({ bytes }) => Buffer.from(bytes).toString());

test('a folder gives each .eml file once, and no file that is being written', async () => {
  const place = join(folder, 'outbox');
  mkdirSync(place);
  const mailbox = await folderMailbox(place);
  writeFileSync(join(place, 'a.eml'), 'one');
  writeFileSync(join(place, '.b.eml'), 'unfinished');
  writeFileSync(join(place, 'notes.txt'), 'no mail');
  assert.deepEqual(await textsOf(mailbox), ['one']);
  renameSync(join(place, '.b.eml'), join(place, 'b.eml'));
  mkdirSync(join(place, 'c.eml'));
  assert.deepEqual(await textsOf(mailbox), ['unfinished']);
  assert.deepEqual(await textsOf(mailbox), []);
});

test('a pipe with the name of a mail holds nothing up, and is a mail that cannot be read', {
  skip: unlessOnPath(process.env.PATH, maker),
  timeout: 20_000,
}, async () => {
  const place = join(folder, 'piped');
  mkdirSync(place);
  execFileSync(maker, [join(place, 'a.eml')]);
  writeFileSync(join(place, 'b.eml'), 'one');
  assert.deepEqual(await textsOf(await folderMailbox(place)), ['', 'one']);
});

test('a maildir gives a message once, also when it is moved and marked as read', async () => {
  const place = join(folder, 'maildir');
  for (const name of ['new', 'cur', 'tmp']) mkdirSync(join(place, name), { recursive: true });
  const mailbox = await folderMailbox(place);
  writeFileSync(join(place, 'new', '1700000000.M1.host'), 'one');
  assert.deepEqual(await textsOf(mailbox), ['one']);
  renameSync(join(place, 'new', '1700000000.M1.host'), join(place, 'cur', '1700000000.M1.host:2,S'));
  writeFileSync(join(place, 'cur', '1700000001.M2.host:2,'), 'two');
  assert.deepEqual(await textsOf(mailbox), ['two']);
});

test('a folder that is not there is said', async () => {
  const mailbox = await folderMailbox(join(folder, 'nowhere'));
  await assert.rejects(mailbox.fresh(), /ENOENT/);
});

/** A server that speaks the part of IMAP4rev1 that a reader needs. It records its requests. */
async function imapServer(mails: string[], accepts = true) {
  const asked: string[] = [];
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n');
    let rest = '';
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        answer(socket, line);
      }
    });
  });
  const answer = (socket: Socket, line: string): void => {
    const [, tag = '', uid, command = '', more = ''] = /^(\S+) (UID )?(\S+) ?(.*)$/i.exec(line) ?? [];
    if (tag === '') {
      // The second part of AUTHENTICATE.
      socket.write(accepts ? 'A OK\r\n' : 'A NO\r\n');
      return;
    }
    asked.push(`${uid ?? ''}${command} ${/^(login|authenticate)$/i.test(command) ? '' : more}`.trim());
    switch (command.toUpperCase()) {
      case 'CAPABILITY':
        socket.write('* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n');
        break;
      case 'AUTHENTICATE':
      case 'LOGIN':
        socket.write(accepts ? `${tag} OK done\r\n` : `${tag} NO [AUTHENTICATIONFAILED] wrong\r\n`);
        return;
      case 'LIST':
      case 'XLIST':
      case 'LSUB':
        socket.write('* LIST (\\HasNoChildren) "/" "INBOX"\r\n');
        break;
      case 'EXAMINE':
      case 'SELECT':
        socket.write(
          `* ${mails.length} EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT ${mails.length + 1}] ok\r\n`,
        );
        socket.write(`${tag} OK [READ-ONLY] done\r\n`);
        return;
      case 'NOOP':
        socket.write(`* ${mails.length} EXISTS\r\n`);
        break;
      case 'SEARCH': {
        const from = Number(/UID (\d+):\*/i.exec(more)?.[1] ?? 1);
        const found = mails.map((_, index) => index + 1).filter((id) => id >= from);
        socket.write(`* SEARCH ${(found.length > 0 ? found : [mails.length]).join(' ')}\r\n`);
        break;
      }
      case 'FETCH': {
        const id = Number(more.split(' ')[0]);
        const text = mails[id - 1] ?? '';
        socket.write(`* ${id} FETCH (UID ${id} BODY[]<0> {${text.length}}\r\n${text})\r\n`);
        break;
      }
      case 'LOGOUT':
        socket.end(`* BYE bye\r\n${tag} OK done\r\n`);
        return;
    }
    socket.write(`${tag} OK done\r\n`);
  };
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const place: ImapPlace = { host: '127.0.0.1', port, secure: false, user: 'reader', password: 'imapPassword01', mailbox: 'INBOX' };
  return { place, asked, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

test('a mailbox by IMAP gives each message once, and changes nothing', async () => {
  const mails = ['Subject: one\r\n\r\n1', 'Subject: two\r\n\r\n2'];
  const { place, asked, close } = await imapServer(mails);
  const mailbox = await imapMailbox(place);
  assert.deepEqual(await textsOf(mailbox), mails);
  assert.deepEqual(await textsOf(mailbox), []);
  mails.push('Subject: three\r\n\r\n3');
  assert.deepEqual(await textsOf(mailbox), mails.slice(2));
  await mailbox.close();
  await close();
  assert.ok(
    asked.some((line) => line.startsWith('EXAMINE')),
    asked.join('\n'),
  );
  assert.ok(!asked.some((line) => /STORE|SELECT|EXPUNGE|COPY|MOVE|BODY\[/.test(line) && !/BODY\.PEEK/.test(line)), asked.join('\n'));
});

test('a login that is refused is said without the password', async () => {
  const { place, close } = await imapServer([], false);
  await assert.rejects(imapMailbox(place), (error: Error) => {
    assert.match(error.message, /INBOX of reader/);
    assert.ok(!error.message.includes(place.password), error.message);
    return true;
  });
  await close();
});

test('a server that is not there is said', async () => {
  const { place, close } = await imapServer([]);
  await close();
  await assert.rejects(imapMailbox(place), /INBOX of reader at 127\.0\.0\.1:\d+ cannot be read \(ECONNREFUSED\)/);
});
