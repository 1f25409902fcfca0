import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { signedMessage } from '../core/contract/canonical.ts';
import { formatXDate } from '../core/contract/clock.ts';
import { sign } from '../core/contract/signature.ts';
import { encodeUtf8 } from '../core/utf8.ts';

const command = fileURLToPath(new URL('countersign.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-log-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A command that prints a ready line, and what it printed so far. */
class Printing {
  readonly child: ChildProcessWithoutNullStreams;
  output = '';
  #waiting: (() => void)[] = [];

  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [command, ...args], { env: { PATH: process.env.PATH, TMPDIR: folder, ...env }, stdio: 'pipe' });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
        for (const look of this.#waiting.splice(0)) look();
      });
    }
  }

  async prints(what: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = what.exec(this.output);
      if (found) return found;
      assert.equal(this.child.exitCode, null, `It ended without ${what}:\n${this.output}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async end(): Promise<void> {
    const closed = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await closed;
  }
}

const invented = { apiKey: 'stgDemoLogin01', apiSignature: 'stgDemoSignature_0123456789abcdef', readOnlyKey: 'stgDemoReadOnly01' };

function asked(
  url: string,
  ca: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
  method = body ? 'POST' : 'GET',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, headers, ca, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    asking.on('error', reject).end(body);
  });
}

function signed(body: string, { at = Date.now(), over = body, login = invented.apiKey, secret = invented.apiSignature } = {}) {
  const date = formatXDate(at);
  return {
    'X-Date': date,
    'X-Login': login,
    Authorization: `D24 ${sign(signedMessage(date, login, encodeUtf8(over)), secret)}`,
    'Content-Type': 'application/json',
  };
}

for (const name of ['mock', 'observe'] as const) {
  describe(name, () => {
    test('prints the keys, the authority for each language, and a line for each request with the cause of a refusal', async () => {
      const reports = name === 'observe' ? ['--reports', join(folder, 'reports')] : [];
      const running = new Printing([name, ...reports]);
      const [, url = ''] = await running.prints(/^ready: (https:\S+?)[ ;]/m);
      const [, file = ''] = await running.prints(/^ {2}curl +curl --cacert (\S+)$[\s\S]*?\n\n/m);
      for (const line of [
        / {2}export API_KEY=stgDemoLogin01 \\\n {4}API_SIGNATURE=stgDemoSignature_0123456789abcdef \\\n {4}READ_ONLY_KEY=stgDemoReadOnly01$/m,
        new RegExp(`^ {2}Node +export NODE_EXTRA_CA_CERTS=${file}$`, 'm'),
        new RegExp(`^ {2}Python +export SSL_CERT_FILE=${file} REQUESTS_CA_BUNDLE=${file}$`, 'm'),
        new RegExp(`^ {2}PHP +php -d curl.cainfo=${file} -d openssl.cafile=${file}$`, 'm'),
        /^ {2}Ruby, Go +export SSL_CERT_FILE=/m,
        /^ {2}Java +keytool -importcert/m,
      ])
        assert.match(running.output, line);
      const start = running.output.length;
      const ca = readFileSync(file, 'utf8');
      const read = `${url}/v3/payment_methods?country=BR`;
      const create = `${url}/v3/deposits`;
      const body = '{"invoice_id":"A1","amount":100,"country":"BR","currency":"BRL"}';
      const cases: readonly (readonly [status: number, answer: () => Promise<number>, line: RegExp])[] = [
        [
          200,
          () => asked(read, ca, { Authorization: `Bearer ${invented.readOnlyKey}` }),
          /^1 {2}GET \/v3\/payment_methods\?country=BR {2}200$/m,
        ],
        [
          401,
          () => asked(read, ca, { Authorization: 'Bearer nobody' }),
          /^2 .* 401 code 100 {2}The Bearer token is not a known read-only API Key of this mock\. Send the value of READ_ONLY_KEY\.$/m,
        ],
        [
          401,
          () => asked(read, ca, { Authorization: `Bearer ${invented.apiSignature}` }),
          /^3 .*The Bearer token is the API Signature, not the read-only API Key\./m,
        ],
        [400, () => asked(read, ca, {}), /^4 .* code 101 {2}Authorization is missing\. This operation takes the read-only API Key/m],
        [
          400,
          () => asked(create, ca, { Authorization: `Bearer ${invented.readOnlyKey}` }, body),
          /^5 .* code 101 {2}The request is not signed: it presents the read-only key as Bearer token/m,
        ],
        [
          400,
          () => asked(create, ca, signed(body, { at: Date.now() - 97_000 }), body),
          /^6 .* code 103 {2}X-Date was 9[78]\.\d s old on arrival; more than 5 s is blocked\./m,
        ],
        [
          400,
          () => asked(create, ca, signed(body, { over: body.replaceAll(':', ': ').replaceAll(',', ', ') }), body),
          /^7 .* code 102 {2}The signature is wrong: .*white space.*\n(?: {6}.*\n)* {6}Fix: /m,
        ],
        [
          401,
          () => asked(create, ca, signed(body, { login: 'other' }), body),
          /^8 .* code 100 {2}X-Login is not a known API Key of this mock\./m,
        ],
        [404, () => asked(`${url}/v3/deposit`, ca, {}), /^9 .* 404 .* The nearest one is \/v3\/deposits\.$/m],
        [405, () => asked(create, ca, {}, undefined, 'DELETE'), /^10 {2}DELETE .* 405 .* This path takes POST, not DELETE\.$/m],
        [
          400,
          () => asked(create, ca, signed('{"invoice_id":"A2"}'), '{"invoice_id":"A2"}'),
          /^11 .* 400 .*The request breaks its schema: \/\w+ /m,
        ],
        [404, () => asked(`${url}/v3/${'\\u001b[31m'.repeat(200)}`, ca, {}), /^12 {2}GET \S{200}… {2}404 /m],
      ];
      for (const [status, answer, line] of cases) {
        assert.equal(await answer(), status, String(line));
        await running.prints(line);
      }
      await assert.rejects(asked(read, '', {}));
      await running.prints(/^- {2}TLS {2}A program .* trust the certificate authority/m);
      await new Promise<void>((resolve) => plainRequest(url.replace('https', 'http')).on('error', resolve).end());
      await running.prints(/^- {2}TLS {2}A program spoke plain HTTP to the HTTPS port\. Use https:/m);
      if (name === 'mock') {
        const socket = connect(Number(new URL(url).port), '127.0.0.1');
        socket.destroy();
      }
      await running.end();
      const printed = running.output.slice(start);
      assert.doesNotMatch(printed, /stgDemoSignature_0123456789abcdef|stgDemoReadOnly01/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
      assert.doesNotMatch(printed, /[\u0000-\u0008\u000b-\u001f\u007f]/);
      assert.equal(existsSync(file), false, 'The file of the authority is left.');
    });

    test('shows no key that the environment gave', async () => {
      const keys = { API_KEY: 'testLogin01', API_SIGNATURE: 'testSignature_0123456789', READ_ONLY_KEY: 'testReadOnly01' };
      const running = new Printing([name, ...(name === 'observe' ? ['--reports', join(folder, 'reports')] : [])], keys);
      await running.prints(/^ {2}curl .*$[\s\S]*?\n\n/m);
      await running.end();
      assert.match(running.output, /^Keys: those of the environment\./m);
      assert.doesNotMatch(running.output, /testSignature|testReadOnly/);
    });
  });
}

test('with --json the ready line is all of standard output, and refusals go to standard error', async () => {
  const running = new Printing(['mock', '--json']);
  const [, text = ''] = await running.prints(/^(\{.*\})$/m);
  const { url, ca } = JSON.parse(text) as { readonly url: string; readonly ca: string };
  assert.equal(await asked(`${url}/v3/payment_methods?country=BR`, ca, { Authorization: `Bearer ${invented.readOnlyKey}` }), 200);
  assert.equal(await asked(`${url}/v3/payment_methods?country=BR`, ca, { Authorization: 'Bearer nobody' }), 401);
  await running.prints(/^2 .* 401 code 100 /m);
  await running.end();
  assert.doesNotMatch(running.output, /^1 {2}GET/m);
});

test('with --explain-in-answers the answers 102 and 103 say their cause, without a key', async () => {
  const ca = join(folder, 'explained-ca.pem');
  const mock = new Printing(['mock', '--explain-in-answers', '--json', '--ca', ca], {
    API_KEY: invented.apiKey,
    API_SIGNATURE: invented.apiSignature,
    READ_ONLY_KEY: invented.readOnlyKey,
  });
  try {
    const [, url = ''] = await mock.prints(/"url":"(https:[^"]+)"/);
    const described = (headers: Readonly<Record<string, string>>, body: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const asking = request(
          `${url}/v3/deposits`,
          { method: 'POST', headers, ca: readFileSync(ca, 'utf8'), agent: false },
          (response) => {
            let text = '';
            response.setEncoding('utf8').on('data', (part: string) => {
              text += part;
            });
            response.on('end', () => resolve((JSON.parse(text) as { readonly description: string }).description));
          },
        );
        asking.on('error', reject).end(body);
      });
    const wrong = await described(signed('{"a":1}', { over: '{"a": 1}' }), '{"a":1}');
    assert.match(wrong, /^Invalid signature: The signature is wrong: the JSON was written once more.*\. Fix: /);
    const ambiguous = await described(signed('{"a":1}', { over: '{"a":1}' }), '{"a":1}\n');
    assert.match(ambiguous, /mistakes would give it: \d+ %: white space at the end of the body differs.* Fix: /);
    const stale = await described(signed('{"a":1}', { at: Date.now() - 3_007_000 }), `{"a":1}`);
    assert.match(stale, /X-Date was 50 min old on arrival/);
    assert.ok(![wrong, stale].some((text) => text.includes(invented.apiSignature)));
  } finally {
    await mock.end();
  }
});
