import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { secretKeys } from '../core/contract/credentials.ts';
import { fingerprint } from '../core/redaction/redaction.ts';
import { mockMerchants } from '../harness/targets/merchants.ts';
import { contractOf } from '../schemas/contracts.ts';

const { scheme } = contractOf('deposits-v3');

/** A secret that must be in no file and no output, and its name in a failure of this test. */
type Marker = readonly [role: string, value: string];

const command = fileURLToPath(new URL('countersign.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-secrets-'));
const file = (name: string): string => join(folder, name);

after(() => rmSync(folder, { recursive: true, force: true }));

/** The spellings of a secret, made without the code that masks them: base64 as inside any longer text, at each of its three alignments. */
function spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const base64 = [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const end = (before + bytes.length) % 3 === 0 ? text.length : text.length - 1;
    const inner = text.slice(Math.ceil((before * 4) / 3), end);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const hex = bytes.toString('hex');
  const percent = hex.replace(/../g, '%$&');
  const escaped = [...value].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const json = JSON.stringify(value).slice(1, -1);
  return [
    value,
    bytes.toString('latin1'),
    ...base64,
    hex,
    hex.toUpperCase(),
    encodeURIComponent(value),
    percent,
    percent.toUpperCase(),
    json,
    JSON.stringify(json).slice(1, -1),
    escaped,
    value.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  ];
}

/** The markers in a content, also one layer down: inside of its base64 or hex. */
function found(content: Buffer, markers: readonly Marker[]): readonly string[] {
  const text = content.toString('latin1');
  const inner = [
    ...(text.match(/[\w+/=-]{16,}/g) ?? []).map((word) => Buffer.from(word, 'base64').toString('latin1')),
    ...(text.match(/(?:[0-9a-f]{2} ?){8,}/gi) ?? []).map((word) => Buffer.from(word.replaceAll(' ', ''), 'hex').toString('latin1')),
  ];
  const layers = [text, inner.join('\n')];
  return markers.flatMap(([role, value]) =>
    spellings(value).flatMap((spelling, index) => {
      const wire = Buffer.from(spelling).toString('latin1');
      return layers.flatMap((layer, depth) =>
        layer.includes(spelling) || layer.includes(wire) ? [`${role}, spelling ${index}, layer ${depth}`] : [],
      );
    }),
  );
}

function contents(place: string): readonly (readonly [name: string, content: Buffer])[] {
  return readdirSync(place, { encoding: 'utf8', recursive: true })
    .filter((name) => statSync(join(place, name)).isFile())
    .map((name) => [name, Buffer.concat([Buffer.from(`${name}\n`), readFileSync(join(place, name))])]);
}

function assertNone(markers: readonly Marker[], written: readonly (readonly [name: string, content: Buffer])[]): void {
  const finds = written.flatMap(([name, content]) => found(content, markers).map((what) => `${name}: ${what}`));
  assert.deepEqual(finds, []);
}

interface Ended {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

function start(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [command, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: file('compiled'), ...env },
  });
}

async function ended(child: ChildProcessWithoutNullStreams, input = ''): Promise<Ended> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) };
}

const outputs = ({ stdout, stderr }: Ended): readonly (readonly [string, Buffer])[] => [
  ['standard output', stdout],
  ['standard error', stderr],
];

test('the search finds every spelling that it knows, inside of longer texts too', () => {
  const value = 'Marker"é/+&Signature';
  for (const [index, spelling] of spellings(value).entries()) {
    assert.notDeepEqual(found(Buffer.from(`x${spelling}y`), [['marker', value]]), [], `spelling ${index}`);
  }
  for (const before of ['', 'a', 'ab']) {
    assert.notDeepEqual(found(Buffer.from(Buffer.from(`${before}${value}z`).toString('base64')), [['marker', value]]), []);
    assert.notDeepEqual(found(Buffer.from(Buffer.from(`${before}${encodeURIComponent(value)}`).toString('hex')), [['marker', value]]), []);
  }
  assert.deepEqual(found(Buffer.from('Marker, Signature'), [['marker', value]]), []);
});

describe('a judging run', { concurrency: 2 }, () => {
  // The keys of a run are drawn at random. Loaded before each of its processes, this draws known ones, keeps what is removed, and notes how the process
  // was called; in the mock it can put a provider that tells every secret that it has seen, in every spelling, and lets everybody in.
  const draw = Buffer.from('marker: the draw of a run');
  const secret = draw.subarray(0, 24).toString('base64');
  const { merchant, secondMerchant, secondEnvironment } = mockMerchants(secret);
  const markers: readonly Marker[] = [
    ['the draw', secret],
    ['control token', mockMerchants(`${secret} control`).merchant.apiSignature],
    ...Object.entries({ merchant, secondMerchant, secondEnvironment }).flatMap(([of, keys]) =>
      // An API Key is sent as X-Login and is not a secret by itself.
      secretKeys(scheme, keys).map(({ role, value }): Marker => [`${role} of ${of}`, value]),
    ),
  ];
  const root = new URL('..', import.meta.url);

  writeFileSync(
    file('override.mjs'),
    `import { conformingProvider as conforming } from '${new URL('mock/conforming-provider.ts', root).href}';
const spellings = ${spellings.toString()};
const seen = new Set();
const leaked = () => [...seen].flatMap(spellings).join(' ');
const remember = (accounts) => {
  for (const { signingSets, readOnlyKeys } of accounts) {
    for (const { apiKey, apiSignature } of signingSets) seen.add(apiKey).add(apiSignature);
    for (const { key } of readOnlyKeys) seen.add(key);
  }
};
export function conformingProvider(...settings) {
  const decisions = conforming(...settings);
  return {
    ...decisions,
    accountOf: (login, accounts, call) => (remember(accounts), decisions.accountOf(login, accounts, call)),
    accountOfBearer: (token, accounts, call) => (remember(accounts), decisions.accountOfBearer(token, accounts, call) ?? accounts[0]),
    contentType: (status) => (status === 401 ? decisions.contentType(status) + '; leaked="' + [...seen].join(' ') + '"' : decisions.contentType(status)),
    answerTo: (...refused) => {
      const { status, body } = decisions.answerTo(...refused);
      return { status, body: { ...body, description: leaked(), [[...seen].join('-')]: [...seen] } };
    },
    body: (value, call) => {
      if (call.operation.path.endsWith('/states')) throw new Error(leaked());
      return value;
    },
  };
}
`,
  );
  writeFileSync(
    file('before.mjs'),
    `import childProcess from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';
const { randomBytes } = crypto;
const { KEPT: kept, OBSERVED: observed, OVERRIDE: override, NODE_OPTIONS } = process.env;
const { spawn } = childProcess;
// The mock of a run gets nothing of our environment: the watching module is passed here.
childProcess.spawn = (program, args, options) =>
  spawn(program, args, args?.[0]?.endsWith?.('mock/process.ts')
    ? { ...options, env: { ...options.env, KEPT: kept, OBSERVED: observed, OVERRIDE: override, NODE_OPTIONS } }
    : options);
const { renameSync, writeFileSync, readFileSync } = fs;
let removed = 0;
const keep = (path) => {
  if (!String(path).startsWith(${JSON.stringify(folder)})) throw new Error('A run removes what it has not made: ' + path);
  removed += 1;
  try {
    renameSync(path, join(kept, process.pid + '-' + removed + '-' + basename(String(path)).replace(/^\\.+/, '')));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
};
const drawn = Buffer.from(${JSON.stringify(draw.toString())}).subarray(0, 24);
let draws = 0;
crypto.randomBytes = (size, ...rest) => {
  if (size !== drawn.length || rest.length > 0) return randomBytes(size, ...rest);
  draws += 1;
  return Buffer.from(drawn);
};
for (const name of ['rm', 'rmdir', 'unlink']) {
  fs[name + 'Sync'] = keep;
  fs.promises[name] = async (path) => keep(path);
  fs[name] = (path, ...rest) => {
    keep(path);
    rest.at(-1)(null);
  };
}
syncBuiltinESMExports();
if (override && process.argv[1]?.endsWith('mock/process.ts')) {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === './conforming-provider.ts' ? next(${JSON.stringify(pathToFileURL(file('override.mjs')).href)}, context) : next(specifier, context),
  });
}
process.on('exit', () => {
  const called = existing => { try { return readFileSync(existing, 'latin1'); } catch { return ''; } };
  const facts = { draws, argv: process.argv, execArgv: process.execArgv, title: process.title, env: process.env, cmdline: called('/proc/self/cmdline') };
  writeFileSync(join(observed, process.pid + '.json'), JSON.stringify(facts));
});
`,
  );
  /** What a run put out, and every file that it ever wrote; `draws` says how often it drew the known keys. */
  async function everything(name: string, args: readonly string[], override: '' | 'override') {
    const place = (what: string): string => file(join(name, what));
    for (const what of ['kept', 'observed', 'temporary']) mkdirSync(place(what), { recursive: true });
    const env = {
      TMPDIR: place('temporary'),
      KEPT: place('kept'),
      OBSERVED: place('observed'),
      OVERRIDE: override,
      NODE_OPTIONS: `--import=${pathToFileURL(file('before.mjs')).href}`,
    };
    const run = await ended(start([...args, '--reports', place('reports')], env));
    const files = contents(file(name));
    const observations = globSync('*.json', { cwd: place('observed') }).map((each) => readFileSync(join(place('observed'), each), 'utf8'));
    const draws = observations.map((each) => (JSON.parse(each) as { readonly draws: number }).draws).reduce((sum, each) => sum + each, 0);
    for (const written of [/^kept.*\/run\.json$/, /^reports\/.*\/report\.json$/, /\/index\.html$/, /\/junit\.xml$/, /-result\.json$/]) {
      assert.ok(
        files.some(([each]) => written.test(each)),
        `No file fits ${written}: ${run.stderr}`,
      );
    }
    // The command, Playwright, its worker and the mock.
    assert.ok(observations.length >= 4, `Only ${observations.length} processes were seen.`);
    return { run, draws, written: [...outputs(run), ...files] };
  }

  test('certify reveals nothing (long)', async () => {
    const { run, draws, written } = await everything('certified', ['certify', '--role', 'provider', '--runs', '0.01', '--seed', '1'], '');
    assert.equal(run.code, 0, run.stderr.toString());
    assert.equal(draws, 1);
    assertNone(markers, written);
  });

  test('run reveals nothing with a provider that reveals everything', async () => {
    const { run, draws, written } = await everything(
      'failed',
      ['run', '--clause', 'AUT-04,SIG-08', '--runs', '0.1', '--seed', '2'],
      'override',
    );
    assert.equal(run.code, 1, run.stderr.toString());
    // A worker that failed is followed by another, which draws anew.
    assert.ok(draws >= 1);
    const [, report] = written.find(([name]) => name.endsWith('/report.json')) ?? [];
    assert.match(String(report), /"id": "SIG-08".*?"verdict": "fail"/s);
    // There was something to mask: the known keys were sent, and are masked in the evidence.
    for (const { role, value } of secretKeys(scheme, merchant)) assert.match(String(report), new RegExp(`${role}#${fingerprint(value)}`));
    assertNone(markers, written);
  });
});

describe('the other commands', { concurrency: 2 }, () => {
  const keys = {
    API_KEY: 'MarkerLogin_Zq81',
    API_SIGNATURE: 'Marker"é/+&\'Signature_Kw52',
    READ_ONLY_KEY: 'MarkerReadOnly_Xv93',
    CONTROL_TOKEN: 'MarkerControl_Jh64',
    PANEL_TOKEN: 'MarkerPanel_Gf75',
    SECOND_API_SIGNATURE: 'MarkerSecondSignature_Dp06',
  };
  const all = Object.entries(keys);
  const noLogin = all.filter(([name]) => name !== 'API_KEY');

  test('sign shows the login and the hash, and no secret', async () => {
    writeFileSync(file('body.json'), '{"first_name":"Łukasz"}');
    for (const more of [[], ['--curl'], ['--message'], ['--scheme', 'X9', '--date', '2020-06-21T12:33:20Z']]) {
      const signed = await ended(start(['sign', '--body', 'body.json', ...more], keys));
      assert.equal(signed.code, 0, signed.stderr.toString());
      assert.match(signed.stdout.toString(), /X-Login: MarkerLogin_Zq81.*Authorization: \w+ [0-9a-f]{64}/s);
      assertNone(noLogin, outputs(signed));
    }
  });

  for (const more of [[], ['--json'], ['--black-box', '--config-out', 'judged.yaml']]) {
    test(`mock ${more.join(' ')} reveals no key`, async () => {
      const child = start(['mock', '--ca', 'ca.pem', ...more], keys);
      const end = ended(child);
      await once(createInterface({ input: child.stdout }), 'line');
      const called = ['cmdline', 'comm'].map((name) => `/proc/${child.pid}/${name}`).filter((path) => existsSync(path));
      const asked = called.map((path) => [path, readFileSync(path)] as const);
      child.kill('SIGTERM');
      const run = await end;
      assert.equal(run.code, 0, run.stderr.toString());
      const written = ['ca.pem', 'judged.yaml', 'judged.ca.pem'].filter((name) => existsSync(file(name)));
      assertNone(all, [...outputs(run), ...asked, ...written.map((name) => [name, readFileSync(file(name))] as const)]);
    });
  }

  test('clauses and self-test print no key', async () => {
    for (const args of [
      ['clauses', '--json'],
      ['clauses', '--ambiguities'],
      ['self-test', '--only', 'expected-hash-told-as-bytes', '--json'],
    ]) {
      const run = await ended(start(args, keys));
      assert.equal(run.code, 0, run.stderr.toString());
      assertNone(all, outputs(run));
    }
  });

  test('a key that was put in the wrong place is not repeated', async (context) => {
    const taken = createServer().listen(0, '127.0.0.1');
    context.after(() => taken.close());
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const mistakes = [
      ['mock', '--port', port],
      ['sign', '--body', keys.API_SIGNATURE],
      ['sign', '--scheme', keys.READ_ONLY_KEY],
      ['sign', `--${keys.SECOND_API_SIGNATURE}`],
      ['mock', '--port', keys.CONTROL_TOKEN],
      ['mock', '--ca', `missing/${keys.API_SIGNATURE}`],
      ['run', '--clause', keys.PANEL_TOKEN],
      [keys.API_SIGNATURE],
      ['certify', keys.API_SIGNATURE],
    ];
    for (const args of mistakes) {
      const run = await ended(start(args, keys));
      assert.equal(run.code, 3, `${args[0]}: ${run.stderr}`);
      // An id is compared in upper case, and a message must not repeat a key in that either.
      assertNone(
        all.flatMap(([name, value]): Marker[] => [
          [name, value],
          [`${name} in upper case`, value.toUpperCase()],
        ]),
        outputs(run),
      );
    }
  });

  test('a crash inside reveals no key', async () => {
    // Every HMAC fails with a message that quotes its key, as messages of Node's own do.
    const crash = `import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
crypto.createHmac = (name, key) => { throw new TypeError('The key must be better. Received ' + JSON.stringify(String(key)) + ' ' + Buffer.from(String(key)).toString('base64')); };
syncBuiltinESMExports();`;
    const run = await ended(start(['sign'], { ...keys, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(crash)}` }));
    assert.equal(run.code, 3);
    assert.match(run.stderr.toString(), /a fault of Countersign itself.*Received/s);
    assertNone(all, outputs(run));
  });
});
