import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { test } from 'node:test';
import { answerAt, inboxes, inboxServer, readScript } from './inbox.ts';

test('a script is statuses, close and hang; its last entry goes on', () => {
  const script = readScript('500, close,hang,200');
  assert.deepEqual(script, [500, 'close', 'hang', 200]);
  assert.deepEqual(
    [0, 1, 2, 3, 9].map((index) => answerAt(script, index)),
    [500, 'close', 'hang', 200, 200],
  );
  for (const text of ['', '500,', '99', '600', 'Hang', '2xx', '500;200']) assert.throws(() => readScript(text), RangeError, text);
});

interface Received {
  readonly status: number | undefined;
  readonly location: string | undefined;
}

/** Posts, and returns the status, or undefined where the connection was closed. */
function post(url: string, body: string, headers?: readonly string[]): Promise<Received> {
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', agent: false, ...(headers ? { headers } : {}) }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode, location: response.headers.location }));
    });
    sent.on('error', () => resolve({ status: undefined, location: undefined }));
    sent.end(body);
  });
}

test('a body beyond a megabyte gets 413, also where it never ends or its sender leaves, and the server goes on', async () => {
  const server = inboxServer(async () => ({
    delivery: { kind: 'response', response: { status: 200, headers: [], body: new Uint8Array() } },
  }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const url = `http://127.0.0.1:${address.port}/`;
  try {
    assert.equal((await post(url, 'x'.repeat(5_000_000))).status, 413);
    const unending = request(url, { method: 'POST', agent: false });
    unending.on('error', () => undefined);
    const [answer] = await Promise.all([once(unending, 'response'), unending.write('x'.repeat(2_000_000))]);
    assert.equal(answer[0].statusCode, 413);
    const leaving = request(url, { method: 'POST', agent: false });
    leaving.on('error', () => undefined);
    await new Promise((resolve) => leaving.write('x'.repeat(2_000_000), resolve));
    leaving.destroy();
    assert.equal((await post(url, '{}')).status, 200);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('what comes is kept as it came, and answered by the script of its inbox', async () => {
  const server = inboxServer(async (arrival) => ({ delivery: await ours.take(arrival) }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const ours = inboxes(`http://127.0.0.1:${address.port}`, () => 42);
  try {
    const arrived: number[] = [];
    const one = ours.open('one', [500, 'close', 302, 200], async ({ number }) => void arrived.push(number));
    const other = ours.open('other', [204]);
    const headers = ['Host', 'x', 'x-ODD', 'a', 'X-odd', 'b', 'Content-Length', '2'];
    assert.equal((await post(one.url, '{}', headers)).status, 500);
    assert.equal((await post(one.url, '{}')).status, undefined);
    assert.deepEqual(await post(one.url, '{}'), { status: 302, location: `${one.url}/moved` });
    assert.equal((await post(`${one.url}/moved`, '{}')).status, 200);
    assert.equal((await post(other.url, '')).status, 204);
    // As a proxy in front passes it on: the query stays, and the scheme is that of the caller.
    const proxied = ['Host', 'shop.example', 'X-Forwarded-Proto', 'https', 'Content-Length', '2'];
    const moved = ours.open('moved', [307]);
    assert.equal((await post(`${moved.url}?order=1`, '{}', proxied)).location, 'https://shop.example/moved/moved?order=1');
    assert.equal((await post(`${other.url}x`, '')).status, 404);
    assert.deepEqual(arrived, [1, 2, 3, 4]);
    const [first, second] = one.seen();
    assert.deepEqual(
      first?.request.headers.filter(([name]) => /odd/i.test(name)),
      [
        ['x-ODD', 'a'],
        ['X-odd', 'b'],
      ],
    );
    assert.equal(Buffer.from(first?.request.body ?? []).toString(), '{}');
    assert.equal(first?.peer, '127.0.0.1');
    assert.equal(first?.startedAt, 42);
    assert.equal(second?.answer.kind, 'none');
    assert.equal(other.seen().length, 1);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
