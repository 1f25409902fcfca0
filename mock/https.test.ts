import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { connect, type TLSSocket } from 'node:tls';
import type { ProviderDecisions } from '../core/decisions/provider.ts';
import type { Arrival, WireRequest } from '../core/exchange.ts';
import { contractOf } from '../schemas/contracts.ts';
import { accountOf, caller, creation, noon, otherCaller, readOnly, signed, testProvider } from './caller.ts';
import { conformingProvider } from './conforming-provider.ts';
import { type Serving, serve } from './https.ts';
import type { MockProvider } from './provider.ts';

const [onekey] = contractOf('deposits-v3').profiles;

/** A request as it is sent, with a Host and a length. */
function wire({ method, target, headers, body }: WireRequest, more = 'Connection: close\r\n'): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines}Content-Length: ${body.length}\r\n${more}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

async function secure(url: string, ca: string, more: { readonly localAddress?: string } = {}): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), ca, ...more });
  await once(socket, 'secureConnect');
  return socket;
}

/** Everything that comes until the other side closes. */
async function heard(socket: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of socket) chunks.push(chunk);
  } catch (failure) {
    // A reset after the answer is a close too.
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'ECONNRESET')) throw failure;
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function said(
  serving: Serving,
  bytes: Uint8Array,
  more: { readonly localAddress?: string; readonly url?: string } = {},
): Promise<string> {
  const socket = await secure(more.url ?? serving.url, serving.ca, more);
  socket.write(bytes);
  return heard(socket);
}

function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
}

function codeOf(answer: string): unknown {
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)).code;
}

describe('the mock on sockets', () => {
  let mock: MockProvider;
  let serving: Serving;
  let arrivals: Arrival[];
  /** What the override of a test does to the next answers. */
  let deliver: ProviderDecisions['deliver'] | undefined;
  let transport: ProviderDecisions['transport'] | undefined;

  before(async () => {
    const conforming = conformingProvider(contractOf('deposits-v3'), onekey.interpretations, onekey.scheme);
    arrivals = [];
    const decisions: ProviderDecisions = {
      ...conforming,
      transport(arrival) {
        arrivals.push(arrival);
        return (transport ?? conforming.transport)(arrival);
      },
      deliver: (response, call) => (deliver ?? conforming.deliver)(response, call),
    };
    mock = testProvider({ decisions, secondAccounts: [accountOf('first', otherCaller)] });
    serving = await serve({ mock });
  });
  after(async () => {
    await serving.close();
    mock.close();
  });

  test('reports its health beside the API, on both environments and not in plain', async () => {
    const asked = Buffer.from('GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
    for (const url of [serving.url, serving.secondUrl]) {
      const answer = await said(serving, asked, { url });
      assert.equal(statusOf(answer), 200);
      assert.ok(answer.endsWith('{"status":"ok"}'));
    }
    const post = Buffer.from('POST /health HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    assert.equal(statusOf(await said(serving, post)), 404);
    assert.equal(arrivals.at(-1)?.request.target, '/health');
    const plain = connectPlain({ host: '127.0.0.1', port: Number(new URL(serving.plainUrl).port) });
    plain.write(asked);
    assert.equal(await heard(plain), '');
  });

  const stillWorks = async (): Promise<void> => assert.equal(statusOf(await said(serving, wire(readOnly('/v3/states?country=BR')))), 200);

  test('answers a right request, and its bytes are UTF-8', async () => {
    const answer = await said(serving, wire(readOnly('/v3/states?country=BR')));
    assert.equal(statusOf(answer), 200);
    assert.ok(answer.includes('"name":"Amapá"'));
    assert.ok(answer.includes('\r\nDate: Sun, 21 Jun 2020 12:33:20 GMT\r\n'));
    assert.equal(answer.match(/\r\nDate:/gi)?.length, 1);
  });

  test('keeps spelling, order and duplicates of header lines, and the body as it came', async () => {
    const body = Buffer.from('{"odd" :\t1e2}  ');
    const head =
      'POST /v3/deposits?x=%20 HTTP/1.1\r\nhOsT: h\r\nX-DATE:one\r\nx-date:  two \r\nX-Name: \xe9\r\nContent-Length: 15\r\nConnection: close\r\n\r\n';
    arrivals = [];
    await said(serving, Buffer.concat([Buffer.from(head, 'latin1'), body]));
    const [arrival] = arrivals;
    assert.deepEqual(arrival?.request.headers.slice(0, 4), [
      ['hOsT', 'h'],
      ['X-DATE', 'one'],
      ['x-date', 'two'],
      ['X-Name', '\xe9'],
    ]);
    assert.deepEqual(Buffer.from(arrival?.request.body ?? []), body);
    assert.deepEqual([arrival?.request.target, arrival?.peer, arrival?.secure], ['/v3/deposits?x=%20', '127.0.0.1', true]);
  });

  test('serves several requests on one connection', async () => {
    const socket = await secure(serving.url, serving.ca);
    socket.write(Buffer.concat([wire(creation('KEEP-1'), ''), wire(creation('KEEP-2'), ''), wire(creation('KEEP-3'))]));
    assert.equal((await heard(socket)).match(/HTTP\/1\.1 201 /g)?.length, 3);
  });

  test('a body in chunks is one body', async () => {
    const { body, headers, method, target } = creation('CHUNKS');
    const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    const head = `${method} ${target} HTTP/1.1\r\nHost: h\r\n${lines}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n`;
    const half = Math.floor(body.length / 2);
    const chunk = (part: Uint8Array): Buffer => Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]);
    const all = [Buffer.from(head), chunk(body.subarray(0, half)), chunk(body.subarray(half)), Buffer.from('0\r\n\r\n')];
    assert.equal(statusOf(await said(serving, Buffer.concat(all))), 201);
  });

  test('concurrent requests with one key race for one effect (IDM-08)', async () => {
    const sockets = await Promise.all(Array.from({ length: 10 }, () => secure(serving.url, serving.ca)));
    const bytes = wire(creation('RACE', { key: 'race' }));
    for (const socket of sockets) socket.write(bytes.subarray(0, -1));
    for (const socket of sockets) socket.write(bytes.subarray(-1));
    const answers = await Promise.all(sockets.map(heard));
    assert.ok(answers.some((answer) => statusOf(answer) === 201));
    assert.equal(mock.controls.countDeposits('first', 'RACE'), 1);
    for (const answer of answers) assert.ok([201, 400].includes(statusOf(answer)));
  });

  test('the peer is the socket’s: another loopback address is not on the list (IPA-01)', async () => {
    const answer = await said(serving, wire(creation('PEER')), { localAddress: '127.0.0.2' });
    assert.deepEqual([statusOf(answer), codeOf(answer)], [401, 202]);
  });

  test('the second environment has its own port and its own merchants (ENV-01, ENV-02)', async () => {
    const second = { url: serving.secondUrl };
    assert.equal(codeOf(await said(serving, wire(creation('TWO')), second)), 100);
    assert.equal(statusOf(await said(serving, wire(creation('TWO', { as: otherCaller })), second)), 201);
    assert.equal(mock.controls.countDeposits('first', 'TWO'), 0);
  });

  test('its certificate verifies only with its own authority', async () => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(serving.url).port) });
    const [failure] = await once(socket, 'error');
    assert.match(`${failure.code}`, /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/);
  });

  test('plain HTTP takes the connection and closes it without an answer (TLS-01, C38)', async () => {
    for (const bytes of [wire(creation('PLAIN')), Buffer.from('no HTTP at all\r\n\r\n')]) {
      const socket = connectPlain({ host: '127.0.0.1', port: Number(new URL(serving.plainUrl).port) });
      await once(socket, 'connect');
      socket.write(bytes);
      assert.equal(await heard(socket), '');
    }
    assert.equal(mock.controls.countDeposits('first', 'PLAIN'), 0);
  });

  test('plain HTTP on the TLS port gets nothing, and does no harm', async () => {
    const socket = connectPlain({ host: '127.0.0.1', port: Number(new URL(serving.url).port) });
    await once(socket, 'connect');
    socket.write(wire(creation('PLAIN')));
    assert.equal((await heard(socket)).includes('HTTP/1.1'), false);
    await stillWorks();
  });

  test('plain HTTP that an override serves is seen, and so is a redirect', async (context) => {
    context.after(() => {
      transport = undefined;
    });
    for (const [decision, status] of [
      ['serve', 200],
      ['redirect', 301],
      ['refuse-aloud', 403],
    ] as const) {
      transport = () => decision;
      const socket = connectPlain({ host: '127.0.0.1', port: Number(new URL(serving.plainUrl).port) });
      await once(socket, 'connect');
      socket.write(wire(readOnly('/v3/states?country=BR')));
      assert.equal(statusOf(await heard(socket)), status);
    }
  });

  const malformed: readonly (readonly [what: string, bytes: string])[] = [
    ['no HTTP', 'hello\r\n\r\n'],
    ['a header line without a colon', 'GET /v3/states HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n'],
    ['a space before the colon', 'GET /v3/states HTTP/1.1\r\nHost : h\r\n\r\n'],
    ['a length that is not a number', 'POST /v3/deposits HTTP/1.1\r\nHost: h\r\nContent-Length: abc\r\n\r\n'],
    ['two lengths', 'POST /v3/deposits HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['a length and chunks', 'POST /v3/deposits HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a control character in a value', 'GET /v3/states HTTP/1.1\r\nHost: h\r\nX-Login: a\x01b\r\n\r\n'],
    ['an unknown version', 'GET /v3/states HTTP/9.9\r\nHost: h\r\n\r\n'],
    ['a chunk size that is none', 'POST /v3/deposits HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ];
  for (const [what, bytes] of malformed) {
    test(`malformed HTTP, ${what}: a 4xx of the API's shape and a close`, async () => {
      const answer = await said(serving, Buffer.from(bytes, 'latin1'));
      assert.equal(statusOf(answer), 400);
      assert.equal(codeOf(answer), 101);
      assert.ok(answer.includes('\r\nContent-Type: application/json\r\n'));
      await stillWorks();
    });
  }

  test('header lines beyond all measure get 431', async () => {
    const answer = await said(serving, Buffer.from(`GET / HTTP/1.1\r\nHost: h\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`));
    assert.equal(statusOf(answer), 431);
    await stillWorks();
  });

  test('a body beyond a megabyte gets 413, announced or in chunks', async () => {
    const size = 1024 * 1024 + 1;
    const large = Buffer.alloc(size, 'x');
    const announced = Buffer.concat([Buffer.from(`POST /v3/deposits HTTP/1.1\r\nHost: h\r\nContent-Length: ${size}\r\n\r\n`), large]);
    const chunked = Buffer.concat([
      Buffer.from(`POST /v3/deposits HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n${size.toString(16)}\r\n`),
      large,
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    for (const bytes of [announced, chunked]) {
      const answer = await said(serving, bytes);
      assert.deepEqual([statusOf(answer), codeOf(answer)], [413, 201]);
    }
    await stillWorks();
  });

  test('a body of exactly a megabyte is judged', async () => {
    const body = Buffer.alloc(1024 * 1024, ' ');
    assert.equal(codeOf(await said(serving, wire(signed({ target: '/v3/deposits', body })))), 201);
  });

  test('a slow client gets 408: in its header lines and in its body', async () => {
    // In its own server: on a busy machine every client is this slow.
    const impatient = await serve({ mock, patience: { headersMs: 100, requestMs: 100, checkMs: 10 } });
    for (const begun of [
      'GET /v3/states HTTP/1.1\r\nHost: h\r\n',
      'POST /v3/deposits HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n{',
    ]) {
      const answer = await said(impatient, Buffer.from(begun));
      assert.deepEqual([statusOf(answer), codeOf(answer)], [408, 101]);
    }
    await impatient.close();
  });

  test('a client that goes away in the middle does no harm', async () => {
    const socket = await secure(serving.url, serving.ca);
    socket.write(wire(creation('GONE')).subarray(0, -1), () => socket.destroy());
    await once(socket, 'close');
    await stillWorks();
    assert.equal(mock.controls.countDeposits('first', 'GONE'), 0);
  });

  test('methods that nobody documented, CONNECT and Upgrade included, end in an answer or a close', async () => {
    for (const line of ['BREW /v3/deposits', 'OPTIONS *', 'CONNECT h:443', 'TRACE /v3/deposits', 'HEAD /v3/deposits']) {
      await said(serving, Buffer.from(`${line} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`));
    }
    await said(serving, Buffer.from('GET /v3/states HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n'));
    await said(
      serving,
      Buffer.from('POST /v3/deposits HTTP/1.1\r\nHost: h\r\nExpect: miracles\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
    );
    await stillWorks();
  });

  describe('does on the connection what was decided', () => {
    after(() => {
      deliver = undefined;
    });
    const bytes = wire(readOnly('/v3/banks?country=BR'));

    test('closes without an answer', async () => {
      deliver = () => ({ kind: 'closed' });
      assert.equal(await said(serving, bytes), '');
    });

    test('closes in the middle of the body', async () => {
      deliver = (response) => ({ kind: 'closed', response, bodyBytesSent: 10 });
      const answer = await said(serving, bytes);
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      assert.equal(body, '[{"code":"');
      assert.ok(Number(/Content-Length: (\d+)/.exec(head)?.[1]) > 10);
    });

    test('stays silent', async () => {
      const decided = new Promise<void>((resolve) => {
        deliver = () => {
          resolve();
          return { kind: 'silent' };
        };
      });
      const socket = await secure(serving.url, serving.ca);
      socket.write(bytes);
      await decided;
      socket.end();
      assert.equal(await heard(socket), '');
    });

    test('and a header that HTTP cannot carry ends in a close', async () => {
      deliver = (response) => ({ kind: 'response', response: { ...response, headers: [['X-Bad', 'a\nb']] } });
      assert.equal(await said(serving, bytes), '');
      deliver = undefined;
      await stillWorks();
    });
  });
});

test('closing ends silent connections too', async () => {
  const conforming = conformingProvider(contractOf('deposits-v3'), onekey.interpretations, onekey.scheme);
  let decided = (): void => {};
  const reached = new Promise<void>((resolve) => {
    decided = resolve;
  });
  const mock = testProvider({
    decisions: {
      ...conforming,
      deliver() {
        decided();
        return { kind: 'silent' };
      },
    },
  });
  const serving = await serve({ mock });
  const socket = await secure(serving.url, serving.ca);
  socket.write(wire(readOnly('/v3/banks?country=BR')));
  await reached;
  const [answer] = await Promise.all([heard(socket), serving.close()]);
  assert.equal(answer, '');
});

test('a port in use is the system’s error, and nothing is left open', async () => {
  const mock = testProvider({ now: () => noon });
  const first = await serve({ mock });
  const port = Number(new URL(first.url).port);
  await assert.rejects(serve({ mock, secondPort: port }), { code: 'EADDRINUSE' });
  await first.close();
  const again = await serve({ mock, port });
  await again.close();
});

test('requests signed for one moment are judged by the mock’s clock, not the machine’s', async () => {
  const mock = testProvider({ accounts: [accountOf('first', caller)], now: () => noon });
  const serving = await serve({ mock });
  assert.equal(statusOf(await said(serving, wire(signed({ target: '/v3/deposits/1' })))), 404);
  await serving.close();
});
