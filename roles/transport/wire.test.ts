import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { after, before, test } from 'node:test';
import type { WireRequest } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { Transport } from './transport.ts';
import { wire } from './wire.ts';

const body = encodeUtf8('{"name":"José 😀"}');
const request: WireRequest = { method: 'POST', target: '/x', headers: [['X-Date', 'now']], body };
const chunkedRequest: WireRequest = { ...request, headers: [...request.headers, ['Transfer-Encoding', 'chunked']] };

/** The data of each request: its raw header names, and its pieces as the server read them. */
let seen: { readonly headers: IncomingMessage['headers']; readonly pieces: readonly Buffer[]; readonly from: string | undefined }[] = [];
const server = createServer((incoming, response) => {
  if (incoming.url === '/early') {
    response.writeHead(411, { Connection: 'close' }).end('early');
    return;
  }
  const pieces: Buffer[] = [];
  incoming.on('data', (piece: Buffer) => pieces.push(piece));
  incoming.on('end', () => {
    seen.push({ headers: incoming.headers, pieces, from: incoming.socket.remoteAddress });
    response.end('{}');
  });
});
let transport: Transport;

function to(port: number): Transport {
  return wire({ url: `http://127.0.0.1:${port}`, connections: 4, deadlineMs: 10_000 });
}

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  transport = to((server.address() as AddressInfo).port);
});
after(async () => {
  await transport.close();
  server.close();
});

test('chunks have the size that was asked for, and their body is the same', async () => {
  for (const pieces of [1, 3, 7, 1000]) {
    seen = [];
    const answer = await transport.send(chunkedRequest, { pieces });
    assert.equal(answer.kind === 'response' && answer.response.status, 200);
    const [one] = seen;
    assert.equal(one?.headers['transfer-encoding'], 'chunked');
    assert.equal(one?.headers['content-length'], undefined);
    assert.deepEqual(
      one?.pieces.map(({ length }) => length).slice(0, -1),
      Array.from({ length: Math.ceil(body.length / pieces) - 1 }, () => pieces),
    );
    assert.deepEqual(new Uint8Array(Buffer.concat(one?.pieces ?? [])), body);
  }
});

test('a body in pieces under a Content-Length is the same bytes', async () => {
  seen = [];
  for (const pieces of [1, 3]) await transport.send(request, { pieces });
  for (const { headers, pieces } of seen) {
    assert.equal(headers['content-length'], String(body.length));
    assert.deepEqual(new Uint8Array(Buffer.concat(pieces)), body);
  }
  assert.equal(seen.length, 2);
});

const from = '127.0.0.2';

test('every way of sending goes out from the address that was asked for', {
  skip: process.platform !== 'linux' && 'not run: this system has one loopback address',
}, async () => {
  seen = [];
  await transport.send(request, { from });
  await transport.send(request, { from, pieces: 3 });
  await transport.send(request, { from, abandon: 'at-answer' });
  await transport.send({ ...request, travel: { packets: 3 } }, { from });
  await transport.send({ ...request, travel: { connection: { before: [request], pipelined: true } } }, { from });
  assert.deepEqual(
    seen.map((one) => one.from),
    Array.from({ length: 6 }, () => from),
  );
});

test('the frames of chunks are those of RFC 9112', async () => {
  const tcp = createTcpServer((socket) => {
    let text = '';
    socket.on('data', (piece) => {
      text += piece.toString('latin1');
      if (text.endsWith('\r\n0\r\n\r\n')) socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
    });
  });
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const raw = to((tcp.address() as AddressInfo).port);
  const answer = await raw.send({ ...chunkedRequest, body: encodeUtf8('abcdefgh') }, { pieces: 3 });
  await raw.close();
  tcp.close();
  const text = answer.kind === 'response' ? Buffer.from(answer.response.body).toString('latin1') : '';
  assert.match(text, /\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n2\r\ngh\r\n0\r\n\r\n$/);
});

test('an answer that comes before the body is at its end counts', async () => {
  const answer = await transport.send({ ...chunkedRequest, target: '/early', body: new Uint8Array(5000) }, { pieces: 10 });
  assert.equal(answer.kind === 'response' && answer.response.status, 411);
});
