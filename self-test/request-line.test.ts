import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { accountKeys } from '../core/contract/credentials.ts';
import { dateText, signedRightly } from '../core/contract/scheme.ts';
import { type Answer, type Exchange, headerValue, type WireRequest } from '../core/exchange.ts';
import { secrets } from '../core/redaction/redaction.ts';
import { explain } from '../embed/explanation.ts';
import { sign } from '../embed/signing.ts';
import { verify } from '../embed/verification.ts';
import { direct } from '../mock/direct.ts';
import { mockProvider } from '../mock/provider.ts';
import { redaction } from '../reports/evidence.ts';
import { curlLines, signedBy } from '../reports/reproduction.ts';
import { askSigner } from '../roles/signer.ts';
import { contractFrom } from '../schemas/contracts.ts';
import { signatureVectors } from '../schemas/vectors.ts';
import { requestOf } from '../suites/call.ts';
import { judgeSigner, questionOf, signerVectors } from '../suites/signer.ts';
import { broken, outcomesOf, type Service, start } from './asked-service.ts';

/** Two contracts that sign method and path, as many HMAC APIs do: one with the query, one without. */
const root = mkdtempSync(join(tmpdir(), 'countersign-line-'));
after(() => rmSync(root, { recursive: true }));

const judged = ['SIG-01', 'SIG-02', 'SIG-03', 'SIG-06', 'SIG-07', 'SIG-09', 'ERR-102', 'HDR-01', 'END-05', 'END-06', 'END-08'];

function contractOfMessage(name: string, message: string) {
  const folder = join(root, name);
  mkdirSync(folder);
  const files = {
    'openapi.yaml': `
openapi: 3.1.0
info: { title: Orders API, version: "2" }
paths:
  /v2/orders:
    get:
      operationId: findOrders
      x-countersign-traits: [signed, dated]
      parameters: [{ name: page, in: query, required: true, schema: { type: string }, example: "1 +2" }]
      responses:
        "200": { description: found, content: { application/json: { schema: { type: object }, example: {} } } }
  /v2/orders/{no}/captures:
    post:
      operationId: capture
      x-countersign-traits: [signed, dated]
      parameters: [{ name: no, in: path, required: true, schema: { type: string }, example: A7 }]
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [sum], properties: { sum: { type: integer, minimum: 1 } } }
            example: { sum: 5 }
      responses:
        "200": { description: captured, content: { application/json: { schema: { type: object }, example: {} } } }
`,
    'scheme.yaml': `
keys:
  partner: { name: partner id, secret: false, set: signing, carrier: login, variable: ORDER_PARTNER }
  secret: { name: shared secret, secret: true, set: signing, carrier: signature, variable: ORDER_SECRET }
signature: { message: ${JSON.stringify(message)}, mac: HMAC-SHA-256, key: { encoding: utf8 }, hash: lower-hex, header: X-Sig, template: "{hash}" }
login: { header: X-Partner }
date: { header: X-Time, format: unix-milliseconds, toleranceMs: 30000 }
`,
    'errors.yaml': 'codes: [{ code: bad-sig, status: 401, refuses: signature, basis: docs, meaning: the hash does not match }]\n',
    'clauses.yaml': `clauses:\n${judged.map((id) => `  ${id}: { level: must, basis: { kind: docs, sentence: "It is stated." } }\n`).join('')}`,
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return contractFrom(folder);
}

const withQuery = contractOfMessage('query', '{date}\n{method}\n{target}\n{login}\n{body}');
const pathAlone = contractOfMessage('path', '{method} {path} {date} {login} {body}');
const keys = { apiKey: 'partnerOfTest1', apiSignature: 'secretOfTest_0123456789', readOnlyKey: '' };
const hmac = (message: string): string => createHmac('sha256', keys.apiSignature).update(message).digest('hex');

type Message = (date: string, method: string, target: string, body: string) => string;
const messages: Readonly<Record<string, Message>> = {
  query: (date, method, target, body) => [date, method, target, keys.apiKey, body].join('\n'),
  path: (date, method, target, body) => `${method} ${target.split('?')[0]} ${date} ${keys.apiKey} ${body}`,
};

/** A provider that shares no code with the mock. */
function orders(message: Message): (request: WireRequest, now: number) => Answer {
  return ({ method, target, headers, body }, now) => {
    const answer = (status: number, value: unknown) => ({
      kind: 'response' as const,
      response: { status, headers: [['Content-Type', 'application/json']] as const, body: Buffer.from(JSON.stringify(value)) },
    });
    const field = (name: string): string => (headerValue(headers, name) ?? '').trim();
    const known = /^\/v2\/orders(\/[\w.-]+\/captures)?\/?(\?|$)/.exec(target);
    if (known === null) return answer(404, {});
    if (method !== (known[1] === undefined ? 'GET' : 'POST')) return answer(405, {});
    const date = field('X-Time');
    if (!/^\d{13}$/.test(date) || Math.abs(now - Number(date)) > 30_000) return answer(400, {});
    if (field('X-Partner') !== keys.apiKey) return answer(401, {});
    if (field('X-Sig') !== hmac(message(date, method, target, Buffer.from(body).toString('latin1'))))
      return answer(401, { code: 'bad-sig' });
    if (method === 'GET' && !/[?&]page=/.test(target)) return answer(422, {});
    if (method === 'POST') {
      try {
        const { sum } = JSON.parse(Buffer.from(body).toString('utf8'));
        if (!Number.isSafeInteger(sum) || sum < 1) return answer(422, {});
      } catch {
        return answer(400, {});
      }
    }
    return answer(200, {});
  };
}

for (const [name, contract] of Object.entries({ query: withQuery, path: pathAlone })) {
  const message = messages[name] as Message;

  test(`a provider of the contract with ${name} passes, and one that leaves out a part of the line does not`, async () => {
    const outcomes = await outcomesOf(orders(message), contract, keys);
    assert.deepEqual(
      outcomes.flatMap(({ verdict, clause, note, violation }) =>
        verdict === 'pass' || verdict === 'not-applicable'
          ? []
          : [{ clause, verdict, note, seen: violation?.actual, of: violation?.difference }],
      ),
      [],
    );
    assert.ok(outcomes.some(({ clause, verdict }) => clause === 'SIG-03' && verdict === 'pass'));
    for (const leaving of ['method', 'target'] as const) {
      // It takes both: the right message, and one in which that part is any.
      const careless: Service = (request, now) => {
        const answer = orders(message)(request, now);
        const others =
          leaving === 'method'
            ? ['GET', 'POST', 'PUT', ''].map((method) => ({ ...request, method }))
            : ['', '/', `${request.target}0`].map((target) => ({ ...request, target }));
        const sent = headerValue(request.headers, 'X-Sig');
        const isTaken = ({ method, target, headers, body }: WireRequest) =>
          sent === hmac(message(headerValue(headers, 'X-Time') ?? '', method, target, Buffer.from(body).toString('latin1')));
        if (answer.kind !== 'response' || answer.response.status !== 401 || !others.some(isTaken)) return answer;
        return { ...answer, response: { ...answer.response, status: 200, body: Buffer.from('{}') } };
      };
      const found = broken(await outcomesOf(careless, contract, keys, { only: 'SIG-03' }));
      assert.deepEqual(found, ['SIG-03 fail'], leaving);
    }
  });

  test(`the mock of the contract with ${name} takes the line as it arrives, and no other`, async () => {
    const provider = direct(
      mockProvider({
        contract,
        profile: contract.profiles[0],
        now: () => start,
        accounts: [{ merchant: 'm', ...accountKeys([keys]), addresses: ['::1'] }],
      }),
    );
    const statusOf = async (method: string, target: string, signed = { method, target }) => {
      const body = Buffer.from(method === 'POST' ? '{"sum":5}' : '');
      const headers = [
        ['X-Time', String(start)],
        ['X-Partner', keys.apiKey],
        ['X-Sig', hmac(message(String(start), signed.method, signed.target, body.toString()))],
        ['Content-Type', 'application/json'],
      ] as const;
      const answer = await provider({ method, target, headers, body }, { peer: '::1', secure: true, environment: 'first' });
      return answer.kind === 'response' ? answer.response.status : answer.kind;
    };
    assert.equal(await statusOf('GET', '/v2/orders?page=1%20%2B2'), 200);
    assert.equal(await statusOf('POST', '/v2/orders/A7/captures'), 200);
    assert.equal(await statusOf('POST', '/v2/orders/A7/captures', { method: 'GET', target: '/v2/orders/A7/captures' }), 401);
    assert.equal(await statusOf('POST', '/v2/orders/A7/captures', { method: 'POST', target: '/v2/orders/A8/captures' }), 401);
    const other = await statusOf('GET', '/v2/orders?page=2', { method: 'GET', target: '/v2/orders?page=1' });
    assert.equal(other, name === 'query' ? 401 : 200);
  });

  test(`embed signs, verifies and explains by the contract with ${name}`, () => {
    const { scheme } = contract;
    const given = { contract: scheme, keys: { partner: keys.apiKey, secret: keys.apiSignature }, body: '{"sum":5}' };
    const line = { method: 'POST', target: '/v2/orders/A7/captures?fast=1' };
    const headers = sign({ ...given, ...line, now: start });
    const signature = (text: Message, method = line.method, target = line.target) => hmac(text(String(start), method, target, given.body));
    assert.equal(headers['X-Sig'], signature(message));
    assert.throws(() => sign({ ...given, method: 'POST' }), /^TypeError: target is not set: the message of this contract has it/);
    assert.throws(() => sign({ ...given, target: '/' }), /^TypeError: method is not set/);
    assert.throws(() => verify({ ...given, headers }), /^TypeError: target is not set/);
    assert.deepEqual(verify({ ...given, headers, target: line.target }), { ok: true });
    assert.deepEqual(verify({ ...given, headers, target: '/v2/orders/A8/captures?fast=1' }), { ok: false, because: 'signature-wrong' });
    assert.deepEqual(verify({ ...given, headers, ...line, method: 'PUT' }), { ok: false, because: 'signature-wrong' });
    const explained = (hash: string) => explain({ ...given, ...line, headers: { ...headers, 'X-Sig': hash, Host: 'api.example' } }).text;
    assert.equal(explained(signature(message)), 'The signature is right.');
    assert.match(
      explained(signature(message, 'post')),
      /^The signature is wrong: `post` was signed for the method, and the request has `POST`\.\nFix: Sign the method as it is sent\.$/,
    );
    assert.match(
      explained(signature(message, 'POST', `https://api.example${line.target}`)),
      /^The signature is wrong: `https:\/\/api\.example\/v2\/orders\/A7\/captures\?fast=1` was signed for the path/,
    );
    assert.match(
      explained(signature(message, 'POST', line.target.slice(3))),
      /^The signature is wrong: `\/orders\/A7\/captures\?fast=1` was signed for the path/,
    );
    const swapped =
      name === 'query'
        ? signature(message, 'POST', '/v2/orders/A7/captures')
        : hmac(`POST ${line.target} ${start} ${keys.apiKey} ${given.body}`);
    assert.match(explained(swapped), /^The signature is wrong: the message was put together as `[^`]*\{(?:path|target)\}/);
  });

  test(`the commands sign, explain and vectors know the contract with ${name}`, () => {
    const program = join(import.meta.dirname, '..', 'cli', 'countersign.ts');
    const run = (input: string, ...words: readonly string[]) =>
      spawnSync(process.execPath, [program, ...words], {
        input,
        env: { ORDER_PARTNER: keys.apiKey, ORDER_SECRET: keys.apiSignature, PATH: process.env.PATH },
        encoding: 'utf8',
      });
    const signed = ['sign', '--contract', contract.source, '--date', String(start)];
    const right = run('', ...signed, '--method', 'GET', '--target', '/v2/orders?page=1');
    assert.match(right.stdout, new RegExp(`^X-Sig: ${hmac(message(String(start), 'GET', '/v2/orders?page=1', ''))}$`, 'm'));
    const lacking = run('', ...signed, '--method', 'GET');
    assert.match(lacking.stderr, /This contract signs the path of the request, with its query: give it as --target\./);
    assert.equal(lacking.status, 3);
    assert.match(run('', 'sign', '--method', 'GET').stderr, /--method is not for the contract deposits-v3/);
    const captured = `GET /v2/orders?page=1 HTTP/1.1\r\nHost: api.example\r\n${right.stdout.trim().replaceAll('\n', '\r\n')}\r\n\r\n`;
    assert.equal(run(captured, 'explain', '--contract', contract.source).stdout, 'The signature is right.\n');
    const { vectors } = JSON.parse(run('', 'vectors', '--contract', contract.source).stdout);
    for (const { xDate, method, target, bodyBase64, apiSignature, xLogin, expectedHash } of vectors) {
      const text = message(xDate, method, target, Buffer.from(bodyBase64, 'base64').toString('latin1')).replace(keys.apiKey, xLogin);
      assert.equal(createHmac('sha256', apiSignature).update(text, 'latin1').digest('hex'), expectedHash);
    }
  });

  test(`a signer of the contract with ${name} is asked with the line`, async () => {
    const program = join(root, `signer-${name}.cjs`);
    const texts = {
      query: '[xDate, method, target, xLogin, ""].join("\\n")',
      path: '[method, target.split("?")[0], xDate, xLogin, ""].join(" ")',
    };
    writeFileSync(
      program,
      `const { createHmac } = require('node:crypto');
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, xDate, xLogin, method, target, apiSignatureBase64, bodyBase64 } = JSON.parse(line);
  const mac = createHmac('sha256', Buffer.from(apiSignatureBase64, 'base64')).update(${texts[name as 'query' | 'path']}).update(Buffer.from(bodyBase64, 'base64'));
  console.log(JSON.stringify({ id, authorization: mac.digest('hex') }));
});`,
    );
    const asked = signerVectors(signatureVectors(contract));
    const answers = await askSigner(`"${process.execPath}" "${program}"`, process.env, asked.map(questionOf), 60_000);
    assert.deepEqual(
      judgeSigner(contract, asked, answers, '').flatMap(({ misses }) => misses),
      [],
    );
  });
}

test('the lines of a failure that send a call again name its method and path for sign', () => {
  const [, operation] = withQuery.operations;
  assert.ok(operation);
  const call = {
    operation,
    credentials: keys,
    form: withQuery.scheme,
    scheme: '',
    parameters: { no: 'A7' },
    body: Buffer.from('{"sum":5}'),
  };
  const request = requestOf({ ...call, targetAs: '/v2/orders/A9/captures' }, start);
  const exchange: Exchange = { number: 1, request, startedAt: 0, endedAt: 0, answer: { kind: 'none', reason: 'closed', detail: '' } };
  const shown = redaction(secrets([]), [exchange], withQuery.scheme).exchange(exchange).request;
  const lines = curlLines(request, shown, 'https://127.0.0.1:1', signedBy(withQuery, withQuery.profiles[0], keys))?.lines;
  assert.match(lines ?? '', /countersign sign --contract \S+ --curl --method POST --target \/v2\/orders\/A9\/captures --body body\.json/);
});

test('what carries a call otherwise leaves it rightly signed', () => {
  const [operation] = withQuery.operations;
  assert.ok(operation);
  const call = { operation, credentials: keys, form: withQuery.scheme, scheme: '', parameters: { page: '1' }, body: Buffer.alloc(0) };
  const sent = requestOf(
    { ...call, variedAs: (request) => ({ ...request, target: `${request.target}&v=1`, travel: { hostBehind: true } }) },
    start,
  );
  assert.equal(sent.target, '/v2/orders?page=1&v=1');
  assert.deepEqual(sent.travel, { hostBehind: true });
  const parts = { date: dateText(withQuery.scheme, start), login: keys.apiKey, method: 'GET', target: sent.target, body: call.body };
  const [[, value] = []] = signedRightly(withQuery.scheme, '', parts, keys.apiSignature);
  assert.equal(headerValue(sent.headers, 'X-Sig'), value);
});
