import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { signedMessage } from '../../core/contract/canonical.ts';
import { formatXDate } from '../../core/contract/clock.ts';
import { notificationHeaders } from '../../core/contract/notification.ts';
import { authorizationValue, sign } from '../../core/contract/signature.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { readScript } from '../../roles/inbox.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { unlessOnPath } from '../../self-test/program-on-path.ts';
import { type Collector, collect, judgeCollected, pathOf } from './collector.ts';
import { type DeliveryStore, deliveryStore } from './delivery-store.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;

const keys = { apiKey: 'testLogin01', apiSignature: 'testSignature01', readOnlyKey: 'testReadOnly01' };
const law = { contract, keys: [keys], profile: onekey };
const startAt = Date.UTC(2026, 0, 31, 12, 0, 0);
const minute = 60_000;

function folder(t: { after(clean: () => void): void }): string {
  const path = mkdtempSync(join(tmpdir(), 'countersign-collect-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Posts a signed notification; returns the status, or undefined where no answer came. */
function notify(url: string, depositId: number, at: number, to = ''): Promise<number | undefined> {
  const body = encodeUtf8(`{"deposit_id":${depositId}}`);
  const parts = { date: formatXDate(at), login: keys.apiKey, body };
  const hash = sign(signedMessage(parts.date, parts.login, body), keys.apiSignature);
  const headers = notificationHeaders(authorizationValue('D24', hash), parts, {
    by: contract.scheme,
    scheme: 'D24',
    interpretation: 'request-rule',
  });
  return new Promise((resolve) => {
    const sent = request(
      `${url}${to}`,
      { method: 'POST', headers: ['Host', 'collector', 'Content-Length', String(body.length), ...headers.flat()], agent: false },
      (response) => {
        response.on('error', () => resolve(undefined));
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      },
    );
    sent.on('error', () => resolve(undefined));
    sent.end(body);
  });
}

/** A collector that ends with its test, also where that fails. */
async function collecting(t: { after(clean: () => Promise<void>): void }, options: Parameters<typeof collect>[0]): Promise<Collector> {
  const collector = await collect(options);
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await collector.close();
  };
  t.after(close);
  return { ...collector, close };
}

function verdicts(store: DeliveryStore): Readonly<Record<string, string>> {
  const judged = judgeCollected(store, { contract, keys: [keys], profile: onekey });
  return Object.fromEntries((judged?.findings ?? []).map(({ clause, verdict }) => [clause, verdict]));
}

test('a schedule that goes on over restarts is judged as one, and closes when it has passed', async (t) => {
  const file = join(folder(t), 'state.sqlite');
  let clock = startAt;
  const now = (): number => clock;
  const answers = readScript('500,500,500,500,200');
  for (const [index, minutes] of [0, 5, 30, 155, 780].entries()) {
    clock = startAt + minutes * minute;
    const store = deliveryStore(file);
    const collector = await collecting(t, { ...law, path: '/n', host: '127.0.0.1', port: 0, store, answers, now });
    assert.equal(await notify(collector.url, 3_000_000_001, clock), index < 4 ? 500 : 200);
    await collector.close();
    const judged = judgeCollected(store, { contract, keys: [keys], profile: onekey });
    // A fifth repeat would be due after 3125 minutes by the widest interpretation; a 200 before it leaves nothing open.
    assert.equal(judged?.openUntil === undefined, index === 4);
    store.close();
  }
  const store = deliveryStore(file);
  assert.deepEqual(verdicts(store), {
    'NTF-01': 'pass',
    'NTF-08': 'pass',
    'NTF-02': 'pass',
    'NTF-03': 'pass',
    'NTF-09': 'not-observed',
    'NTF-11': 'pass',
    'NTF-04': 'pass',
    'NTF-05': 'pass',
    'NTF-10': 'pass',
    'NTF-12': 'pass',
    'ROT-05': 'not-observed',
    'NTF-06': 'not-observed',
    'NTF-07': 'not-observed',
    'ENV-06': 'not-observed',
    'NTF-13': 'not-observed',
  });
  assert.equal(statSync(file).mode & 0o777, 0o600);
  store.close();
});

for (const [path, listening, verdict] of [
  // A deposit that has a path of this state is younger than it.
  [undefined, 0, 'fail'],
  ['/n', 0, 'review'],
  // Longer ago than any pause of the schedule: what comes then is not a repeat.
  ['/n', 3500, 'fail'],
] as const) {
  test(`a repeat that never comes, at ${path ?? 'a path of its own'}, ${listening} minutes after listening began: ${verdict} once its time has passed, and not before`, async (t) => {
    const store = deliveryStore(join(folder(t), 'state.sqlite'));
    let clock = startAt - listening * minute;
    const collector = await collecting(t, {
      ...law,
      path: pathOf(store, path, () => 'random'),
      host: '127.0.0.1',
      port: 0,
      store,
      answers: readScript('500'),
      now: () => clock,
    });
    clock = startAt;
    assert.equal(await notify(collector.url, 3_000_000_001, clock), 500);
    clock = startAt + 5 * minute;
    store.beat(clock);
    assert.equal(verdicts(store)['NTF-03'], 'not-observed');
    clock = startAt + 9 * minute;
    store.beat(clock);
    assert.equal(verdicts(store)['NTF-03'], verdict);
    await collector.close();
    store.close();
  });
}

/** A collector whose clocks only move when they are told to. */
async function stopped(t: TestContext, answers: string) {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const store = deliveryStore(join(folder(t), 'state.sqlite'));
  let [clock, steady] = [startAt, 0];
  const { url, close } = await collecting(t, {
    ...law,
    path: pathOf(store, undefined, () => 'random'),
    host: '127.0.0.1',
    port: 0,
    store,
    answers: readScript(answers),
    now: () => clock,
    steady: () => steady,
  });
  return {
    notify: () => notify(url, 3_000_000_001, clock),
    pass(ms: number): void {
      clock += ms;
      steady += ms;
      t.mock.timers.tick(2000);
    },
    set(ms: number): void {
      clock += ms;
    },
    verdict: () => verdicts(store)['NTF-03'],
    async close() {
      await close();
      store.close();
    },
  };
}

for (const [name, first, second] of [
  ['forward by an hour', 60 * minute, 0],
  // The repeat after 5 minutes then seems to come after 2.
  ['back by minutes', -3 * minute, 0],
  ['forward by minutes, long before a repeat is due', 0, 12 * minute],
  ['back by an hour', 0, -60 * minute],
] as const)
  test(`a clock that is set ${name} while it listens blames nobody`, async (t) => {
    const collector = await stopped(t, '500,500,200');
    const listens = (minutes: number): void => {
      for (let at = 0; at < minutes; at += 0.25) collector.pass(minute / 4);
    };
    assert.equal(await collector.notify(), 500);
    listens(2);
    collector.set(first);
    listens(3);
    assert.equal(await collector.notify(), 500);
    listens(5);
    collector.set(second);
    listens(20);
    assert.equal(await collector.notify(), 200);
    listens(200);
    assert.match(collector.verdict() ?? '', /^(not-observed|review)$/);
    await collector.close();
  });

test('a pause of the whole process is a time in which nobody listened', async (t) => {
  const collector = await stopped(t, '500');
  assert.equal(await collector.notify(), 500);
  collector.pass(60 * minute);
  assert.equal(collector.verdict(), 'not-observed');
  await collector.close();
});

/** Sends exactly this; gives the status. */
function posted(url: string, body: string, headers: Readonly<Record<string, string>> = {}, method = 'POST'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

test('whatever length a stranger sends, the collector listens on and keeps it once', async (t) => {
  const file = join(folder(t), 'state.sqlite');
  const store = deliveryStore(file);
  const options = { ...law, path: '/n/unguessable', host: '127.0.0.1', port: 0, store, answers: [200], now: () => startAt };
  const collector = await collecting(t, options);
  assert.equal(await posted(`${new URL(collector.url).origin}/n`, 'x'.repeat(3_000_000)), 413);
  assert.equal(await posted(collector.url, 'x'.repeat(3_000_000)), 413);
  for (let index = 0; index < 10; index += 1) assert.equal(await posted(collector.url, `${index}${'x'.repeat(1_000_000)}`), 200);
  assert.equal(await notify(collector.url, 3_000_000_001, startAt), 200);
  await collector.close();
  store.close();
  assert.ok(statSync(file).size < 12_000_000, String(statSync(file).size));
});

test('what a stranger sends is listed, judged by no clause, and uses up no answer of the sender', async (t) => {
  const store = deliveryStore(join(folder(t), 'state.sqlite'));
  const answers = readScript('500,200');
  const collector = await collecting(t, { ...law, path: '/n/unguessable', host: '127.0.0.1', port: 0, store, answers, now: () => startAt });
  const { origin } = new URL(collector.url);
  const own = '{"deposit_id":3000000001}';
  assert.equal(await posted(`${origin}/n`, 'garbage'), 404);
  assert.equal(await posted(collector.url, 'garbage'), 500);
  assert.equal(await posted(collector.url, own), 500);
  assert.equal(await posted(collector.url, '', {}, 'GET'), 405);
  // A stranger may know the key, but not the path.
  assert.equal(await posted(`${origin}/notifications`, own, { 'X-Login': keys.apiKey, Authorization: 'D24 00' }), 404);
  assert.equal(await notify(collector.url, 3_000_000_001, startAt), 500);
  assert.equal(await notify(collector.url, 3_000_000_001, startAt), 200);
  const judged = judgeCollected(store, law);
  assert.deepEqual([judged?.strays.count, judged?.deliveries], [5, 2]);
  const { 'NTF-01': sent, 'NTF-02': named, 'NTF-08': verified } = verdicts(store);
  assert.deepEqual([sent, named, verified], ['pass', 'pass', 'pass']);
  // A delivery with a mark of the sender is judged: its key at its path, or a right signature anywhere.
  await posted(`${collector.url}/below`, own, { 'X-Login': keys.apiKey });
  assert.equal(verdicts(store)['NTF-01'], 'fail');
  assert.equal(await notify(origin, 3_000_000_002, startAt), 500);
  assert.equal(judgeCollected(store, law)?.deliveries, 4);
  store.close();
});

test('a state keeps its path, and another is set by name', (t) => {
  const file = join(folder(t), 'state.sqlite');
  const store = deliveryStore(file);
  assert.equal(
    pathOf(store, undefined, () => 'random'),
    '/n/random',
  );
  store.set('path', '/n/random');
  store.close();
  const again = deliveryStore(file);
  assert.equal(
    pathOf(again, undefined, () => 'other'),
    '/n/random',
  );
  assert.equal(
    pathOf(again, '/confirm', () => 'other'),
    '/confirm',
  );
  again.close();
});

test('what is kept of strangers is bounded, and the sender is served anyway', async (t) => {
  const store = deliveryStore(join(folder(t), 'state.sqlite'));
  const many: DeliveryStore = { ...store, sizeOf: () => ({ count: 9999, bytes: 0 }) };
  const collector = await collecting(t, {
    ...law,
    path: '/n',
    host: '127.0.0.1',
    port: 0,
    store: many,
    answers: [200],
    now: () => startAt,
  });
  assert.deepEqual([await posted(collector.url, 'a'), await posted(collector.url, 'b')], [200, 429]);
  assert.equal(await notify(collector.url, 3_000_000_001, startAt), 200);
  assert.equal(store.deliveries(), 2);
  assert.deepEqual(store.sizeOf('stray ').count, 1);
  store.close();
});

test('without room on the disk deliveries are answered 503, are served again when there is room, and nobody is blamed for the time between', async (t) => {
  const store = deliveryStore(join(folder(t), 'state.sqlite'));
  let full = false;
  const room = <A extends readonly unknown[], T>(write: (...given: A) => T) => {
    return (...given: A): T => {
      if (full) throw new Error('database or disk is full');
      return write(...given);
    };
  };
  const limited: DeliveryStore = { ...store, keep: room(store.keep), beat: room(store.beat), answered: room(store.answered) };
  let clock = startAt;
  const said: string[] = [];
  const collector = await collecting(t, {
    ...law,
    path: '/n',
    host: '127.0.0.1',
    port: 0,
    store: limited,
    answers: readScript('500,500,500,500,200'),
    now: () => clock,
    onDisk: (state) => said.push(state),
  });
  const statuses: (number | undefined)[] = [];
  for (const minutes of [0, 5, 30, 155, 780]) {
    clock = startAt + minutes * minute;
    full = minutes === 30;
    if (!full) limited.beat(clock - 1000);
    statuses.push(await notify(collector.url, 3_000_000_001, clock));
  }
  assert.deepEqual(statuses, [500, 500, 503, 500, 500]);
  assert.deepEqual(said, ['refused', 'kept-again']);
  await collector.close();
  assert.equal(verdicts(store)['NTF-03'], 'not-observed');
  store.close();
});

const cli = fileURLToPath(new URL('../../cli/countersign.ts', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const environment = { ...process.env, API_KEY: keys.apiKey, API_SIGNATURE: keys.apiSignature };

/** Starts the command, and waits until it listens. */
async function started(t: { after(clean: () => void): void }, port: number, state: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [cli, 'collect', '--port', String(port), '--state', state, '--answer', '200'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const part of child.stdout as AsyncIterable<Buffer>) {
    said += part.toString();
    if (said.includes('collecting on')) break;
  }
  assert.match(said, /collecting on/);
  t.after(() => child.kill('SIGKILL'));
  return child;
}

test('killed ten times in the middle it loses no delivery, and the verdicts are those of an undisturbed run', async (t) => {
  const place = folder(t);
  const [state, port] = [join(place, 'killed.sqlite'), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const kills = 10;
  const each = 12;
  const acknowledged: number[] = [];
  let id = 3_000_000_001;
  for (let round = 0; round < kills; round += 1) {
    const child = await started(t, port, state);
    const exited = once(child, 'exit');
    // The kill comes at some point during the deliveries: all are sent at once, and it comes with one of the first answers.
    const sent = Array.from({ length: each }, async (_, index) => {
      const mine = id + index;
      if ((await notify(url, mine, Date.now(), '/elsewhere')) === 200) {
        acknowledged.push(mine);
        if (index >= round % each) child.kill('SIGKILL');
      }
    });
    id += each;
    await Promise.all(sent);
    child.kill('SIGKILL');
    await exited;
  }
  const store = deliveryStore(state);
  const kept = new Set(store.seen().map(({ request }) => Number(/\d+/.exec(Buffer.from(request.body).toString())?.[0])));
  assert.ok(acknowledged.length >= kills);
  assert.deepEqual(
    acknowledged.filter((each) => !kept.has(each)),
    [],
  );
  const calm = deliveryStore(join(place, 'calm.sqlite'));
  const collector = await collecting(t, { ...law, path: '/n', host: '127.0.0.1', port: 0, store: calm, answers: [200], now: Date.now });
  for (const mine of kept) assert.equal(await notify(collector.url, mine, Date.now()), 200);
  await collector.close();
  assert.deepEqual(verdicts(store), verdicts(calm));
  store.close();
  calm.close();

  const judging = spawn(process.execPath, [cli, 'collect', '--judge', '--state', state, '--reports', join(place, 'out')], {
    env: environment,
    stdio: 'ignore',
  });
  await once(judging, 'exit');
  const [run] = readdirSync(join(place, 'out')).filter((name) => /^\d/.test(name));
  const report = readFileSync(join(place, 'out', run ?? '', 'report.json'), 'utf8');
  assert.ok(!report.includes(keys.apiSignature));
  const { clauses } = JSON.parse(report) as { readonly clauses: readonly { readonly id: string; readonly verdict: string }[] };
  const written = deliveryStore(state);
  assert.deepEqual(Object.fromEntries(clauses.map(({ id, verdict }) => [id, verdict])), verdicts(written));
  written.close();
});

test('a second collector of a state is refused with the process id of the first, until that one has ended', async (t) => {
  const state = join(folder(t), 'state.sqlite');
  const first = await started(t, 0, state);
  const second = () =>
    spawnSync(process.execPath, [cli, 'collect', '--state', state, '--hours', '1'], {
      env: environment,
      encoding: 'utf8',
      timeout: 20_000,
    });
  const { status, stderr } = second();
  assert.equal(status, 3);
  assert.ok(stderr.includes(`Process ${first.pid} collects on --state ${state}`), stderr);
  // A process that only judges disturbs nobody.
  const judging = spawnSync(process.execPath, [cli, 'collect', '--judge', '--state', state, '--reports', join(state, '..', 'out')], {
    env: environment,
    encoding: 'utf8',
  });
  assert.equal(judging.status, 2, judging.stderr);
  const ended = once(first, 'exit');
  first.kill('SIGKILL');
  await ended;
  await started(t, 0, state);
});

test('a limit on the size of files is answered 503 like a full disk, and is over when it is lifted', {
  skip: unlessOnPath(process.env.PATH, 'sh', 'prlimit'),
}, async (t) => {
  const place = folder(t);
  const state = join(place, 'state.sqlite');
  const args = [cli, 'collect', '--state', state, '--answer', '200', '--path', '/n'];
  const child = spawn('sh', ['-c', 'ulimit -S -f 400; exec "$0" "$@"', process.execPath, ...args], {
    env: { ...environment, NODE_DISABLE_COMPILE_CACHE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  let printed = '';
  for await (const part of child.stdout as AsyncIterable<Buffer>) {
    printed += part.toString();
    if (/collecting on \S+,/.test(printed)) break;
  }
  const url = /collecting on (\S+),/.exec(printed)?.[1] ?? '';
  const statuses: (number | undefined)[] = [];
  for (let id = 3_000_000_001; id < 3_000_000_201 && statuses.at(-1) !== 503; id += 1) statuses.push(await notify(url, id, Date.now()));
  assert.equal(statuses.at(-1), 503);
  assert.ok(statuses.slice(0, -1).every((status) => status === 200));
  spawnSync('sh', ['-c', `prlimit --pid ${child.pid} --fsize=unlimited`]);
  assert.equal(await notify(url, 3_000_000_300, Date.now()), 200);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const store = deliveryStore(state);
  assert.equal(store.deliveries(), statuses.length);
  store.close();
});
