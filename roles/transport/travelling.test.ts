import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import type { Travel, WireRequest } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { wire } from './wire.ts';

const body = encodeUtf8('{"name":"José"}');
const post: WireRequest = { method: 'POST', target: '/x', headers: [['X-Date', 'now']], body };
const get: WireRequest = { method: 'GET', target: '/y', headers: [], body: new Uint8Array(0) };

/** What each connection said, and when an answer goes out. */
let said: string[] = [];
let answers: (heard: string, socket: Socket) => string | undefined;
const server = createServer((socket) => {
  const at = said.length;
  said.push('');
  socket.setNoDelay(true);
  socket.on('error', () => {});
  socket.on('data', (piece) => {
    said[at] += piece.toString('latin1');
    const answer = answers(said[at] ?? '', socket);
    if (answer !== undefined) socket.write(answer);
  });
});
let url: string;

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const refusal = 'HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n';
const isWhole = (heard: string): boolean => heard.endsWith('"}') || heard.endsWith('0\r\n\r\n') || heard.endsWith('whole\r\n\r\n');

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.close();
});
beforeEach(() => {
  said = [];
  answers = (heard) => (isWhole(heard) ? ok : undefined);
});

async function sent(request: WireRequest, travel: Travel): Promise<string> {
  const transport = wire({ url, connections: 1, deadlineMs: 10_000 });
  const answer = await transport.send({ ...request, travel }, {});
  await transport.close();
  return answer.kind === 'response' ? `${answer.response.status} ${Buffer.from(answer.response.body)}` : answer.reason;
}

test('a request in packets is the same bytes', async () => {
  assert.equal(await sent(post, { packets: 3 }), '200 ok');
  assert.equal(await sent(post, {}), '200 ok');
  assert.equal(said[0], said[1]);
  assert.match(
    said[0] ?? '',
    /^POST \/x HTTP\/1\.1\r\n.*X-Date: now\r\nContent-Length: 16\r\nConnection: close\r\n\r\n\{"name":"JosÃ©"\}$/s,
  );
});

test('chunks have extensions and a trailer where that is asked for', async () => {
  assert.equal(await sent(post, { chunks: { bytes: 10, extended: true } }), '200 ok');
  const [, framed] = /\r\n\r\n(.*)$/s.exec(said[0] ?? '') ?? [];
  assert.equal(
    framed,
    'a;part=1;note="a b"\r\n{"name":"J\r\n6;part=1;note="a b"\r\nosÃ©"}\r\n0;part=1;note="a b"\r\nX-Sent: whole\r\n\r\n',
  );
  assert.doesNotMatch(said[0] ?? '', /Content-Length/);
});

test('HTTP/1.0 says so, and an answer that ends with its connection is whole', async () => {
  answers = (_heard, socket) => {
    socket.end('HTTP/1.0 200 OK\r\n\r\nto the end');
    return undefined;
  };
  assert.equal(await sent(get, { version: '1.0' }), '200 to the end');
  assert.match(said[0] ?? '', /^GET \/y HTTP\/1\.0\r\n/);
  assert.doesNotMatch(said[0] ?? '', /Connection|Content-Length/);
});

test('a body that waits goes out after 100 Continue, and not after a final answer', async () => {
  answers = (heard) => (isWhole(heard) ? ok : heard.endsWith('\r\n\r\n') ? 'HTTP/1.1 100 Continue\r\n\r\n' : undefined);
  assert.equal(await sent(post, { waits: true }), '200 ok');
  answers = () => 'HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n';
  assert.equal(await sent(post, { waits: true }), '417 ');
  assert.deepEqual(
    said.map((text) => text.includes('José') || text.includes('JosÃ©')),
    [true, false],
  );
});

test('a request goes behind another one over the same connection, after its answer', async () => {
  answers = (heard) =>
    heard.endsWith('\r\n\r\n') && !isWhole(heard) && !heard.includes('POST') ? refusal : isWhole(heard) ? ok : undefined;
  assert.equal(await sent(post, { connection: { before: [get] } }), '200 ok');
  assert.equal(said.length, 1);
  assert.match(said[0] ?? '', /^GET \/y .*POST \/x /s);
});

test('a pipelined request does not wait for the answer to the one before it', async () => {
  answers = (heard) => (heard.startsWith('GET /y ') && isWhole(heard) ? `${refusal}${ok}` : undefined);
  assert.equal(await sent(post, { connection: { before: [get], pipelined: true } }), '200 ok');
  assert.equal(said.length, 1);
});

test('where the connection is closed before its turn a request is not sent over another one', async () => {
  answers = (_heard, socket) => {
    socket.end('HTTP/1.1 400 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    return undefined;
  };
  assert.equal(await sent(post, { connection: { before: [get] } }), 'closed');
  assert.equal(said.length, 1);
});
