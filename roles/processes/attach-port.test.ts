import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { attachPort } from './attach-port.ts';

test('a program that has connected is handed out, whether it came before or after it was waited for', async () => {
  const own = await attachPort(0);
  const first = connect(own.port, '127.0.0.1');
  await once(first, 'connect');
  const taken = await own.next(10_000);
  assert.equal(taken?.remotePort, first.localPort);
  const next = own.next(10_000);
  const second = connect(own.port, '127.0.0.1');
  assert.equal((await next)?.remotePort, second.localPort);
  assert.equal(await own.next(1), undefined);
  own.close();
  for (const socket of [first, second]) socket.destroy();
});
