// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is how a configuration names a variable.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { address, caller, testProvider } from '../mock/caller.ts';
import { type Serving, serve } from '../mock/https.ts';
import { closing } from '../mock/listen.ts';
import type { Report } from '../reports/report.ts';

const countersign = fileURLToPath(new URL('countersign.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'endings-'));
const keys = { API_KEY: caller.apiKey, API_SIGNATURE: caller.apiSignature, READ_ONLY_KEY: caller.readOnlyKey };

/** Promised longest time from the first signal until nothing is left, ms. */
const promisedMs = 10_000;

/** What has ended on a machine under load may take this long to be seen so, ms. */
const seenMs = 3000;

/** A variable that a command passes on to all child processes. */
const markVariable = 'ENDINGS_TEST';

/**
 * A client that ends only by a kill, and starts another like it in its own session. It gives its capabilities, unless it is to be `silent`, and
 * answers nothing else.
 */
writeFileSync(
  join(folder, 'stubborn.cjs'),
  `const { spawn } = require('node:child_process');
const { appendFileSync } = require('node:fs');
const [, , name, way] = process.argv;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
setInterval(() => {}, 1000);
if (way !== 'alone') spawn(process.execPath, [__filename, name, 'alone'], { detached: true, stdio: 'inherit' });
appendFileSync(name + '.started', '1');
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, operation } = JSON.parse(line);
  if (operation !== 'capabilities') appendFileSync(name + '.asked', line);
  else if (way !== 'silent') console.log(JSON.stringify({ id, ok: true, result: { protocol: 2, operations: ['createDeposit'], retries: false } }));
});`,
);

type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';
type Moment = 'before it begins' | 'at its first test' | 'in the middle' | 'at its end';

/** The receiver of a signal: the process, as with `kill`; its group, as from a terminal; or both, as with GNU timeout. */
type Way = 'process' | 'group' | 'both';

/** A running command, in its own group and with its own folder for temporary files. */
class Running {
  readonly child: ChildProcess;
  readonly reports: string;
  readonly name: string;
  readonly #temporary: string;
  readonly #mark: string;
  readonly #closed: Promise<unknown>;
  #output = '';

  constructor(args: readonly string[], name: string) {
    this.name = name;
    this.reports = join(folder, `${name}-reports`);
    this.#temporary = join(folder, `${name}-temporary`);
    this.#mark = `${process.pid}-${name}`;
    mkdirSync(this.#temporary);
    this.child = spawn(process.execPath, [countersign, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: { PATH: process.env.PATH, TMPDIR: this.#temporary, XDG_STATE_HOME: join(folder, 'state'), [markVariable]: this.#mark, ...keys },
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    this.#closed = once(this.child, 'close');
  }

  /** Waits for an event of it. */
  async until(happened: () => boolean): Promise<void> {
    while (!happened()) {
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        // Its last words are read after its end.
        await this.#closed;
        assert.ok(happened(), this.#output);
      } else await wait(10);
    }
  }

  says(form: RegExp): Promise<void> {
    return this.until(() => form.test(this.#output));
  }

  /** What it printed that fits. */
  said(form: RegExp): string {
    return form.exec(this.#output)?.[1] ?? '';
  }

  /** A line of its stubborn client. */
  client(did: 'started' | 'asked'): Promise<void> {
    return this.until(() => existsSync(join(folder, `${this.name}.${did}`)));
  }

  kill(signal: NodeJS.Signals, way: Way): void {
    const { pid = 0 } = this.child;
    for (const whom of way === 'both' ? [pid, -pid] : [way === 'group' ? -pid : pid]) {
      try {
        process.kill(whom, signal);
      } catch (error) {
        // At its end it may have ended already.
        assert.equal((error as NodeJS.ErrnoException).code, 'ESRCH');
      }
    }
  }

  /** Waits until it has ended, and nothing that it started or made is left. */
  async gone(withinMs: number): Promise<{ readonly code: number | null; readonly signal: string | null; readonly output: string }> {
    const until = performance.now() + withinMs + seenMs;
    const left = () => [...this.processes(), ...readdirSync(this.#temporary).filter((name) => name.startsWith('countersign-'))];
    const ended = () => this.child.exitCode !== null || this.child.signalCode !== null;
    while ((!ended() || left().length > 0) && performance.now() < until) await wait(10);
    assert.deepEqual([ended(), left()], [true, []], this.#output);
    await this.#closed;
    return { code: this.child.exitCode, signal: this.child.signalCode, output: this.#output };
  }

  /** The ids of the processes that it has started, as far as the system shows them, and of its own. */
  processes(what = ''): readonly string[] {
    const read = (pid: string, file: string): string => {
      try {
        return readFileSync(`/proc/${pid}/${file}`, 'latin1');
      } catch {
        return '';
      }
    };
    return (existsSync('/proc/self/environ') ? readdirSync('/proc') : [])
      .filter((pid) => /^\d+$/.test(pid) && read(pid, 'environ').split('\0').includes(`${markVariable}=${this.#mark}`))
      .filter((pid) => !/\) [ZX] /.test(read(pid, 'stat')) && read(pid, 'cmdline').includes(what));
  }

  /** What its tests have left beside the run file so far. */
  kept(): readonly string[] {
    const [run] = readdirSync(this.#temporary).filter((name) => name.startsWith('countersign-run-'));
    const file = join(this.#temporary, run ?? '', 'run.json.ends');
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  }

  report(): Report | undefined {
    if (!existsSync(this.reports)) return undefined;
    const [run, ...others] = readdirSync(this.reports).filter((name) => existsSync(join(this.reports, name, 'report.json')));
    assert.deepEqual(others, []);
    return run === undefined ? undefined : (JSON.parse(readFileSync(join(this.reports, run, 'report.json'), 'utf8')) as Report);
  }
}

let provider: Serving;

const stubborn = (name: string, way = ''): string => `"${process.execPath}" stubborn.cjs ${name} ${way}`;
const quick = ['run', '--role', 'client', '--clause', 'HDR-04', '--seed', '1'];

/** Starts a command, and returns it at that moment. */
type Begin = (name: string, moment: Moment) => Promise<Running>;

/** A command that judges parties. What it runs to its end is ours, and short. */
function judging(args: readonly string[], short: readonly string[]): Begin {
  return async (name, moment) => {
    const reports = ['--reports', join(folder, `${name}-reports`)];
    if (moment === 'at its end') {
      const running = new Running([...short, ...reports], name);
      await running.says(/report\.json/);
      return running;
    }
    const client = stubborn(name, moment === 'before it begins' ? 'silent' : '');
    const running = new Running([...args, '--role', 'client', '--client', client, ...reports], name);
    if (moment === 'before it begins') await running.client('started');
    else if (moment === 'at its first test') await running.says(/clause tests?,/);
    else await running.client('asked');
    return running;
  };
}

/** A command that listens. It has begun when it prints that, and is at its end when it reports. */
function listening(args: (name: string) => readonly string[], used: (running: Running) => Promise<void>): Begin {
  return async (name, moment) => {
    const running = new Running([...args(name), '--reports', join(folder, `${name}-reports`)], name);
    if (moment === 'before it begins') return running;
    await running.says(/ready: |collecting on/);
    if (moment === 'in the middle') await used(running);
    if (moment === 'at its end') {
      running.kill('SIGINT', 'process');
      await running.says(/report\.json/);
    }
    return running;
  };
}

/** A call that is under way when this resolves. */
async function call(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false });
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  await new Promise((sent) => socket.write(`GET /v3/payment_methods HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`, sent));
}

/** A site that answers its first page on request, and never its script. */
async function site(answersPage: boolean): Promise<{ readonly url: string; asked(count: number): () => boolean }> {
  let count = 0;
  const held: ServerResponse[] = [];
  const server = createServer((request, response) => {
    count += 1;
    if (request.url === '/' && answersPage) response.end('<script src="a.js"></script>');
    else held.push(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => closing(server)());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked: (least) => () => count >= least };
}

const commands: Readonly<Record<string, Begin>> = {
  certify: judging(['certify', '--seed', '1'], ['certify', '--role', 'sender', '--seed', '1', '--runs', '0.01']),
  run: judging(['run', '--seed', '1', '--clause', 'HDR-04,RCV-04'], quick),
  collect: listening(
    (name) => ['collect', '--state', join(folder, `${name}.sqlite`)],
    async (running) => {
      await fetch(`${running.said(/(http:\/\/[\d.:]+)/)}/a`, { method: 'POST', body: '{}' });
      await running.says(/POST from/);
    },
  ),
  observe: listening(
    () => ['observe'],
    async (running) => {
      await call(running.said(/(https:\/\/[\d.:]+)/));
      await running.says(/GET \//);
    },
  ),
  proxy: listening(
    () => ['proxy', '--upstream', provider.url, '--upstream-ca', join(folder, 'provider.pem')],
    async (running) => {
      await call(running.said(/(https:\/\/[\d.:]+)/));
      await running.says(/GET \//);
    },
  ),
  async mock(name, moment) {
    const running = new Running(['mock', '--delay', '60000'], name);
    if (moment === 'before it begins') return running;
    await running.says(/ready: /);
    if (moment !== 'at its first test') await call(running.said(/ready: (\S+)/));
    if (moment === 'at its end') running.kill('SIGINT', 'process');
    return running;
  },
  async 'secrets URL'(name, moment) {
    if (moment === 'at its end') {
      const running = new Running(['secrets', 'http://127.0.0.1:9/'], name);
      await running.says(/./);
      return running;
    }
    const { url, asked } = await site(moment === 'in the middle');
    const running = new Running(['secrets', url], name);
    if (moment === 'at its first test') await running.until(asked(1));
    if (moment === 'in the middle') await running.until(asked(2));
    return running;
  },
  async doctor(name, moment) {
    const running = new Running(['doctor', '--config', 'doctor.yaml'], name);
    if (moment === 'at its first test') await running.says(/target\.url/);
    if (moment === 'in the middle') await running.says(/clock/);
    if (moment === 'at its end') await running.says(/Next: /);
    return running;
  },
};

const moments: readonly Moment[] = ['before it begins', 'at its first test', 'in the middle', 'at its end'];
const signals: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const ways: readonly Way[] = ['process', 'group', 'both'];

/** Commands that report what they have seen, and those that report from the beginning. */
const reporting = ['certify', 'run', 'collect', 'observe', 'proxy'];
const judges = ['certify', 'run'];

before(async () => {
  provider = await serve({ mock: testProvider({ now: Date.now }), host: address });
  writeFileSync(join(folder, 'provider.pem'), provider.ca);
  const merchant = { apiKey: '${API_KEY}', apiSignature: '${API_SIGNATURE}', readOnlyKey: '${READ_ONLY_KEY}' };
  writeFileSync(
    join(folder, 'doctor.yaml'),
    JSON.stringify({ target: { url: provider.url, environment: 'stg', ca: 'provider.pem' }, merchant }),
  );
});
after(async () => {
  await provider.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a command that is ended from outside leaves nothing running', { concurrency: 2 }, () => {
  for (const [row, [command, begin]] of Object.entries(commands).entries()) {
    for (const [column, moment] of moments.entries()) {
      for (const [place, signal] of signals.entries()) {
        // One of each command, moment, signal and way.
        const isShort = column === [1, 2, 3, 0][row % 4] && place === row % 3;
        const way = ways[(row + column + place) % 3] ?? 'both';
        const title = `${command} ${moment}, ${signal} to ${way === 'both' ? 'process and group' : `its ${way}`}`;
        test(isShort ? title : `${title} (long)`, { timeout: 120_000 }, async () => {
          const running = await begin(`${row}-${column}-${signal}`, moment);
          running.kill(signal, way);
          const { code, signal: endedBy, output } = await running.gone(promisedMs);
          const report = running.report();
          const reports = reporting.includes(command) && (moment !== 'before it begins' || judges.includes(command));
          assert.equal(report !== undefined, reports, output);
          if (judges.includes(command) && report && moment !== 'at its end')
            assert.deepEqual([report.decision.name, report.run.finished], ['incomplete', false]);
          // A command that has reported may be about to end by itself.
          if (moment === 'at its end') return;
          if (report) assert.equal(code, report.decision.exitCode, output);
          else if (command === 'mock' && moment !== 'before it begins') assert.equal(code, 0, output);
          else assert.equal(endedBy, signal, output);
        });
      }
    }
  }

  /** A configuration of a client that answers nothing, and of our receiver. */
  function twoParties(name: string, clauses = 'HDR-04,RCV-04'): readonly string[] {
    const receiver = {
      url: 'http://127.0.0.1:{port}/notifications',
      start: {
        command: [process.execPath, '--no-warnings', fileURLToPath(new URL('../references/receiver.ts', import.meta.url))],
        environment: {
          API_KEY: '{apiKey}',
          API_SIGNATURE: '{apiSignature}',
          STATUS_API: '{statusApi}',
          ORDERS: '{folder}/orders.sqlite',
          PORT: '{port}',
        },
      },
      register: {
        request: {
          url: 'http://127.0.0.1:{port}/orders',
          body: { depositId: '{depositId}', invoiceId: '{invoiceId}', amount: '{amount}', currency: '{currency}' },
        },
      },
      releases: { request: { url: 'http://127.0.0.1:{port}/releases/{depositId}' }, result: '/releases' },
    };
    writeFileSync(join(folder, `${name}.yaml`), JSON.stringify({ client: { command: stubborn(name) }, receiver }));
    const reports = ['--reports', join(folder, `${name}-reports`)];
    return ['run', '--config', `${name}.yaml`, '--clause', clauses, '--seed', '1', ...reports];
  }

  test('of several parties there is one report, with what was judged of each', async () => {
    const running = new Running(twoParties('both'), 'both');
    await running.client('asked');
    running.kill('SIGINT', 'process');
    const { code, output } = await running.gone(promisedMs);
    const report = running.report();
    assert.equal(code, 2, output);
    assert.deepEqual([report?.decision.name, report?.run.finished], ['incomplete', false]);
    assert.deepEqual(
      report?.parts?.map(({ parties }) => parties),
      [['client'], ['receiver']],
    );
  });

  test('in the preflight of a provider that does not answer, a signal leaves a report and gives the account back', async () => {
    const silent = createTcpServer();
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    after(() => silent.close());
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const locks = join(folder, 'state', 'countersign', 'locks');
    const merchant = { apiKey: '${API_KEY}', apiSignature: '${API_SIGNATURE}', readOnlyKey: '${READ_ONLY_KEY}' };
    writeFileSync(join(folder, 'silent.yaml'), JSON.stringify({ target: { url, environment: 'stg' }, merchant }));
    const reports = ['--reports', join(folder, 'silent-reports')];
    const running = new Running(['certify', '--role', 'provider', '--config', 'silent.yaml', '--seed', '1', ...reports], 'silent');
    await once(silent, 'connection');
    assert.equal(readdirSync(locks).length, 1);
    running.kill('SIGTERM', 'process');
    const { code, output } = await running.gone(promisedMs);
    const report = running.report();
    assert.equal(code, 2, output);
    assert.deepEqual([report?.decision.name, report?.clauses, report?.target.url], ['incomplete', [], `${url}/`]);
    assert.ok(report && report.run.durationMs > 0);
    assert.deepEqual(readdirSync(locks), []);
  });

  test('a second signal ends a run at once (long)', async () => {
    const running = await judging(['run', '--seed', '1', '--clause', 'HDR-04'], quick)('second', 'in the middle');
    running.kill('SIGTERM', 'process');
    await running.says(/The run ends now/);
    running.kill('SIGTERM', 'process');
    const { signal } = await running.gone(0);
    assert.equal(signal, 'SIGTERM');
  });

  // Where no process shows its environment, a worker is not found.
  if (existsSync('/proc/self/environ')) {
    test('a worker that hears nothing keeps nobody from a report', async () => {
      const running = await judging(['run', '--seed', '1', '--clause', 'HDR-04'], quick)('deaf', 'in the middle');
      for (const pid of running.processes('workerProcessEntry')) process.kill(Number(pid), 'SIGSTOP');
      running.kill('SIGTERM', 'both');
      const { code, output } = await running.gone(promisedMs);
      assert.equal(code, 2, output);
      assert.equal(running.report()?.run.finished, false);
    });

    for (const [name, done] of [
      ['killed', 'SIGKILL'],
      ['stopped (long)', 'SIGSTOP'],
    ] as const) {
      test(`a run whose Playwright is ${name} reports what was judged until then`, async () => {
        const running = new Running(twoParties(done, 'HDR-04,RCV-02'), done);
        await running.client('asked');
        await running.until(() => running.kept().some((line) => line.includes('RCV-02') && line.includes('"ended"')));
        for (const pid of running.processes('@playwright/test/cli.js')) process.kill(Number(pid), done);
        if (done === 'SIGSTOP') running.kill('SIGHUP', 'process');
        const { code, output } = await running.gone(promisedMs);
        const report = running.report();
        assert.equal(code, 2, output);
        assert.deepEqual([report?.decision.name, report?.run.finished], ['incomplete', false]);
        assert.deepEqual(
          report?.clauses.map(({ id, verdict }) => [id, verdict]),
          [
            ['HDR-04', 'not-observed'],
            ['RCV-02', 'pass'],
          ],
        );
        assert.equal(/Playwright ended \(SIGKILL\)/.test(output), done === 'SIGKILL', output);
      });
    }
  }

  test('SIGKILL leaves nothing either', async () => {
    const running = await judging(['run', '--seed', '1', '--clause', 'HDR-04'], quick)('killed', 'in the middle');
    running.kill('SIGKILL', 'process');
    const { signal } = await running.gone(0);
    assert.equal(signal, 'SIGKILL');
  });
});
