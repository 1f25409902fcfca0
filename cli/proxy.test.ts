import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { address, caller, creation, otherCaller, readOnly, testProvider } from '../mock/caller.ts';
import { certificates } from '../mock/certificate.ts';
import { serve } from '../mock/https.ts';
import { closing } from '../mock/listen.ts';
import type { Report } from '../reports/report.ts';
import { wire } from '../roles/transport/wire.ts';

const program = fileURLToPath(new URL('countersign.ts', import.meta.url));
const keys = { API_KEY: caller.apiKey, API_SIGNATURE: caller.apiSignature, READ_ONLY_KEY: caller.readOnlyKey };
const actions = ['0f8e1c1e-5b1a-4d1e-9a39-6f1f3c1f7e11', '7c4a9d52-1f0b-4b7e-8d6a-2e93b5a0c8f4'] as const;

/** The command, running. */
class Command {
  readonly child: ChildProcess;
  readonly lines: string[] = [];
  #wake: (() => void) | undefined;
  #errors = '';

  constructor(options: readonly string[], variables: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, [program, 'proxy', ...options], {
      env: { PATH: process.env.PATH ?? '', ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (!this.child.stdout || !this.child.stderr) throw new Error('it has no output');
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      this.lines.push(line);
      this.#wake?.();
    });
    this.child.stderr.on('data', (chunk) => {
      this.#errors += chunk;
    });
    this.child.on('close', () => this.#wake?.());
  }

  /** The first line that fits. Rejects where it ends before. */
  async line(form: RegExp): Promise<string> {
    for (;;) {
      const found = this.lines.find((line) => form.test(line));
      if (found !== undefined) return found;
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.lines.join('\n')}${this.#errors}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async url(): Promise<string> {
    return /https:\/\/\S+/.exec(await this.line(/^ready: /))?.[0] ?? '';
  }

  async ended(signal?: 'SIGINT' | 'SIGTERM'): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
    const closed = this.child.exitCode === null ? once(this.child, 'close') : undefined;
    if (signal) this.child.kill(signal);
    await closed;
    return { code: this.child.exitCode ?? -1, output: this.lines.join('\n'), errors: this.#errors };
  }
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-proxy-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a test with the mock as upstream, and the file of its certificate authority. */
async function beforeMock(folder: string, work: (options: readonly string[]) => Promise<void>): Promise<void> {
  const mock = testProvider({ now: Date.now });
  const serving = await serve({ mock, host: address });
  const ca = join(folder, 'upstream.pem');
  writeFileSync(ca, serving.ca);
  try {
    await work(['--upstream', serving.url, '--upstream-ca', ca, '--ca', join(folder, 'ca.pem'), '--reports', folder]);
  } finally {
    await serving.close();
    mock.close();
  }
}

function reportIn(folder: string): { readonly report: Report; readonly text: string } {
  const text = readFileSync(join(folder, readFileSync(join(folder, 'latest'), 'utf8').trim(), 'report.json'), 'utf8');
  return { report: JSON.parse(text) as Report, text };
}

suite('countersign proxy', () => {
  test('an application is used, and the interrupt brings one report of both sides', () =>
    inFolder((folder) =>
      beforeMock(folder, async (options) => {
        const command = new Command(options, keys);
        const url = await command.url();
        const application = wire({ url, ca: readFileSync(join(folder, 'ca.pem'), 'utf8'), connections: 1, deadlineMs: 20_000 });
        const payer = { first_name: 'Zoraida' };
        await application.send(creation('one', { at: Date.now(), key: actions[0] }), {});
        const wrong = { ...caller, apiSignature: otherCaller.apiSignature };
        await application.send(
          creation('two', {
            at: Date.now(),
            key: actions[1],
            as: wrong,
            body: { invoice_id: 'two', country: 'BR', amount: 1, currency: 'BRL', payer },
          }),
          {},
        );
        await application.send(readOnly('/v3/payment_methods?country=BR&email=zoraida%40example.com'), {});
        await command.line(/^3 {2}GET /);
        await application.close();
        const { code, output } = await command.ended('SIGINT');
        assert.equal(code, 1);
        assert.match(output, /\n1 {2}POST \/v3\/deposits {2}201 {2}\d+ ms\n2 {2}POST \/v3\/deposits {2}400 /);
        assert.match(output, /\n3 {2}GET \/v3\/payment_methods\?country=BR&email=\*\*\* {2}200 /);
        assert.match(output, /Failed {2}SIG-09.*Not observed; to see them:.*Not certified/s);
        const { report, text } = reportIn(folder);
        assert.deepEqual([report.decision.name, report.target.adapter, report.target.environment], ['not-certified', 'proxy', 'loopback']);
        assert.deepEqual(new Set(report.clauses.map(({ party }) => party)), new Set(['client', 'provider']));
        const of = (id: string) => report.clauses.find((clause) => clause.id === id);
        assert.deepEqual(
          ['SIG-09', 'SIG-01', 'SIG-02', 'END-02', 'IDM-02'].map((id) => of(id)?.verdict),
          ['fail', 'pass', 'pass', 'pass', 'not-observed'],
        );
        assert.match(of('SIG-09')?.violations[0]?.again ?? '', /^npx countersign proxy --upstream https:/);
        const shown = JSON.stringify(of('SIG-09')?.violations);
        assert.ok(shown.includes('invoice_id'));
        for (const written of [output, text]) assert.doesNotMatch(written, /oraida|callerSignature|callerReadOnly/);
        for (const evidence of of('SIG-09')?.violations[0]?.exchanges ?? [])
          assert.doesNotMatch(Buffer.from(evidence.request.body.base64, 'base64').toString(), /oraida/);
      }),
    ));

  test('bodies are shown whole where that is asked for', () =>
    inFolder((folder) =>
      beforeMock(folder, async (options) => {
        const command = new Command([...options, '--keep-pii'], keys);
        const url = await command.url();
        const application = wire({ url, ca: readFileSync(join(folder, 'ca.pem'), 'utf8'), connections: 1, deadlineMs: 20_000 });
        const wrong = { ...caller, apiSignature: otherCaller.apiSignature };
        await application.send(
          creation('Zoraida', { at: Date.now(), key: actions[0], as: wrong, body: { payer: { first_name: 'Zoraida' } } }),
          {},
        );
        await application.close();
        await command.line(/^1 {2}POST /);
        assert.equal((await command.ended('SIGINT')).code, 1);
        assert.match(reportIn(folder).text, /Zoraida/);
      }),
    ));

  test('a time may end it; who saw nothing has judged nothing', () =>
    inFolder((folder) =>
      beforeMock(folder, async (options) => {
        const { code, output } = await new Command([...options, '--for', '1'], keys).ended();
        assert.equal(code, 2);
        assert.match(output, /0 requests seen.*Incomplete/s);
      }),
    ));

  test('an interrupt in the middle of a call ends it with a report', () =>
    inFolder(async (folder) => {
      const { ca, certificate, key } = await certificates();
      const silent = createServer({ cert: certificate, key });
      const close = closing(silent);
      silent.listen(0, '127.0.0.1');
      await once(silent, 'listening');
      writeFileSync(join(folder, 'upstream.pem'), ca);
      const upstream = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
      const options = [
        '--upstream',
        upstream,
        '--upstream-ca',
        join(folder, 'upstream.pem'),
        '--ca',
        join(folder, 'ca.pem'),
        '--reports',
        folder,
      ];
      const command = new Command(options, keys);
      const url = await command.url();
      const application = wire({ url, ca: readFileSync(join(folder, 'ca.pem'), 'utf8'), connections: 1, deadlineMs: 20_000 });
      const arrived = once(silent, 'request');
      const answer = application.send(creation('one', { at: Date.now(), key: actions[0] }), {});
      await arrived;
      const { code, output } = await command.ended('SIGTERM');
      assert.equal((await answer).kind, 'none');
      await application.close();
      await close();
      // The request was judged, and of the provider nothing is said.
      assert.equal(code, 0);
      assert.match(output, /\n1 request seen\.\n/);
      const { report } = reportIn(folder);
      const judged = report.clauses.filter(({ id }) => report.decision.scope.judged.includes(id));
      assert.deepEqual([...new Set(judged.map(({ party }) => party))], ['client']);
    }));

  test('what cannot be is said in a sentence, with exit code 3 and no report', () =>
    inFolder(async (folder) => {
      for (const [options, why] of [
        [[], /leads nowhere: give --upstream/],
        [['--upstream', 'https://api.example.com'], /api\.example\.com counts as production.*--production api\.example\.com/],
        [['--upstream', 'https://127.0.0.1:1', '--ca', join(folder, 'no', 'ca.pem')], /--ca .* cannot be written/],
        [['--upstream', 'https://127.0.0.1:1', '--profile', 'nobody'], /--profile nobody is not one of/],
      ] as const) {
        const { code, errors } = await new Command([...options, '--reports', join(folder, 'reports')], {}).ended();
        assert.equal(code, 3, errors);
        assert.match(errors, why);
        assert.doesNotMatch(errors, /\n\s+at /);
      }
    }));
});
