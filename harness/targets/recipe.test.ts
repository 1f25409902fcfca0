import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { Blocked } from '../../core/verdict/blocked.ts';
import type { Recipe } from '../config/recipe.ts';
import { countOf, follow, patchOf } from './recipe.ts';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const seen: Seen[] = [];
let base = '';
let answer: (response: ServerResponse) => void = (response) => response.end();
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    seen.push({
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    });
    answer(response);
  });
});

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

const nobody = (): Promise<string> => Promise.reject(new Error('no terminal'));

const asked = (parts: Partial<Recipe & { readonly kind: 'request' }>): Recipe => ({
  kind: 'request',
  method: 'GET',
  url: base,
  headers: {},
  seconds: 5,
  answerBytes: 1_000_000,
  ...parts,
});

const running = (command: readonly string[], parts: Partial<Recipe & { readonly kind: 'command' }> = {}): Recipe => ({
  kind: 'command',
  command,
  environment: {},
  seconds: 10,
  answerBytes: 1_000_000,
  ...parts,
});

async function blocked(work: Promise<unknown>, ...says: readonly string[]): Promise<void> {
  await assert.rejects(work, (error: unknown) => {
    assert.ok(error instanceof Blocked && error.kind === 'recipe-failed' && error.blame === 'configuration', String(error));
    for (const part of says) assert.ok(error.message.includes(part), `${part} is not in: ${error.message}`);
    return true;
  });
}

test('a request is made with its placeholders percent-encoded in the URL, and its result is found by its pointer', async () => {
  answer = (response) => response.end('{"found":{"count":3}}');
  const recipe = asked({
    url: `${base}/count?invoice={invoiceId}&all={nothing}`,
    headers: { Authorization: 'Bearer abcd' },
    result: '/found/count',
  });
  assert.equal(countOf('countDeposits', await follow('countDeposits', recipe, { invoiceId: 'a&b=/ü' }, nobody)), 3);
  const last = seen.at(-1);
  assert.equal(last?.url, '/count?invoice=a%26b%3D%2F%C3%BC&all={nothing}');
  assert.equal(last?.headers.authorization, 'Bearer abcd');
});

test('placeholders in a JSON body are values, whatever they hold', async () => {
  answer = (response) => response.writeHead(204).end();
  await follow(
    'moveStatus',
    asked({ method: 'POST', body: { id: '{depositId}', moves: [{ to: '{status}' }] } }),
    { depositId: '1","x":"2', status: 'COMPLETED' },
    nobody,
  );
  const last = seen.at(-1);
  assert.equal(last?.method, 'POST');
  assert.equal(last?.headers['content-type'], 'application/json');
  assert.deepEqual(JSON.parse(last?.body ?? ''), { id: '1","x":"2', moves: [{ to: 'COMPLETED' }] });
});

test('a refused, lost, slow or misread request is said with its recipe', async () => {
  const recipe = asked({ result: '/count' });
  answer = (response) => response.writeHead(403).end('hush-hush');
  await blocked(follow('countDeposits', recipe, {}, nobody), 'countDeposits', '403', 'token');
  answer = (response) => response.destroy();
  await blocked(follow('countDeposits', recipe, {}, nobody), 'countDeposits', 'no answer');
  answer = (response) => response.writeHead(302, { location: 'https://elsewhere.example.com' }).end();
  await blocked(follow('countDeposits', recipe, {}, nobody), 'countDeposits', '302');
  answer = () => undefined;
  await blocked(follow('countDeposits', asked({ seconds: 0.05 }), {}, nobody), 'countDeposits', '0.05 s', 'recipes.countDeposits.seconds');
  answer = (response) => response.end('<html>');
  await blocked(follow('countDeposits', recipe, {}, nobody), 'not JSON', 'recipes.countDeposits.result');
  answer = (response) => response.end('{"total":1}');
  await blocked(follow('countDeposits', recipe, {}, nobody), 'nothing at /count');
});

test('a command gets its arguments as they are: no shell reads them', async () => {
  const script = 'process.stdout.write(JSON.stringify([process.argv.slice(1), process.env.WHAT]))';
  const recipe = running([process.execPath, '-e', script, '--', '{invoiceId}', 'x{invoiceId}'], { environment: { WHAT: '<{invoiceId}>' } });
  const nasty = '$(touch gone); `id` "\' *';
  const [given, variable] = JSON.parse(await follow('countDeposits', recipe, { invoiceId: nasty }, nobody)) as [string[], string];
  assert.deepEqual(given, [nasty, `x${nasty}`]);
  assert.equal(variable, `<${nasty}>`);
});

test('a command has no key of ours in its environment, and one that fails is said with what it did not get', async (context) => {
  Object.assign(process.env, { SECOND_API_SIGNATURE: 'a signature', SHOP_DATABASE: 'postgres://shop' });
  context.after(() => {
    delete process.env.SECOND_API_SIGNATURE;
    delete process.env.SHOP_DATABASE;
  });
  const script =
    'const { SECOND_API_SIGNATURE: key, SHOP_DATABASE: own } = process.env; process.stdout.write(JSON.stringify({ key, own }))';
  const recipe = running([process.execPath, '-e', script]);
  assert.deepEqual(JSON.parse(await follow('countDeposits', recipe, {}, nobody)), { own: 'postgres://shop' });
  await blocked(
    follow('moveStatus', running([process.execPath, '-e', 'process.exit(7)']), {}, nobody),
    'exit code 7',
    'SECOND_API_SIGNATURE',
    'recipes.moveStatus.environment',
  );
});

test('a command that fails, is not there or never ends is said with its recipe', async () => {
  await blocked(follow('moveStatus', running([process.execPath, '-e', 'process.exit(7)']), {}, nobody), 'moveStatus', 'exit code 7');
  await blocked(follow('moveStatus', running(['/no/such/program']), {}, nobody), 'moveStatus', 'ENOENT', 'recipes.moveStatus.command');
  // It starts another that keeps the output open: both end.
  const script =
    "require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit' }); setInterval(() => {}, 1e6)";
  await blocked(follow('moveStatus', running([process.execPath, '-e', script], { seconds: 0.5 }), {}, nobody), 'moveStatus', '0.5 s');
});

test('a person sees the values and is asked for the result', async () => {
  const questions: string[] = [];
  const result = await follow(
    'countDeposits',
    { kind: 'prompt', prompt: 'How many under {invoiceId}?' },
    { invoiceId: 'inv1' },
    async (question) => {
      questions.push(question);
      return ' 2 ';
    },
  );
  assert.deepEqual(questions, ['How many under inv1?']);
  assert.equal(countOf('countDeposits', result), 2);
  await blocked(follow('countDeposits', { kind: 'prompt', prompt: '{invoiceId}?' }, {}, nobody), 'countDeposits', 'terminal');
});

test('a count is a whole number or the length of a list, and nothing is guessed', () => {
  assert.equal(countOf('countDeposits', '0'), 0);
  assert.equal(countOf('countDeposits', '[]'), 0);
  assert.equal(countOf('countDeposits', '[{"id":1},{"id":2}]'), 2);
  for (const text of ['', '-1', '1.5', '1 deposit', '{"count":1}', 'null', '[', '1e3']) {
    assert.throws(
      () => countOf('countDeposits', text),
      (error: unknown) => error instanceof Blocked && error.message.includes('recipes.countDeposits.result'),
      text,
    );
  }
});

test('a patch puts its members into a body and knows the invoice', () => {
  assert.deepEqual(
    patchOf({ kind: 'patch', patch: { description: 'fail {invoiceId}', payer: { note: ['{invoiceId}'] }, n: 1 } }, { invoiceId: 'i1' }),
    {
      description: 'fail i1',
      payer: { note: ['i1'] },
      n: 1,
    },
  );
});

test('an answer or an output without an end is an outcome of its own, of the environment', async () => {
  const endless = createServer((request, response) => {
    if (request.url === '/headers') return void response.socket?.end(`HTTP/1.1 200 OK\r\n${'X-Line: value\r\n'.repeat(100_000)}\r\n`);
    if (request.url === '/no-http') return void response.socket?.end('HTTP/9.9 abc\r\n\r\n');
    response.write(' ');
    if (request.url === '/endless') response.on('drain', () => response.write(Buffer.alloc(100_000))).write(Buffer.alloc(100_000));
  });
  endless.listen(0, '127.0.0.1');
  await once(endless, 'listening');
  const url = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`;
  const asks = (path: string) => follow('countDeposits', asked({ url: `${url}${path}`, seconds: path === '/drip' ? 0.3 : 60 }), {}, nobody);
  const isOfEnvironment = (says: RegExp) => (error: unknown) =>
    error instanceof Blocked && error.kind === 'recipe-unanswered' && error.blame === 'environment' && says.test(error.message);
  try {
    await assert.rejects(
      asks('/drip'),
      isOfEnvironment(/recipes\.countDeposits got no whole answer: the answer did not end within 0\.3 s\./),
    );
    await assert.rejects(asks('/endless'), isOfEnvironment(/more than 1000000 bytes/));
    await assert.rejects(asks('/headers'), isOfEnvironment(/header lines of the answer are longer/));
    await assert.rejects(asks('/no-http'), /its request got no answer: the answer was not HTTP/);
  } finally {
    endless.closeAllConnections();
    endless.close();
  }
  const chatty = running([process.execPath, '-e', 'for (;;) require("fs").writeSync(1, "x".repeat(60000))'], { answerBytes: 100_000 });
  await assert.rejects(
    follow('countDeposits', chatty, {}, nobody),
    (error) => error instanceof Blocked && /more than 100000 bytes/.test(error.message),
  );
});
