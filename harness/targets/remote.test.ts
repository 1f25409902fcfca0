// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is how a configuration names a variable.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, mock, test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import type { Outcome } from '../../core/verdict/verdict.ts';
import { type Certificates, certificates } from '../../mock/certificate.ts';
import { type Entry, throttle } from '../../roles/transport/throttle.ts';
import { contractOf } from '../../schemas/contracts.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { runClauseTest } from '../../suites/clause-runner.ts';
import { providerTests } from '../../suites/provider/catalogue.ts';
import { counting } from '../../suites/provider/counting.ts';
import type { Configuration } from '../config/configuration.ts';
import { readConfiguration } from '../config/provider-configuration.ts';
import { steadyMs } from '../steady.ts';
import { capabilitiesOf, localFiles, openRemote, type Remote, type RemoteOptions, readOnlyEnvironments } from './remote.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const folder = mkdtempSync(join(tmpdir(), 'countersign-remote-'));

interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly at: number;
  readonly client: string | undefined;
}

/** What reached the server, not what the harness meant to send. */
let arrived: Arrived[] = [];
/** An API that accepts everything: every negative case finds a fault, and shrinks. */
let gullible: Server;
let tls: Certificates;
let url = '';
/** Ends its answers once that many came. */
let answersLeft = Number.POSITIVE_INFINITY;

before(async () => {
  tls = await certificates();
  writeFileSync(join(folder, 'ca.pem'), tls.ca);
  writeFileSync(join(folder, 'own.pem'), tls.certificate);
  writeFileSync(join(folder, 'own.key'), tls.key);
  let id = 3_000_000_000;
  gullible = createServer(
    { key: tls.key, cert: tls.certificate, ca: tls.ca, requestCert: true, rejectUnauthorized: false },
    (request, response) => {
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      arrived.push({
        method: request.method ?? '',
        url: request.url ?? '',
        at: performance.now(),
        client: subject === undefined ? undefined : JSON.stringify(subject),
      });
      request.resume();
      request.on('end', () => {
        answersLeft -= 1;
        if (answersLeft < 0) {
          request.socket.destroy();
          gullible.close();
          gullible.closeAllConnections();
          return;
        }
        id += 1;
        response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ deposit_id: id }));
      });
    },
  );
  await new Promise<void>((resolve) => gullible.listen(0, '127.0.0.1', resolve));
  url = `https://127.0.0.1:${(gullible.address() as AddressInfo).port}`;
});

after(() => {
  gullible.closeAllConnections();
  gullible.close();
  rmSync(folder, { recursive: true, force: true });
});

const variables: Readonly<Record<string, string>> = {
  KEY: 'loginOfTest',
  SIGNATURE: 'signatureOfTest',
  READ_ONLY: 'readOnlyOfTest',
  TOKEN: 'tokenOfTest',
};

function configured(lines: readonly string[], targetLines: readonly string[] = [], at = url, environment = 'stg'): Configuration {
  const keys = ['  apiKey: ${KEY}', '  apiSignature: ${SIGNATURE}', '  readOnlyKey: ${READ_ONLY}'];
  const text = ['target:', `  url: ${at}`, `  environment: ${environment}`, '  ca: ca.pem', ...targetLines, 'merchant:', ...keys, ...lines];
  return readConfiguration(`${text.join('\n')}\n`, (name) => variables[name], contract);
}

function opened(configuration: Configuration, more: Partial<RemoteOptions> = {}): Promise<Remote> {
  return openRemote({
    configuration,
    contract,
    folder,
    production: [],
    journal: () => ({ entries: [], append: () => undefined }),
    until: steadyMs() + configuration.budget.seconds * 1000,
    measures: false,
    profile: onekey,
    ask: () => Promise.reject(new Error('no terminal')),
    ...more,
  });
}

async function asked(remote: Remote, clause: ClauseId, seed: number): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const clauseTest of providerTests(contract).filter((one) => one.clause === clause)) {
    outcomes.push(
      await runClauseTest(clauseTest, counting({ provider: remote.role, contract, profile: onekey }), {
        seed,
        nonce: 't1',
        scale: 1,
        timeLimitMs: 60_000,
        elapsed: () => performance.now(),
      }),
    );
  }
  return outcomes;
}

test('budget and rate hold at the server while a failure shrinks, and the fault is still found', async () => {
  arrived = [];
  const configuration = configured(['budget: { creations: 40, perSecond: 20, seconds: 60 }']);
  const entries: Entry[] = [];
  const remote = await opened(configuration, { journal: () => ({ entries: [], append: (entry) => entries.push(entry) }) });
  const outcomes = [...(await asked(remote, 'SIG-03', 5)), ...(await asked(remote, 'SIG-04', 5)), ...(await asked(remote, 'SIG-02', 5))];
  await remote.close();
  const posts = arrived.filter(({ method }) => method === 'POST').length;
  assert.ok(posts > 0 && posts <= 40, `${posts} POSTs came`);
  assert.ok(
    outcomes.some(({ verdict }) => verdict === 'fail'),
    JSON.stringify(outcomes.map(({ verdict }) => verdict)),
  );
  assert.deepEqual(outcomes.at(-1)?.verdict, 'untestable');
  assert.match(outcomes.at(-1)?.note ?? '', /budget\.creations/);
  assert.ok(arrived.length > 30, `only ${arrived.length} requests came`);
  for (const [index, { at }] of arrived.entries()) {
    const secondLater = arrived[index + 20];
    // Sockets may group requests that were sent evenly, by some milliseconds.
    if (secondLater) assert.ok(secondLater.at - at > 900, `21 requests within ${secondLater.at - at} ms`);
  }
  assert.equal(entries.filter(({ kind }) => kind === 'post').length, posts);
  assert.equal(remote.created().length, posts);
});

test('production is refused unless it is named, and then gets GETs only', async () => {
  const production = configured([], [], 'https://api.example.com', 'prod');
  assert.throws(() => readOnlyEnvironments(production, []), /api\.example\.com counts as production.*--production api\.example\.com/);
  assert.throws(() => readOnlyEnvironments(production, ['api.example.com', 'other.example.com']), /--production other\.example\.com/);
  assert.throws(() => readOnlyEnvironments(configured([]), ['127.0.0.1']), /it has none/);
  assert.deepEqual(readOnlyEnvironments(production, ['api.example.com']), new Set(['first']));
  await assert.rejects(opened(production), /counts as production/);
  const recipes = [
    'recipes:',
    '  provoke500: { patch: { a: 1 } }',
    '  moveStatus: { prompt: "{depositId} {status}" }',
    '  countDeposits: { prompt: "{invoiceId}" }',
  ];
  assert.deepEqual([...capabilitiesOf(configured(recipes, [], 'https://api.example.com', 'prod'))].sort(), ['countsDeposits', 'wire']);
  assert.deepEqual([...capabilitiesOf(configured(recipes))].sort(), ['countsDeposits', 'movesStatus', 'provokes500', 'wire']);
});

test('a clause that creates is untestable where nothing but GET may be sent', async () => {
  // Loopback is never production: the same throttle, with its own limits.
  const sent: string[] = [];
  const remote = await opened(configured([]));
  const transport = throttle({
    transport: {
      send: async (request) => {
        sent.push(request.method);
        return { kind: 'response', response: { status: 404, headers: [], body: new Uint8Array(0) } };
      },
      race: async () => [],
      close: async () => undefined,
    },
    budget: { creations: 100, perSecond: 10_000, until: Number.POSITIVE_INFINITY },
    journal: { entries: [], append: () => undefined },
    members: [],
    readOnly: new Set(['first'] as const),
    now: () => performance.now(),
    date: Date.now,
    wait: async () => undefined,
  });
  const role = Object.create(remote.role, {
    send: {
      value: async (draft: (now: number) => Parameters<typeof transport.send>[0]) => ({
        number: 0,
        request: draft(0),
        startedAt: 0,
        endedAt: 0,
        answer: await transport.send(draft(0), {}),
      }),
    },
  });
  for (const clause of ['IDM-01', 'SIG-02'] as const) {
    const [outcome] = await asked({ ...remote, role }, clause, 1);
    assert.equal(outcome?.verdict, 'untestable');
    assert.match(outcome?.note ?? '', /production/);
  }
  assert.ok(sent.every((method) => method === 'GET'));
  await remote.close();
});

test('files that are not there and addresses that are not ours are said with their member', () => {
  assert.throws(() => localFiles(configured([]), join(folder, 'nowhere')), /target\.ca names ca\.pem.*ENOENT/);
  assert.throws(
    () => localFiles(configured([], ['  clientCertificate: { certificate: none.pem, key: own.key }']), folder),
    /target\.clientCertificate\.certificate names none\.pem/,
  );
  assert.throws(() => localFiles(configured(['addresses: { refused: 192.0.2.7 }']), folder), /addresses\.refused is 192\.0\.2\.7/);
  // The listed address may be a gateway's.
  assert.equal(localFiles(configured(['addresses: { allowed: 192.0.2.7 }']), folder).from, undefined);
  assert.equal(localFiles(configured(['addresses: { allowed: 127.0.0.1 }']), folder).from, '127.0.0.1');
});

test('a client certificate is shown, by races too', async () => {
  arrived = [];
  const remote = await opened(configured([], ['  clientCertificate: { certificate: own.pem, key: own.key }']));
  const request = { method: 'GET', target: '/x', headers: [], body: new Uint8Array(0) };
  const post = { ...request, method: 'POST', body: Buffer.from('{}') };
  await remote.role.send(() => request);
  await remote.role.race([() => post]);
  await remote.close();
  assert.equal(arrived.length, 2);
  for (const { client } of arrived) assert.ok(client !== undefined && client !== '{}', 'no certificate came');
});

test('a proxy is used for calls and races, with its password', async () => {
  arrived = [];
  const tunnels: { readonly authority: string; readonly shown: string | undefined }[] = [];
  const proxy = createHttpServer();
  proxy.on('connect', (request, socket) => {
    tunnels.push({ authority: request.url ?? '', shown: request.headers['proxy-authorization'] });
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.on('close', () => onward.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const configuration = configured(
    ['addresses: { refused: 127.0.0.2 }'],
    [`  proxy: http://me:\${TOKEN}@127.0.0.1:${port}`, `  plainUrl: http://127.0.0.1:1`],
  );
  // With a proxy we cannot tell what is sent to the target, nor from where.
  assert.deepEqual([...capabilitiesOf(configuration)], []);
  const remote = await opened(configuration);
  const request = { method: 'GET', target: '/x', headers: [], body: new Uint8Array(0) };
  const one = await remote.role.send(() => request);
  const [two] = await remote.role.race([() => ({ ...request, method: 'POST', body: Buffer.from('{}') })]);
  assert.equal(one.answer.kind, 'response');
  assert.equal(two?.answer.kind, 'response');
  const shown = `Basic ${Buffer.from('me:tokenOfTest').toString('base64')}`;
  assert.deepEqual(tunnels, [
    { authority: new URL(url).host, shown },
    { authority: new URL(url).host, shown },
  ]);
  assert.ok(!remote.secrets().redactText(`x ${shown} tokenOfTest`).includes('tokenOfTest'));
  await remote.close();
  proxy.closeAllConnections();
  proxy.close();
});

test('recipes are the controls of the role, and one that fails makes a clause indeterminate', async () => {
  const node = JSON.stringify(process.execPath);
  const configuration = configured([
    'recipes:',
    '  provoke500: { patch: { description: "fail {invoiceId}" } }',
    `  countDeposits: { command: [${node}, -e, "console.log(process.argv[1].length)", "{invoiceId}"] }`,
    `  moveStatus: { command: [${node}, -e, "process.exit(3)", "{depositId}", "{status}"] }`,
    `  makeAccount: { command: [${node}, -e, "console.log(JSON.stringify({ account: 'a1', apiKey: 'ownLogin01', apiSignature: 'ownSignature01', readOnlyKey: 'ownReadOnly01' }))"] }`,
    `  rotateKeys: { command: [${node}, -e, "console.log(JSON.stringify({ apiKey: 'newLogin01', apiSignature: 'newSignature01', readOnlyKey: 'newReadOnly01', overlapSeconds: 60 }))", "{account}"] }`,
  ]);
  const remote = await opened(configuration);
  const { controls } = remote.role;
  assert.deepEqual(await controls.provoking500?.({ invoice_id: 'i1', amount: 1 }), { invoice_id: 'i1', amount: 1, description: 'fail i1' });
  assert.equal(await controls.countDeposits?.('abcd'), 4);
  assert.equal(controls.addAddress, undefined);
  const account = await controls.rotatingAccount?.();
  assert.equal(account?.keys.apiKey, 'ownLogin01');
  const rolled = await account?.roll();
  assert.equal(rolled?.keys.apiKey, 'newLogin01');
  assert.equal(rolled?.endsAt, (rolled?.answeredAt ?? 0) + 60_000);
  for (const secret of ['ownSignature01', 'newSignature01']) assert.ok(!remote.secrets().redactText(secret).includes(secret));
  const [outcome] = await asked(remote, 'END-07', 1);
  assert.equal(outcome?.verdict, 'indeterminate');
  assert.match(outcome?.note ?? '', /moveStatus.*exit code 3/);
  assert.equal(outcome?.blame, 'configuration');
  await remote.close();
});

test('a recipe that says {environment} works in the second one too, and no other does', async () => {
  const node = JSON.stringify(process.execPath);
  // Succeeds where it gets what it expects, and fails otherwise.
  const only = (place: string) =>
    `command: [${node}, -e, "process.exit(process.argv[2] === '${place}' ? 0 : 3)", "{address}", "{environment}"]`;
  const second = [
    'secondEnvironment:',
    '  url: https://127.0.0.1:1',
    '  apiKey: ${KEY}',
    '  apiSignature: ${SIGNATURE}',
    '  readOnlyKey: ${READ_ONLY}',
  ];
  const moving = `  moveStatus: { command: [${node}, -e, "", "{depositId}", "{status}"] }`;
  const both = await opened(
    configured([...second, 'recipes:', moving, `  addAddress: { ${only('second')} }`, `  removeAddress: { ${only('first')} }`]),
  );
  const { controls, secondControls = {} } = both.role;
  await secondControls.addAddress?.('127.0.0.2');
  await controls.removeAddress?.('127.0.0.2');
  await assert.rejects(async () => controls.addAddress?.('127.0.0.2'), /addAddress.*exit code 3/);
  assert.deepEqual(Object.keys(secondControls), ['addAddress', 'removeAddress']);
  await both.close();
  const one = `command: [${node}, -e, "", "{address}"]`;
  const single = await opened(configured([...second, 'recipes:', `  addAddress: { ${one} }`, `  removeAddress: { ${one} }`]));
  assert.deepEqual(single.role.secondControls, {});
  assert.equal(typeof single.role.controls.addAddress, 'function');
  await single.close();
});

test('a clock of this machine that is set by hours while a run lasts ends no run, spoils no date and no duration', async () => {
  const right = Date.now;
  const hour = 3_600_000;
  let stepped = 0;
  const clock = mock.method(Date, 'now', () => right() + stepped);
  // The answers have the date of the target, which nobody set.
  const remote = await opened(configured(['budget: { seconds: 60 }']), { measures: true });
  try {
    for (const step of [0, -3 * hour, 5 * hour, -9 * hour, 0]) {
      stepped = step;
      const { startedAt, endedAt, answer } = await remote.role.send(() => ({
        method: 'GET',
        target: '/',
        headers: [],
        body: new Uint8Array(0),
      }));
      assert.equal(answer.kind, 'response');
      assert.ok(endedAt >= startedAt && endedAt - startedAt < 10_000, `${startedAt} to ${endedAt}`);
      assert.ok(Math.abs(remote.role.now() - right()) < 3000, `${remote.role.now() - right()} ms off after a step of ${step} ms`);
      assert.ok(remote.role.clockUncertaintyMs < 2500);
    }
  } finally {
    clock.mock.restore();
    await remote.close();
  }
});

test('a target that dies half-way leaves what was judged, and ends the rest at once', async () => {
  const remote = await opened(configured(['budget: { creations: 5000, perSecond: 10000, seconds: 60 }', 'deadlines: { answer: 2 }']));
  answersLeft = 40;
  const before = performance.now();
  const verdicts: string[] = [];
  for (const clause of [
    'SIG-02',
    'SIG-03',
    'SIG-04',
    'IDM-01',
    'IDM-02',
    'UTF-01',
    'AUT-01',
    'HDR-01',
    'CLK-01',
    'SIG-05',
    'SIG-06',
  ] as const) {
    for (const { verdict, blame } of await asked(remote, clause, 3)) {
      verdicts.push(verdict);
      if (verdict === 'indeterminate') assert.equal(blame, 'environment');
    }
  }
  await remote.close();
  assert.ok(performance.now() - before < 20_000, 'it took long');
  assert.ok(!verdicts.includes('harness-error') && verdicts.slice(4).every((verdict) => verdict === 'indeterminate'), verdicts.join(' '));
});
