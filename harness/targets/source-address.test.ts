import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { seenAs, sourceAddress } from './source-address.ts';

test('a local address is only seen locally', () => {
  assert.equal(seenAs('127.0.0.1', '127.0.0.1'), '127.0.0.1');
  assert.equal(seenAs('::ffff:127.0.0.1', '::ffff:127.0.0.1'), '127.0.0.1');
  assert.equal(seenAs('10.0.0.5', '192.168.1.1'), '10.0.0.5');
  assert.equal(seenAs('10.0.0.5', '203.0.113.9'), undefined);
  assert.equal(seenAs('198.51.100.7', '203.0.113.9'), '198.51.100.7');
  assert.equal(seenAs('fd00::1', '2001:db8::1'), undefined);
  assert.equal(seenAs(undefined, '203.0.113.9'), undefined);
});

test('the address of a connection to a target on this machine', async () => {
  const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  assert.equal(await sourceAddress(`https://127.0.0.1:${port}`, 5000), '127.0.0.1');
  server.close();
  await once(server, 'close');
  assert.equal(await sourceAddress(`https://127.0.0.1:${port}`, 5000), undefined);
});
