import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { unlessOnPath } from '../self-test/program-on-path.ts';

const root = join(import.meta.dirname, '..');

// A folder like the root of a clone. `npx` is ours, because the real one asks a registry where nothing is installed.
const clone = mkdtempSync(join(tmpdir(), 'countersign-guides-'));
const temporary = join(clone, 'tmp');
const programs = join(clone, 'bin');
for (const folder of [temporary, programs]) mkdirSync(folder);
for (const folder of ['docs', 'references', 'self-test']) symlinkSync(join(root, folder), join(clone, folder));
writeFileSync(
  join(programs, 'npx'),
  `#!/bin/sh
case $1 in
  countersign) shift; exec '${process.execPath}' '${join(root, 'countersign.js')}' "$@" ;;
  node) shift; exec '${process.execPath}' "$@" ;;
esac
exit 127
`,
  { mode: 0o755 },
);
after(() => rmSync(clone, { recursive: true, force: true }));

/** The fenced blocks of a page in one language, in order. */
const blocksOf = (page: string, language: string): readonly string[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, text = '']) => text,
  );

/** The one block that contains a text; fails where the page has none, or several. */
function blockWith(page: string, text: string, language = 'sh'): string {
  const [block, ...others] = blocksOf(page, language).filter((each) => each.includes(text));
  assert.ok(block !== undefined && others.length === 0, `${page} has not one ${language} block with ${text}`);
  return block;
}

/** The one line of a page that begins so. */
function lineOf(page: string, beginning: string): string {
  const [line, ...others] = blocksOf(page, 'sh').flatMap((block) => block.split('\n').filter((each) => each.startsWith(beginning)));
  assert.ok(line !== undefined && others.length === 0, `${page} has not one line that begins with ${beginning}`);
  return line;
}

/** Starts shell lines as they are printed, but in folders of our own. */
function started(lines: string, environment: Readonly<Record<string, string>> = {}): ChildProcess & { readonly printed: () => string } {
  const child = spawn('sh', ['-c', lines.replaceAll('/tmp/', `${temporary}/`)], {
    cwd: clone,
    detached: true,
    env: { PATH: `${programs}:${process.env.PATH}`, HOME: clone, TMPDIR: temporary, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  return Object.assign(child, { printed: () => text });
}

/** Runs shell lines to their end. */
async function ran(lines: string, environment: Readonly<Record<string, string>> = {}) {
  const child = started(lines, environment);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, printed: child.printed() };
}

/** Waits until a program has printed something. */
async function printing(child: ReturnType<typeof started>, what: RegExp): Promise<void> {
  while (!what.test(child.printed())) {
    assert.equal(child.exitCode, null, child.printed());
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')]);
  }
}

/** Ends a program with everything that its shell started. */
async function ended(child: ReturnType<typeof started>): Promise<void> {
  const closed = child.exitCode === null && child.signalCode === null ? once(child, 'close') : undefined;
  if (child.pid !== undefined && closed !== undefined) process.kill(-child.pid, 'SIGTERM');
  await closed;
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  server.close();
  await once(server, 'close');
  return String(address.port);
}

describe('the commands of the guides work as printed', { skip: unlessOnPath(process.env.PATH, 'sh') }, () => {
  test('docs/explain.md makes a wrong request, and explains it in the words that the page shows', async () => {
    const made = await ran(blockWith('docs/explain.md', '> /tmp/request.txt'));
    assert.equal(made.code, 0, made.printed);
    const [command = '', ...expected] = blockWith('docs/explain.md', 'npx countersign explain /tmp/request.txt', 'console').split('\n');
    const explained = await ran(command.slice('$ '.length));
    assert.equal(explained.code, 1);
    assert.deepEqual(explained.printed.split('\n'), expected);
  });

  test('docs/explain.md explains a message of another contract', async () => {
    const { code, printed } = await ran(blockWith('docs/explain.md', 'npx countersign explain --contract docs/webhooks'));
    assert.equal(code, 1, printed);
    assert.match(printed, /^The signature is wrong: the JSON was written once more for signing/);
  });

  test('docs/explain.md judges a signer', { skip: unlessOnPath(process.env.PATH, 'python3') }, async () => {
    const keys = { API_KEY: 'demoLogin', API_SIGNATURE: 'demoSignature' };
    const body = blockWith('docs/explain.md', '> /tmp/request.txt').split('\n').slice(0, 2).join('\n');
    const { code, printed } = await ran(`${body}\nset -e\n${blockWith('docs/explain.md', 'npx countersign vectors --exec')}`, keys);
    assert.equal(code, 0, printed);
    assert.match(printed, /(\d+) of \1 vectors right\.\n.*Authorization: D24 [0-9a-f]{64}/s);
  });

  test('docs/gate.md makes the keys in a folder that is not there yet', async () => {
    const { code, printed } = await ran(lineOf('docs/gate.md', 'npx countersign keygen'));
    assert.equal(code, 0, printed);
    assert.match(readFileSync(join(clone, 'keys/countersign-signing.pub.pem'), 'utf8'), /BEGIN PUBLIC KEY/);
  });

  test('docs/gate.md judges a folder by the policy of a desk', async () => {
    mkdirSync(join(clone, 'inbox'));
    writeFileSync(join(clone, 'desk.yaml'), blockWith('docs/gate.md', 'oldestCatalogue', 'yaml'));
    await ran('npx countersign keygen --out desk');
    mkdirSync(join(clone, 'keys'), { recursive: true });
    for (const name of ['a', 'b']) cpSync(join(clone, 'desk/countersign-signing.pub.pem'), join(clone, `keys/shop-${name}.pub.pem`));
    const { code, printed } = await ran(blockWith('docs/gate.md', '--policy desk.yaml'));
    assert.equal(code, 1, printed);
    assert.match(printed, /^Shop A +missing .*^Shop B +missing .*^Nothing expires within 14 days\.$/ms);
  });

  test('docs/key-use.md starts a mock that mails', async () => {
    const mock = started(blockWith('docs/key-use.md', '--outbox mails'));
    try {
      await printing(mock, /^ready: https:/m);
    } finally {
      await ended(mock);
    }
  });

  test('docs/provider.md and docs/self-test.md write a configuration, and list clauses, ambiguities, sources and faults', async () => {
    const init = await ran(lineOf('docs/provider.md', 'npx countersign init'));
    assert.equal(init.code, 0, init.printed);
    assert.match(readFileSync(join(clone, 'countersign.yaml'), 'utf8'), /url: https:\/\/api-stg\.example\.com/);
    const lists = `set -e\n${blockWith('docs/provider.md', 'npx countersign clauses --ambiguities')}${lineOf('docs/self-test.md', 'npx countersign self-test --list')}`;
    const { code, printed } = await ran(lists);
    assert.equal(code, 0, printed);
    for (const shown of [/^SIG-02 /m, /^C7 /m, /statements, \d+ without a clause/, /^fault /m, /^variant /m]) assert.match(printed, shown);
  });
});

test('the quick start of the README works as printed', { skip: unlessOnPath(process.env.PATH, 'sh', 'curl', 'python3') }, async () => {
  const page = readFileSync(join(root, 'README.md'), 'utf8');
  const start = blocksOf('README.md', 'sh').filter((block) => page.indexOf(block) > page.indexOf('## Quick start'));
  const ports = { 8099: await freePort(), 8080: await freePort(), 8443: await freePort() };
  const [keys = '', client = '', receiver = '', provider = ''] = start.map((block) =>
    Object.entries(ports).reduce((text, [printed, free]) => text.replaceAll(printed, free), block),
  );
  /** The first line runs in terminal 1. The others follow in terminal 2, without the runs, which take minutes and have tests of their own. */
  const terminals = (block: string) => {
    const [first = '', ...others] = block.trim().split('\n');
    return { first, others: others.filter((line) => !/npx countersign certify/.test(line)).join('\n') };
  };
  const observe = started(`${keys}${terminals(client).first}`);
  const running = [observe];
  try {
    await printing(observe, /^ready: /m);
    const called = await ran(`${keys}set -e\n${terminals(client).others}`);
    assert.match(called.printed, /"deposit_id":3000000001/);
    await printing(observe, /POST \/v3\/deposits {2}201/);

    const shop = started(`${keys}${terminals(receiver).first}`);
    running.push(shop);
    await printing(shop, /listening on/);
    const notified = await ran(`${keys}set -e\n${terminals(receiver).others}`);
    assert.match(notified.printed, /^HTTP\/1\.1 404 /m);
    const forged = await ran(`${keys.replace('demoSignature', 'another')}set -e\n${terminals(receiver).others}`);
    assert.match(forged.printed, /^HTTP\/1\.1 401 /m);

    const stg = started(`${keys}${terminals(provider).first}`);
    running.push(stg);
    await printing(stg, /Judge it/);
    // The `export` block that the mock prints, pasted.
    const [pasted = ''] = /^ *export .*?[^\\]$/ms.exec(stg.printed()) ?? [];
    const asked = await ran(`${keys}${pasted}\nset -e\n${terminals(provider).others}`);
    assert.equal(asked.code, 0, asked.printed);
    assert.match(asked.printed, /"code":"IX".*^ok {7}merchant: /ms);
  } finally {
    for (const child of running) await ended(child);
  }
});
