import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { program } from './program.ts';

/** A command line, or an environment, that cannot be used, and what its message names: what was set, and the next step. */
interface Mistake {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly says: RegExp;
}

const command = fileURLToPath(new URL('countersign.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-usage-'));
// The many short processes of this test share what was compiled.
const compiled = mkdtempSync(join(tmpdir(), 'countersign-usage-compiled-'));
const temporary = join(folder, 'temporary');
mkdirSync(temporary);
const variables = `merchant: { apiKey: "\${API_KEY}", apiSignature: "\${API_SIGNATURE}", readOnlyKey: "\${READ_ONLY_KEY}" }\n`;
const target = (member: string): string => `target:\n  ${member}\n  environment: stg\n${variables}`;
const files: Readonly<Record<string, string>> = {
  file: 'kept as it is',
  'misspelled.yaml': target('uri: https://127.0.0.1:1'),
  'insecure.yaml': target('url: http://127.0.0.1:1'),
  'deep.yaml': target('url: https://127.0.0.1:1/v3'),
  'with-user.yaml': target('url: https://me:secret@127.0.0.1:1'),
  'authority.yaml': target('url: https://127.0.0.1:1\n  ca: file'),
  'text.yaml': 'one line of text\n',
  'tab.yaml': 'target:\n\turl: https://127.0.0.1:1\n',
  'client.yaml': 'client: { command: "exit 1" }\n',
  'waived.yaml': 'client: { command: "exit 1" }\nwaivers: [{ clause: SIG-01, reason: known, owner: me, expires: 2026-01-01 }]\n',
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
after(() => {
  for (const each of [folder, compiled]) rmSync(each, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  output: 'pipe' | number = 'pipe',
  script = command,
): Promise<Ended> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, TMPDIR: temporary, NODE_COMPILE_CACHE: compiled, ...env },
    stdio: ['ignore', output, 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Exit code 3, one line on standard error and nothing else: no stack, no output, no file. */
async function assertRefused({ args, env = {}, says }: Mistake): Promise<void> {
  const before = readdirSync(folder, { recursive: true });
  const { code, stdout, stderr } = await run(args, env);
  const shown = `${args.join(' ')}\n${stderr}${stdout}`;
  assert.match(stderr, /^countersign: [^\n]+\n$/, shown);
  assert.match(stderr, says, shown);
  assert.doesNotMatch(stderr, /\n? {4}at |fault of Countersign|node:|undefined|\[object/, shown);
  assert.equal(stdout, '', shown);
  assert.equal(code, 3, shown);
  assert.deepEqual(readdirSync(folder, { recursive: true }), before, shown);
}

const keys = { API_KEY: 'testLogin01', API_SIGNATURE: 'testSignature_0123' };
const path = ['--path', '2/14:0:1'];

/** What is wrong with the values of a command's own options; what every command refuses follows from the list of commands. */
const mistakes: Readonly<Record<string, readonly Mistake[]>> = {
  certify: [
    { args: ['--config', 'waived.yaml', '--dry-run'], says: /waivers\[0\]\.clause \(line 2\) is SIG-01/ },
    { args: ['--seed', ''], says: /--seed is a whole number from .*, not ''/ },
    { args: ['--seed', '1e3'], says: /--seed .*, not 1e3.*countersign help certify/ },
    { args: ['--seed', '2147483648'], says: /--seed .* to 2147483647, not 2147483648/ },
    { args: ['--runs', '0'], says: /--runs is a number above 0, .*, not 0/ },
    { args: ['--profile', 'twokey'], says: /--profile twokey is not one of onekey, / },
    { args: ['--profile', ''], says: /--profile '' is not one of onekey, / },
    { args: ['--reports', ''], says: /--reports is empty: give a folder/ },
    { args: ['--reports', 'file'], says: /--reports \S*file cannot be written \(ENOTDIR\): name a folder/ },
    { args: ['--reports', 'file/below'], says: /--reports \S*below cannot be written \(ENOTDIR\): name a folder/ },
    { args: ['--reports', '/proc/reports'], says: /--reports \/proc\/reports cannot be written \(\w+\): name a folder/ },
    { args: ['--reports', '.'], env: { TMPDIR: join(folder, 'missing') }, says: /temporary files, \S*missing, .*set TMPDIR/ },
    { args: ['--config', 'missing.yaml'], says: /missing\.yaml/ },
  ],
  run: [
    { args: ['--attach', '0'], says: /--attach is a whole number from 1 to 65535, not 0/ },
    { args: ['--attach', '9', '--client', 'client'], says: /--attach waits .*, and --client starts one: give one of them/ },
    { args: ['--role', 'sender', '--no-deadlines'], says: /--no-deadlines is for --role client/ },
    { args: ['--role', 'bank'], says: /--role .*bank.*provider/ },
    { args: ['--clause', ''], says: /--clause is empty: `npx countersign clauses` lists/ },
    { args: ['--clause', 'SIG-2'], says: /--clause SIG-2 is not a clause: `npx countersign clauses` lists/ },
    { args: ['--contract', 'omise', '--grep', 'zzz'], says: /--grep zzz: `npx countersign clauses --contract omise` lists/ },
    { args: ['--clause', 'SIG-02,SIG-2'], says: /--clause SIG-02,SIG-2 holds what is not a clause: `npx countersign clauses` lists/ },
    { args: ['--clause'], says: /--clause <id>.*missing.*countersign help run/ },
    { args: ['--grep', ''], says: /--grep is empty: give a regular expression/ },
    { args: ['--grep', '('], says: /--grep \( is not a regular expression: put a backslash/ },
    { args: ['--grep', 'zzz'], says: /--grep zzz: `npx countersign clauses` lists/ },
    { args: ['--path', 'first'], says: /--path first is not a path: give what a failure prints/ },
    { args: path, says: /--path 2\/14:0:1 needs .*--clause .*--seed/ },
    { args: [...path, '--clause', 'SIG-02'], says: /--path .*--seed/ },
  ],
  mock: [
    { args: ['--port', 'https'], says: /--port is a whole number from 0 to 65535, not https/ },
    { args: ['--plain-port', '65536'], says: /--plain-port is a whole number from 0 to 65535, not 65536/ },
    { args: ['--control-port', '-1'], says: /--control-port.*countersign help mock/ },
    { args: ['--ca', ''], says: /--ca is empty: give a file/ },
    { args: ['--ca', 'missing/ca.pem'], says: /--ca missing\/ca\.pem cannot be written \(ENOENT\): name a file/ },
    { args: ['--ca', '.'], says: /--ca \. cannot be written \(EISDIR\): name a file/ },
    { args: ['--profile', 'twokey'], says: /--profile twokey is not one of onekey, / },
    { args: ['--interpretation', 'C99=wait'], says: /--interpretation C99=wait names no ambiguity: .*countersign clauses --ambiguities/ },
    { args: ['--interpretation', 'C7=never'], says: /--interpretation C7=never .* it has .*wait/ },
    // The former name of the option.
    { args: ['--reading', 'C7=never'], says: /--interpretation C7=never .* it has .*wait/ },
    { args: ['--variant', 'none-such'], says: /--variant none-such is not a variant: .*countersign self-test --list/ },
    { args: ['--fault', 'none-such'], says: /--fault none-such is not a fault: .*countersign self-test --list/ },
    { args: [], env: { API_KEY: 'two words' }, says: /API_KEY holds a character that is not allowed in a header: look for a space/ },
    { args: [], env: { READ_ONLY_KEY: '"quoted"' }, says: /READ_ONLY_KEY is in quotes.*take that away/ },
  ],
  sign: [
    { args: [], says: /API_KEY is not set: export/ },
    { args: [], env: { ...keys, API_SIGNATURE: '' }, says: /API_SIGNATURE is not set: export/ },
    { args: [], env: { ...keys, API_KEY: 'login\n' }, says: /API_KEY holds a character that is not allowed in a header/ },
    { args: [], env: { ...keys, API_SIGNATURE: 'key of the demo\n' }, says: /API_SIGNATURE .* newline at an end.*take that away/ },
    { args: ['--body', 'missing.json'], env: keys, says: /--body missing\.json cannot be read \(ENOENT\): name a file, or - / },
    { args: ['--body', '.'], env: keys, says: /--body \. cannot be read \(EISDIR\): name a file/ },
    { args: ['--body', ''], env: keys, says: /--body '' cannot be read \(ENOENT\): name a file/ },
    { args: ['--date', 'now'], env: keys, says: /--date now is not a date of this contract: write it as 2020-06-21T12:33:20Z/ },
    { args: ['--scheme', 'D 24'], env: keys, says: /--scheme D 24 is not a word that can be before a hash, such as D24/ },
  ],
  collect: [
    { args: ['--port', '99999'], says: /--port is a whole number from 0 to 65535, not 99999/ },
    { args: ['--answer', 'maybe'], says: /--answer: maybe is not an answer: .*500,500,200/ },
    { args: [], says: /API_KEY and API_SIGNATURE are needed/ },
    { args: ['--contract', 'omise'], says: /Nothing is judged for the sender in Omise API: --role is one of provider, key-use/ },
  ],
  observe: [{ args: ['--contract', 'omise'], says: /Nothing is judged for the client in Omise API: --role is one of provider, key-use/ }],
  doctor: [
    { args: ['--config', 'misspelled.yaml'], says: /target\.uri \(line 2\) is not known: write url/ },
    { args: ['--config', 'insecure.yaml'], says: /target\.url \(line 2\) does not begin with https:\/\// },
    { args: ['--config', 'deep.yaml'], says: /target\.url \(line 2\) has more than a host and a port/ },
    { args: ['--config', 'with-user.yaml'], says: /target\.url \(line 2\) has a user or a password before its host/ },
    { args: ['--config', 'waived.yaml'], says: /waivers\[0\]\.clause \(line 2\) is SIG-01/ },
    { args: ['--config', 'text.yaml'], says: /text\.yaml: The file has no members: `npx countersign init`/ },
    { args: ['--config', 'tab.yaml'], says: /tab\.yaml: The file is not YAML at line 2, column 1 \(tab as indent\)/ },
    { args: ['--config', 'none-such.yaml'], says: /none-such\.yaml cannot be read \(ENOENT\): `npx countersign init`/ },
    { args: ['--config', 'client.yaml', '--contract', 'omise'], says: /Nothing is judged for the client in Omise API/ },
    {
      args: ['--config', 'authority.yaml'],
      env: { ...keys, READ_ONLY_KEY: 'testReadOnly01' },
      says: /target\.ca names file, which holds nothing in PEM form/,
    },
  ],
  egress: [
    { args: [], says: /No target is known: name a configuration/ },
    { args: ['--echo', 'here'], says: /--echo takes a URL that begins with https:\/\/ or http:/ },
    { args: ['--echo', 'http://127.0.0.1:1', '--listed', '300.1.1.1'], says: /--listed 300\.1\.1\.1 is not an address or a CIDR range/ },
  ],
  keygen: [{ args: ['--out', 'file'], says: /file\/countersign-signing\S* cannot be written \(\w+\): name another folder with --out/ }],
  clauses: [{ args: ['--jsn'], says: /'--jsn' .*--json.*countersign help clauses/ }],
  'self-test': [
    { args: ['--seed', '1.5'], says: /--seed is a whole number from .*, not 1\.5/ },
    { args: ['--only', ''], says: /--only is empty: give a part of the id/ },
    { args: ['--slice', '0/3'], says: /--slice 0\/3 is not a part of several: give 2\/3/ },
    { args: ['--slice', '4/3'], says: /--slice 4\/3 is not a part of several/ },
    {
      args: ['--only', 'none-such'],
      says: /--only none-such fits no fault and no variant: .*countersign self-test --role provider --list/,
    },
    { args: ['--list', '--role', 'sender', '--only', 'none-such'], says: /--only none-such .*countersign self-test --role sender --list/ },
    { args: ['--role', 'client', '--recipes', 'none'], says: /--recipes is only for --role provider: leave it out for a client/ },
  ],
  init: [
    { args: [], says: /--url is missing: give the base URL/ },
    {
      args: ['--contract', 'omise', '--role', 'sender'],
      says: /Nothing is judged for the sender in Omise API: --role is one of provider, key-use/,
    },
    { args: ['--role', 'key-use', '--url', 'https://api.example.com'], says: /Nothing is judged for the key-use in OneKey/ },
    { args: ['--url', 'stg'], says: /--url stg is not a URL: give the base URL/ },
    { args: ['--url', 'https://127.0.0.1:1', '--config', 'file'], says: /--config file is there already: move it away/ },
  ],
};

describe('what cannot be used is said in one line', { concurrency: 2 }, () => {
  const all = program();

  test('countersign: an unknown command', async () => {
    await assertRefused({ args: ['certfy'], says: /'certfy' .*certify.*`npx countersign help`/ });
    await assertRefused({ args: ['--jsn'], says: /'--jsn'.*`npx countersign help`/ });
  });

  for (const { name } of all.commands.map((each) => ({ name: each.name() }))) {
    const everywhere: readonly Mistake[] = [
      { args: ['--no-such-option'], says: new RegExp(`'--no-such-option'.*countersign help ${name}`) },
      // merge takes any number of words, and checks whether they are folders.
      {
        args: ['excess', 'words', 'beside'],
        says: name === 'merge' ? /excess holds no report/ : new RegExp(`Too many arguments.*excess.*countersign help ${name}`),
      },
    ];
    for (const { args, ...mistake } of [...everywhere, ...(mistakes[name] ?? [])])
      test(`countersign ${JSON.stringify([name, ...args])} prints ${mistake.says}`, () =>
        assertRefused({ args: [name, ...args], ...mistake }));
  }

  test('the help of every command explains each option, and what its exit codes mean', () => {
    for (const each of all.commands) {
      let shown = '';
      each.configureOutput({
        writeOut: (text) => {
          shown += text;
        },
      });
      each.outputHelp();
      assert.match(shown, /Exit codes?:? 0|It ends 0/, each.name());
      for (const { flags, description, hidden } of [
        ...each.options,
        ...each.registeredArguments.map((one) => ({ ...one, flags: one.name(), hidden: false })),
      ])
        assert.ok(hidden || description.length > 5, `${each.name()} ${flags}`);
    }
  });

  test('every row is of a command that exists', () => {
    const names = all.commands.map((each) => each.name());
    assert.deepEqual(
      Object.keys(mistakes).filter((name) => !names.includes(name)),
      [],
    );
  });

  test('a port that is taken is named, with its option', async (context) => {
    const taken = createServer().listen(0, '127.0.0.1');
    context.after(() => taken.close());
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    await assertRefused({
      args: ['mock', '--plain-port', port],
      says: new RegExp(`Port ${port} is in use\\. Choose another with --plain-port, or omit it\\.`),
    });
    await assertRefused({
      args: ['mock', '--port', port, '--plain-port', port],
      says: new RegExp(`Port ${port} is given to --port and --plain-port\\. Choose another for one of them\\.`),
    });
  });
});

test('a current folder that was removed is named', async () => {
  const before = `import { mkdtempSync, rmdirSync } from 'node:fs';
const removed = mkdtempSync(${JSON.stringify(join(temporary, 'removed-'))});
process.chdir(removed);
rmdirSync(removed);`;
  const { code, stdout, stderr } = await run(['certify'], { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(before)}` });
  assert.equal(stderr, 'countersign: the current folder was removed: change to another folder, and run this again.\n');
  assert.equal(stdout, '');
  assert.equal(code, 3);
});

describe('the streams', () => {
  test('a closed standard input is an empty body', async () => {
    const { code, stdout } = await run(['sign', '--body', '-', '--date', '2020-06-21T12:33:20Z'], keys);
    assert.equal(code, 0);
    assert.equal(stdout, (await run(['sign', '--date', '2020-06-21T12:33:20Z'], keys)).stdout);
  });

  test('an option about a part that the scheme of the contract does not have is refused', async () => {
    const ended = await run(['sign', '--id', 'msg_1', '--date', '2020-06-21T12:33:20Z'], keys);
    assert.equal(ended.code, 3);
    assert.match(ended.stderr, /^countersign: --id is not for the contract deposits-v3/);
    const other = await run(['sign', '--without', 'X-Signature'], keys);
    assert.match(other.stderr, /--without X-Signature is not a header of the signature: name one of Authorization, X-Login, X-Date/);
  });

  test('a reader that leaves early is not a mistake', async () => {
    const child = spawn(process.execPath, [command, 'clauses', '--json'], {
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => {
      stderr += text.toString();
    });
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(stderr, '');
    assert.equal(code, 0);
  });

  // A device of Linux that takes nothing.
  if (existsSync('/dev/full')) {
    test('an output that takes nothing is named', async () => {
      const full = openSync('/dev/full', 'w');
      const { code, stderr } = await run(['clauses'], {}, full);
      closeSync(full);
      assert.equal(stderr, 'countersign: standard output cannot be written (ENOSPC): check where it is redirected to.\n');
      assert.equal(code, 3);
    });
  }
});

describe('an older Node', () => {
  const launcher = fileURLToPath(new URL('../countersign.js', import.meta.url));
  /** The command under another version's name. An import before the version check shows here. */
  const under = (version: string): Promise<Ended> => {
    const before = `import { registerHooks } from 'node:module';
Object.defineProperty(process, 'version', { value: '${version}' });
registerHooks({ load: (url, context, next) => {
  if (!url.endsWith('/countersign.js') && !url.startsWith('node:')) throw new Error('imports ' + url);
  return next(url, context);
} });`;
    return run(['clauses'], { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(before)}` }, 'pipe', launcher);
  };
  const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly engines: { readonly node: string };
  };
  const [, oldest = ''] = /^>=(\d+\.\d+)$/.exec(engines.node) ?? [];

  for (const version of ['v20.20.2', 'v22.18.0', 'v9.0.0']) {
    test(`${version} gets one line with the version that is needed`, async () => {
      const { code, stdout, stderr } = await under(version);
      assert.equal(
        stderr,
        `countersign: this is Node ${version.slice(1)}, and Countersign needs ${oldest} or newer: install a newer Node, or put one first in PATH.\n`,
      );
      assert.equal(stdout, '');
      assert.equal(code, 3);
    });
  }

  for (const version of [`v${oldest}.0`, 'v23.0.0', 'v24.1.0']) {
    test(`${version} goes on`, async () => {
      const { stderr } = await under(version);
      assert.match(stderr, /imports \S*cli\/countersign\.ts/);
    });
  }
});
