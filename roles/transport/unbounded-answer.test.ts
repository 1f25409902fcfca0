import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Answer, WireRequest } from '../../core/exchange.ts';
import { fetched, UnboundedAnswer } from './fetched.ts';
import type { Transport } from './transport.ts';
import { wire } from './wire.ts';

const deadlineMs = 1000;
/** Where the size ends the answer, so that no load of the machine makes it the deadline. */
const longDeadlineMs = 60_000;
const answerBytes = 40_000;
const ok = 'HTTP/1.1 200 OK\r\n';

/** Writes the same bytes until the other side disconnects. */
function endlessly(socket: Socket, bytes: Buffer): void {
  const go = (): void => {
    while (!socket.destroyed && socket.write(bytes));
  };
  socket.on('drain', go);
  go();
}

function everyMs(socket: Socket, ms: number, act: () => void): void {
  const timer = setInterval(act, ms);
  socket.once('close', () => clearInterval(timer));
}

const bomb = gzipSync(Buffer.alloc(20_000_000));

/** What a server may do, and how it is reported. */
interface Hostile {
  readonly act: (socket: Socket) => void;
  readonly reason: RegExp;
  readonly says: RegExp;
  /** The deadline ends the answer, not its content. */
  readonly late?: true;
}

const hostile: Readonly<Record<string, Hostile>> = {
  silent: { act: () => undefined, reason: /^timeout$/, says: /^no answer came within 1 s$/, late: true },
  endless: {
    act: (socket) => {
      socket.write(`${ok}\r\n`);
      endlessly(socket, Buffer.alloc(65_536));
    },
    reason: /^too-large$/,
    says: /^the answer has more than 40000 bytes$/,
  },
  'chunks of single bytes': {
    act: (socket) => {
      socket.write(`${ok}Transfer-Encoding: chunked\r\n\r\n`);
      endlessly(socket, Buffer.from('1\r\nx\r\n'.repeat(5000)));
    },
    reason: /^too-large$/,
    says: /^the answer has more than 40000 bytes$/,
  },
  'a byte now and then': {
    act: (socket) => {
      socket.write(`${ok}\r\n`);
      everyMs(socket, 50, () => socket.write(' '));
    },
    reason: /^unfinished$/,
    says: /^the answer did not end within 1 s$/,
    late: true,
  },
  'a header line now and then': {
    act: (socket) => {
      socket.write(ok);
      everyMs(socket, 50, () => socket.write('X-More: 1\r\n'));
    },
    reason: /^timeout$/,
    says: /^no answer came within 1 s$/,
    late: true,
  },
  'interim answers without an end': {
    act: (socket) => everyMs(socket, 2, () => socket.write('HTTP/1.1 102 Processing\r\n\r\n'.repeat(50))),
    reason: /^unfinished$/,
    says: /^within 1 s \d+ interim answers \(1xx\) came and no final one$/,
    late: true,
  },
  'more values than are read': {
    act: (socket) => socket.end(`${ok}Connection: close\r\nContent-Length: 30003\r\n\r\n[${'1,'.repeat(15_000)}1]`),
    reason: /^too-large$/,
    says: /^the answer has more than 10000 values of JSON$/,
  },
  'a bomb': {
    act: (socket) => {
      socket.write(`${ok}Connection: close\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
      socket.write(bomb);
    },
    reason: /^too-large$/,
    says: /^the answer has more than 40000 bytes without its content coding$/,
  },
  'a hundred thousand header lines': {
    act: (socket) => {
      socket.write(ok);
      socket.write('X-Line: v\r\n'.repeat(100_000));
    },
    reason: /^too-large$/,
    says: /^the header lines of the answer are longer than is read$/,
  },
  'no HTTP': { act: (socket) => socket.write('HTTQ/9 fine\r\n\r\n'), reason: /^malformed$/, says: /^HPE_|^HTTPParserError$/ },
  'a status line of its own': {
    act: (socket) => socket.write('HTTP/1.1 2000 OK\r\n\r\n'),
    reason: /^malformed$/,
    says: /^HPE_|^HTTPParserError$/,
  },
};

describe('an answer without a bound', () => {
  let act: (socket: Socket) => void = () => undefined;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => act(socket));
  });
  const open = new Set<Socket>();
  let transport: Transport;
  let patient: Transport;
  let url: string;

  before(async () => {
    server.on('connection', (socket) => {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    transport = wire({ url, connections: 2, deadlineMs, answerBytes });
    patient = wire({ url, connections: 2, deadlineMs: longDeadlineMs, answerBytes });
  });
  after(async () => {
    await Promise.all([transport.close(), patient.close()]);
    for (const socket of open) socket.destroy();
    server.close();
  });

  const request: WireRequest = { method: 'POST', target: '/', headers: [], body: Buffer.from('{}') };
  const ways: Readonly<Record<string, (by: Transport) => Promise<Answer | undefined>>> = {
    'a pooled connection': (by) => by.send(request, {}),
    'a body in pieces': (by) => by.send(request, { pieces: 1 }),
    'a race': async (by) => (await by.race(1, () => [request]))[0],
  };

  for (const [name, { act: acts, reason, says, late }] of Object.entries(hostile)) {
    test(`${name} ends soon with a reason and keeps nothing`, async () => {
      act = acts;
      const began = performance.now();
      await Promise.all(
        Object.entries(ways).map(async ([way, asks]) => {
          const answer = await asks(late === true ? transport : patient);
          assert.ok(answer?.kind === 'none', `${way}: ${answer?.kind}`);
          assert.match(answer.reason, reason, `${way}: ${answer.detail}`);
          assert.match(answer.detail, says, way);
        }),
      );
      assert.ok(performance.now() - began < longDeadlineMs);
    });
  }

  test('the connections are free again after it', async () => {
    act = (socket) => setTimeout(() => socket.end(`${ok}Content-Length: 2\r\nConnection: close\r\n\r\n{}`), 10);
    const own = wire({ url, connections: 2, deadlineMs: 5 * deadlineMs, answerBytes });
    const good = act;
    act = hostile.endless?.act ?? act;
    const lost = await Promise.all([own.send(request, {}), own.send(request, {})]);
    assert.deepEqual(new Set(lost.map(({ kind }) => kind)), new Set(['none']));
    act = good;
    const answers = await Promise.all(Array.from({ length: 4 }, () => own.send(request, {})));
    assert.deepEqual(new Set(answers.map((answer) => (answer.kind === 'none' ? answer.detail : 'whole'))), new Set(['whole']));
    await own.close();
  });

  test('who waits for a connection of ours is not late for it', async () => {
    act = (socket) => setTimeout(() => socket.end(`${ok}Content-Length: 2\r\nConnection: close\r\n\r\n{}`), 0.4 * deadlineMs);
    // On two connections, so that the last ones begin when the deadline of the first would be over.
    const answers = await Promise.all(Array.from({ length: 6 }, () => transport.send(request, {})));
    assert.deepEqual([...new Set(answers.map(({ kind }) => kind))], ['response']);
  });

  test('who is asked beside the target is bounded, too', async () => {
    act = hostile.endless?.act ?? act;
    await assert.rejects(
      fetched(url, { deadlineMs, answerBytes }),
      (error) => error instanceof UnboundedAnswer && /more than 40000/.test(error.message),
    );
    act = hostile['a byte now and then']?.act ?? act;
    await assert.rejects(
      fetched(url, { deadlineMs, answerBytes }),
      (error) => error instanceof UnboundedAnswer && /did not end/.test(error.message),
    );
    act = (socket) => socket.end(`${ok}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`) && socket.write(bomb);
    await assert.rejects(fetched(url, { deadlineMs, answerBytes }));
  });
});
