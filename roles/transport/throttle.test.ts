import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { httpDate } from '../../core/contract/clock.ts';
import { type Answer, noBody, type WireRequest } from '../../core/exchange.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { providerRole } from '../provider.ts';
import { type Budget, type Entry, type Throttle, type ThrottleOptions, throttle } from './throttle.ts';
import type { Transport } from './transport.ts';
import { wire } from './wire.ts';

interface Arrived {
  readonly method: string;
  readonly at: number;
}

let arrived: Arrived[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end('{}');
let url = '';
const server = createServer((request, response) => {
  arrived.push({ method: request.method ?? '', at: performance.now() });
  request.resume();
  request.on('end', () => answer(request, response));
});

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => {
  arrived = [];
  answer = (_, response) => response.end('{}');
});

after(() => {
  server.closeAllConnections();
  server.close();
});

const plenty: Budget = { creations: 1000, perSecond: 10_000, until: Number.POSITIVE_INFINITY };

function throttled(parts: Partial<ThrottleOptions> & { readonly transport?: Transport } = {}): Throttle {
  return throttle({
    transport: parts.transport ?? wire({ url, connections: 4, deadlineMs: 2000 }),
    budget: plenty,
    journal: { entries: [], append: () => undefined },
    members: [{ id: 'deposit_id', reference: 'invoice_id' }, { id: 'refund_id' }],
    readOnly: new Set(),
    now: () => performance.now(),
    date: () => 60_000,
    wait,
    ...parts,
  });
}

const get: WireRequest = { method: 'GET', target: '/v3/deposits/1', headers: [], body: noBody };

function post(invoiceId: string): WireRequest {
  return {
    method: 'POST',
    target: '/v3/deposits?x=1',
    headers: [['Content-Type', 'application/json']],
    body: Buffer.from(JSON.stringify({ invoice_id: invoiceId })),
  };
}

/** The role through which suites send. */
function roleOver(transport: Throttle) {
  const keys = { apiKey: 'loginOfTest', apiSignature: 'signatureOfTest', readOnlyKey: 'readOnlyOfTest' };
  const now = () => performance.now();
  return providerRole({
    contract: contractOf('deposits-v3'),
    can: new Set(),
    merchant: keys,
    samples: {},
    controls: {},
    changeShowsWithinMs: 0,
    wait: async () => {},
    clockUncertaintyMs: 0,
    now,
    elapsed: now,
    inFlight: 16,
    transport,
    close: () => transport.close(),
  });
}

const isBlocked = (kind: Blocked['kind']) => (error: unknown) => error instanceof Blocked && error.kind === kind;

test('a POST beyond the budget never leaves, and a GET still does', async () => {
  const transport = throttled({ budget: { ...plenty, creations: 5 } });
  const role = roleOver(transport);
  const ends = await Promise.allSettled(Array.from({ length: 12 }, (_, index) => role.send(() => post(`i${index}`))));
  assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 5);
  for (const end of ends) {
    if (end.status === 'rejected')
      assert.ok(isBlocked('budget-spent')(end.reason) && String(end.reason).includes('budget.creations'), String(end.reason));
  }
  assert.equal((await role.send(() => get)).answer.kind, 'response');
  assert.equal(arrived.filter(({ method }) => method === 'POST').length, 5);
  assert.equal(transport.posts(), 5);
  await role.close();
});

test('a race that the budget does not hold sends none of its requests', async () => {
  let raced = 0;
  const inner: Transport = {
    send: async () => assert.fail('nothing is sent'),
    race: async (_count, make) => make().map((): Answer => ({ kind: 'none', reason: 'closed', detail: String(raced++) })),
    close: async () => undefined,
  };
  const role = roleOver(throttled({ transport: inner, budget: { ...plenty, creations: 5 } }));
  await role.race(Array.from({ length: 3 }, (_, index) => () => post(`i${index}`)));
  assert.equal(raced, 3);
  await assert.rejects(role.race(Array.from({ length: 3 }, (_, index) => () => post(`j${index}`))), isBlocked('budget-spent'));
  assert.equal(raced, 3);
});

test('what other workers of the run sent is spent already', async () => {
  const kept: Entry[] = [];
  const first = throttled({ budget: { ...plenty, creations: 3 }, journal: { entries: [], append: (entry) => kept.push(entry) } });
  answer = (_, response) => response.writeHead(201).end('{"deposit_id":3000000001}');
  await first.send(post('a1'), {});
  await first.send(post('a2'), {});
  await first.close();
  const second = throttled({ budget: { ...plenty, creations: 3 }, journal: { entries: kept, append: (entry) => kept.push(entry) } });
  await second.send(post('a3'), {});
  await assert.rejects(second.send(post('a4'), {}), isBlocked('budget-spent'));
  assert.equal(arrived.length, 3);
  await second.close();
});

test('no second has more requests than allowed, and each is made when its turn has come', async () => {
  const role = roleOver(throttled({ budget: { ...plenty, perSecond: 40 } }));
  const madeAt: number[] = [];
  await Promise.all(
    Array.from({ length: 20 }, () =>
      role.send(() => {
        madeAt.push(performance.now());
        return get;
      }),
    ),
  );
  const times = madeAt.toSorted((a, b) => a - b);
  for (const [index, at] of times.entries()) {
    const before = times[index - 1];
    // A timer may fire up to a millisecond early.
    if (before !== undefined) assert.ok(at - before >= 1000 / 40 - 2, `${at - before} ms after the one before`);
  }
  assert.equal(arrived.length, 20);
  await role.close();
});

test('a race waits its turn as one and pays for all of its requests', async () => {
  const waits: number[] = [];
  let clock = 0;
  const inner: Transport = {
    send: async () => ({ kind: 'none', reason: 'closed', detail: '' }),
    race: async (_count, make) => make().map((): Answer => ({ kind: 'none', reason: 'closed', detail: '' })),
    close: async () => undefined,
  };
  const role = roleOver(
    throttled({
      transport: inner,
      budget: { ...plenty, perSecond: 10 },
      now: () => clock,
      wait: async (ms) => {
        waits.push(ms);
        clock += ms;
      },
    }),
  );
  await role.race([() => get, () => get, () => get]);
  await role.send(() => get);
  await role.send(() => get);
  assert.deepEqual(waits, [300, 100]);
});

test('429 holds back everybody for as long as it says, and then the rate is halved; a failing gateway holds back only', async () => {
  for (const [first, retryAfter, pause, gap, date] of [
    [429, '7', 7000, 200],
    [429, httpDate(90_000), 90_000 - 60_000, 200],
    // Our own clock was set: the date is later than the one of the answer by 5 s.
    [429, httpDate(9_005_000), 5000, 200, httpDate(9_000_000)],
    [429, undefined, 2000, 200],
    [503, '7', 7000, 100],
    [502, undefined, 1000, 100],
  ] as const) {
    let clock = 60_000;
    const sentAt: number[] = [];
    const inner: Transport = {
      send: async () => {
        sentAt.push(clock);
        const headers = [
          ...(retryAfter === undefined ? [] : [['Retry-After', retryAfter] as const]),
          ...(date === undefined ? [] : [['Date', date] as const]),
        ];
        return { kind: 'response', response: { status: sentAt.length === 1 ? first : 200, headers, body: noBody } };
      },
      race: async () => [],
      close: async () => undefined,
    };
    const role = roleOver(
      throttled({
        transport: inner,
        budget: { ...plenty, perSecond: 10 },
        now: () => clock,
        wait: async (ms) => {
          clock += ms;
        },
      }),
    );
    // The call that was held back goes out again, and the next one after it.
    await role.send(() => get);
    await role.send(() => get);
    assert.deepEqual(sentAt, [60_000, 60_000 + pause, 60_000 + pause + gap]);
    // After a hundred answers without 429 the rate is full again.
    for (let call = 0; call < 100; call += 1) await role.send(() => get);
    const [last = 0, before = 0] = sentAt.toReversed();
    assert.equal(last - before, 100);
  }
});

test('however often 429 comes, no gap is wider than 10 s where Retry-After is shorter', async () => {
  let clock = 0;
  const sentAt: number[] = [];
  const role = roleOver(
    throttled({
      transport: {
        send: async () => {
          sentAt.push(clock);
          return { kind: 'response', response: { status: 429, headers: [['Retry-After', '1']], body: noBody } };
        },
        race: async () => [],
        close: async () => undefined,
      },
      budget: { ...plenty, perSecond: 10 },
      now: () => clock,
      wait: async (ms) => {
        clock += ms;
      },
    }),
  );
  for (let call = 0; call < 20; call += 1) await role.send(() => get);
  const gaps = sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0));
  assert.deepEqual([Math.min(...gaps), Math.max(...gaps)], [1000, 10_000]);
});

test('a run whose time is over sends nothing more, whatever waits', async () => {
  let clock = 0;
  const transport = throttled({
    budget: { ...plenty, perSecond: 1, until: 2500 },
    now: () => clock,
    wait: async (ms) => {
      clock += ms;
    },
  });
  const role = roleOver(transport);
  const ends = await Promise.allSettled(Array.from({ length: 6 }, () => role.send(() => get)));
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected'],
  );
  assert.equal(arrived.length, 3);
  for (const end of ends)
    if (end.status === 'rejected') assert.ok(isBlocked('budget-spent')(end.reason) && String(end.reason).includes('budget.seconds'));
  await role.close();
});

test('production gets GETs only', async () => {
  const transport = throttled({ readOnly: new Set(['first'] as const) });
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'post'])
    await assert.rejects(transport.send({ ...get, method }, {}), isBlocked('read-only-target'));
  await assert.rejects(
    transport.race(1, () => [post('a')]),
    isBlocked('read-only-target'),
  );
  await transport.send(get, {});
  assert.deepEqual(
    arrived.map(({ method }) => method),
    ['GET'],
  );
  await transport.close();
});

test('what was made is listed once, and what may have been made is, too', async () => {
  const transport = throttled();
  const say = (status: number, body: string) => {
    answer = (_, response) => response.writeHead(status).end(body);
  };
  say(201, '{"deposit_id":9007199254740993}');
  await transport.send(post('made'), {});
  await transport.send(post('made'), {});
  say(400, '{"code":301}');
  await transport.send(post('refused'), {});
  say(500, '{}');
  await transport.send(post('inside'), {});
  answer = (request) => request.socket.destroy();
  await transport.send(post('lost'), {});
  await transport.send(post('found'), {});
  say(200, '{"deposit_id":"77"}');
  await transport.send(post('found'), {});
  say(200, '{"refund_id":5}');
  await transport.send({ ...post('back'), target: '/v3/refunds' }, {});
  assert.deepEqual(transport.created(), [
    { path: '/v3/deposits', invoiceId: 'made', id: '9007199254740993' },
    { path: '/v3/deposits', invoiceId: 'inside' },
    { path: '/v3/deposits', invoiceId: 'lost' },
    { path: '/v3/deposits', invoiceId: 'found', id: '77' },
    { path: '/v3/refunds', invoiceId: 'back', id: '5' },
  ]);
  await transport.close();
});

test('a target that is gone is distinguished from one that is slow at times', async () => {
  let silent = true;
  let asked = 0;
  const inner: Transport = {
    send: async ({ target }) => {
      asked += 1;
      return silent && target !== '/'
        ? { kind: 'none', reason: 'timeout', detail: 'UND_ERR_HEADERS_TIMEOUT' }
        : { kind: 'response', response: { status: 404, headers: [], body: noBody } };
    },
    race: async () => [],
    close: async () => undefined,
  };
  const role = roleOver(throttled({ transport: inner }));
  // It answers the plain question, so it is there: nobody gives it up.
  for (let index = 0; index < 20; index += 1) await role.send(() => get);
  silent = false;
  await role.send(() => get);
  assert.ok(asked > 20);

  let questions = 0;
  const dead: Transport = {
    ...inner,
    send: async () => {
      questions += 1;
      return { kind: 'none', reason: 'refused', detail: 'ECONNREFUSED' };
    },
  };
  const lost = roleOver(throttled({ transport: dead }));
  for (let index = 0; index < 4; index += 1) await lost.send(() => get);
  for (let index = 0; index < 50; index += 1)
    await assert.rejects(
      lost.send(() => get),
      isBlocked('target-gone'),
    );
  assert.equal(questions, 5);
});

test('a plain port, another address and another environment that do not answer say nothing of the target', async () => {
  const inner: Transport = {
    send: async () => ({ kind: 'none', reason: 'refused', detail: 'ECONNREFUSED' }),
    race: async () => [],
    close: async () => undefined,
  };
  const role = roleOver(throttled({ transport: inner }));
  for (let index = 0; index < 20; index += 1) {
    await role.send(() => get, { plain: true });
    await role.send(() => get, { from: '127.0.0.2' });
    await role.send(() => get, { environment: 'second' });
  }
});
