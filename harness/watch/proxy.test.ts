import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { usualAnswerBytes } from '../../core/content.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { WireRequest } from '../../core/exchange.ts';
import type { JsonValue } from '../../core/json.ts';
import { tree } from '../../core/json.ts';
import { address, caller, creation, otherCaller, readOnly, signed, testProvider } from '../../mock/caller.ts';
import { serve } from '../../mock/https.ts';
import type { Question } from '../../roles/client.ts';
import { startClientProcess } from '../../roles/processes/client-process.ts';
import { wire } from '../../roles/transport/wire.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { unlessOnPath } from '../../self-test/program-on-path.ts';
import { type Proxying, startProxy } from './proxy.ts';
import type { PassedExchange } from './relay.ts';

const [onekey] = contractOf('deposits-v3').profiles;

interface Place {
  readonly proxy: Proxying;
  /** File of the proxy's certificate authority. */
  readonly ca: string;
  send(request: WireRequest): Promise<number>;
}

/** Runs a test with the proxy before the mock. */
async function before(work: (place: Place) => Promise<void>, keys: Partial<Credentials> = caller): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-proxy-'));
  const mock = testProvider({ now: Date.now });
  const serving = await serve({ mock, host: address });
  const proxy = await startProxy({
    upstream: {
      url: serving.url,
      environment: 'loopback',
      readOnly: false,
      keys,
      others: [{ role: 'second merchant API Signature', value: otherCaller.apiSignature }],
      secrets: [],
      answerBytes: usualAnswerBytes,
      way: { ca: serving.ca, deadlineMs: 20_000 },
    },
    contract: contractOf('deposits-v3'),
    profile: onekey,
    onExchange: () => undefined,
  });
  const ca = join(folder, 'ca.pem');
  writeFileSync(ca, proxy.ca);
  const transport = wire({ url: proxy.url, ca: proxy.ca, connections: 4, deadlineMs: 20_000 });
  try {
    await work({
      proxy,
      ca,
      async send(request) {
        const answer = await transport.send(request, {});
        return answer.kind === 'response' ? answer.response.status : 0;
      },
    });
  } finally {
    await transport.close();
    await proxy.close();
    await serving.close();
    mock.close();
    rmSync(folder, { recursive: true });
  }
}

/** What was found broken or doubtful, by clause. */
function amiss(proxy: Proxying): Readonly<Record<string, string>> {
  return Object.fromEntries(
    proxy.judged().findings.flatMap(({ clause, verdict }) => (verdict === 'pass' || verdict === 'not-observed' ? [] : [[clause, verdict]])),
  );
}

function held(proxy: Proxying): readonly string[] {
  return proxy.judged().findings.flatMap(({ clause, verdict }) => (verdict === 'pass' ? [clause] : []));
}

const now = () => Date.now();
/** Names of actions, and keys that nobody could guess. */
const [first = '', second = '', ...others] = [
  '0f8e1c1e-5b1a-4d1e-9a39-6f1f3c1f7e11',
  '7c4a9d52-1f0b-4b7e-8d6a-2e93b5a0c8f4',
  'e13b6f80-94d7-4c25-a1be-58f07d2c6b39',
  '52d8c0fa-6e31-4a9f-b47c-0d1be86f3a75',
  'a96e4b17-d582-4f3c-90e4-7bc51f28d06a',
  '3bf7025e-c94d-4816-85af-e60d9a7b1c42',
  'd40c81b3-27fa-4e69-bc15-914fe3a86d07',
];
const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

suite('both sides', () => {
  for (const [language, command] of [
    ['TypeScript', `"${process.execPath}" "${file('../../references/client.ts')}"`],
    ['Python', `python3 "${file('../../references/client.py')}"`],
  ] as const) {
    const skip = language === 'Python' && unlessOnPath(process.env.PATH, 'python3');
    test(`the reference client in ${language} and the mock: nothing is amiss, and every kind of call passes`, { skip }, () =>
      before(async ({ proxy, ca }) => {
        const client = startClientProcess({
          command,
          environment: {
            BASE_URL: proxy.url,
            CA_FILE: ca,
            API_KEY: caller.apiKey,
            API_SIGNATURE: caller.apiSignature,
            READ_ONLY_KEY: caller.readOnlyKey,
          },
          deadlineMs: 20_000,
          now: () => performance.now(),
        });
        try {
          const ask = (operation: Question['operation'], args: { readonly [name: string]: JsonValue }, action: string | undefined) =>
            client.ask({ operation, args: tree(args), action: action ?? '', attempt: 1 });
          const deposit = { country: 'BR', amount: 100.5, currency: 'BRL', payer: { first_name: 'Zoë 😀', last_name: '李' } };
          const created = await ask('createDeposit', { ...deposit, invoice_id: 'one' }, first);
          assert.equal(created.kind, 'ok');
          await ask('createDeposit', { ...deposit, invoice_id: 'two' }, second);
          await ask('createDeposit', { ...deposit, invoice_id: 'two', amount: 7 }, others[0]);
          await ask('depositStatus', { deposit_id: '3000000001' }, others[1]);
          await ask('createRefund', { deposit_id: 3_000_000_001, invoice_id: 'one', amount: 1 }, others[2]);
          await ask('paymentMethods', { country: 'BR' }, others[3]);
          await ask('exchangeRates', { country: 'BR', amount: '100.5' }, others[4]);
        } finally {
          await client.close();
        }
        assert.deepEqual(amiss(proxy), {});
        const wanted = [
          'SIG-09',
          'SIG-10',
          'SIG-11',
          'CLT-02',
          'CLK-06',
          'SIG-01',
          'CLK-03',
          'CLK-09',
          'HDR-05',
          'UTF-06',
          'END-02',
          'END-06',
        ];
        assert.deepEqual(
          wanted.filter((clause) => !held(proxy).includes(clause)),
          [],
        );
      }),
    );
  }

  test('a client that signs with another key fails, and the provider is right to decline', () =>
    before(async ({ proxy, send }) => {
      assert.equal(await send(creation('a', { at: now(), key: first })), 201);
      assert.equal(await send(creation('b', { at: now(), key: second, as: { ...caller, apiSignature: otherCaller.apiSignature } })), 400);
      assert.deepEqual(amiss(proxy), { 'SIG-09': 'fail' });
      assert.ok(['SIG-02', 'SIG-08', 'ERR-102'].every((clause) => held(proxy).includes(clause)));
      const [breach] = proxy.judged().findings.find(({ clause }) => clause === 'SIG-09')?.breaches ?? [];
      assert.equal(breach?.diagnosis?.found, 'explained');
    }));

  test('a client that repeats itself lets the provider be judged by it', () =>
    before(async ({ proxy, send }) => {
      const body = creation('a').body;
      const target = '/v3/deposits';
      assert.equal(await send(signed({ target, body, key: first, at: now() })), 201);
      assert.equal(await send(signed({ target, body, key: first, at: now() + 1000 })), 201);
      assert.deepEqual(amiss(proxy), {});
      assert.ok(['IDM-01', 'IDM-02', 'IDM-20'].every((clause) => held(proxy).includes(clause)));
    }));

  test('without keys the form is judged, and the rest says which variable to set', () =>
    before(async ({ proxy, send }) => {
      const right = creation('a', { at: now(), key: first });
      await send(right);
      await send(readOnly('/v3/states?country=BR'));
      await send({ ...right, headers: right.headers.filter(([name]) => name !== 'Authorization') });
      assert.deepEqual(amiss(proxy), { 'SIG-09': 'fail', 'HDR-04': 'fail', 'HDR-07': 'warn' });
      assert.deepEqual([proxy.judged().judged, proxy.judged(() => true).judged], [3, 0]);
      const notes = Object.fromEntries(
        proxy.judged().findings.map(({ clause, verdict, note }) => [clause, verdict === 'not-observed' ? note : verdict]),
      );
      for (const clause of ['SIG-11', 'AUT-07']) assert.match(notes[clause] ?? '', /Set API_SIGNATURE/);
      assert.match(notes['ENV-05'] ?? '', /Set API_KEY/);
      assert.match(notes['SIG-01'] ?? '', /Set API_KEY and API_SIGNATURE/);
      assert.deepEqual([notes['END-02'], notes['AUT-01'], notes['HDR-01']], ['pass', 'pass', 'pass']);
    }, {}));

  test('an answer that is read in its content coding is passed on in it', async () => {
    // The mock sends none, and content.test.ts judges one; here the question only has to be passed on unchanged.
    await before(async ({ proxy, send }) => {
      const asked = readOnly('/v3/states?country=BR');
      await send({ ...asked, headers: [...asked.headers, ['ACCEPT-encoding', 'gzip;q=0.5, br']] });
      const [only] = proxy.seen();
      assert.ok(only?.request.headers.some(([name, value]) => name === 'ACCEPT-encoding' && value === 'gzip;q=0.5, br'));
    });
  });

  test('what the proxy answers itself is held against nobody', async () => {
    const passed: PassedExchange[] = [];
    const proxy = await startProxy({
      upstream: {
        url: 'https://127.0.0.1:1',
        environment: 'loopback',
        readOnly: false,
        keys: caller,
        others: [],
        secrets: [],
        answerBytes: usualAnswerBytes,
        way: { deadlineMs: 20_000 },
      },
      contract: contractOf('deposits-v3'),
      profile: onekey,
      onExchange: (exchange) => passed.push(exchange),
    });
    const transport = wire({ url: proxy.url, ca: proxy.ca, connections: 1, deadlineMs: 20_000 });
    try {
      for (const key of [first, second]) await transport.send(creation('a', { at: now(), key }), {});
      assert.deepEqual(
        passed.map(({ own }) => own),
        ['unreachable', 'unreachable'],
      );
      // Another key after a 502 of ours is not a retry that lost its key.
      assert.deepEqual(amiss(proxy), {});
      assert.ok(!held(proxy).some((clause) => ['HDR-05', 'CLK-09', 'END-02', 'SIG-01'].includes(clause)));
      assert.ok(held(proxy).includes('SIG-09'));
    } finally {
      await transport.close();
      await proxy.close();
    }
  });
});
