import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { httpPost } from './notifier-post.ts';

test('an answer that has begun and does not end counts by its status, and a silent one is late', async () => {
  let head = 'HTTP/1.1 202 Accepted\r\nContent-Length: 1000\r\n\r\n';
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(head);
      const timer = setInterval(() => socket.write(head === '' ? 'HTTP/1.1 102 Processing\r\n\r\n' : ' '), 20);
      socket.once('close', () => clearInterval(timer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { post, close } = httpPost(300);
  const sent = () =>
    post(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), {
      method: 'POST',
      target: '/',
      headers: [],
      body: Buffer.from('{}'),
    });
  const dripped = await sent();
  assert.equal(dripped.kind === 'response' && dripped.response.status, 202);
  head = '';
  const silent = await sent();
  assert.equal(silent.kind === 'none' && silent.reason, 'timeout');
  await close();
  server.close();
});
