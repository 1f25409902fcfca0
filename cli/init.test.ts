import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { unlessOnPath } from '../self-test/program-on-path.ts';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-init-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function countersign(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file('countersign.ts'), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, TMPDIR: folder },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('init writes a commented configuration that validates', () => {
  const cases: readonly (readonly [name: string, args: readonly string[], says: RegExp])[] = [
    ['provider', ['--url', 'https://api-stg.example.com'], /^merchant:\n {2}apiKey: \$\{API_KEY\}$/m],
    [
      'client',
      ['--command', 'node client.js', '--sources', '.', '--variables', 'STG_'],
      / {2}sources: \["\."\]\n[\s\S]*apiKey: \$\{STG_API_KEY\}/,
    ],
    ['receiver', ['--url', 'http://127.0.0.1:{port}/n', '--command', 'node shop.js'], / {4}command: \["node", "shop\.js"\]\n/],
    ['sender', [], /^sender:\n {2}keys:\n {4}- \{ apiKey: "\$\{API_KEY\}"/m],
  ];
  for (const [role, args, says] of cases) {
    test(role, () => {
      const name = `${role}.yaml`;
      const { status, stdout, stderr } = countersign('init', '--role', role, '--config', name, ...args);
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(read(name), says);
      assert.match(read(name), /^# /m);
      assert.match(stdout, new RegExp(`^Wrote ${name}\\.\\n[\\s\\S]*^Next:\\n[\\s\\S]*npx countersign doctor --config ${name}`, 'm'));
    });
  }

  test('with what the contract judges: no recipe and no question for clauses that it does not have', () => {
    const { status, stdout } = countersign('init', '--contract', 'omise', '--config', 'omise.yaml', '--url', 'https://api.example.com');
    assert.equal(status, 0);
    assert.match(read('omise.yaml'), /^merchant:\n {2}secretKey: \$\{OMISE_SECRET_KEY\}$/m);
    assert.match(read('omise.yaml'), /^# keyUse:$/m);
    assert.match(read('omise.yaml'), /^# {3}createCharge: \{"amount":/m);
    assert.doesNotMatch(`${stdout}${read('omise.yaml')}`, /recipes\.|recipes:|deposit|invoice\}|plainUrl|secondMerchant|IPA-|API Access/i);
    assert.match(stdout, /# dashboard: Keys/);
  });

  test('of the mails on key use, with what the commands need for a live key', () => {
    const { status, stdout } = countersign(
      'init',
      '--contract',
      'omise',
      '--role',
      'key-use',
      '--url',
      'https://api.omise.co',
      '--config',
      'mails.yaml',
    );
    assert.equal(status, 0);
    assert.match(read('mails.yaml'), /^keyUse:\n {2}url: https:\/\/api\.omise\.co\n {2}secretKey: \$\{OMISE_SECRET_KEY\}$/m);
    assert.match(stdout, /export OMISE_SECRET_KEY=… IMAP_PASSWORD=…/);
    assert.match(stdout, /doctor --config mails\.yaml --contract omise --production api\.omise\.co/);
  });

  test('with the usual values where nobody can be asked', () => {
    assert.equal(countersign('init', '--role', 'receiver', '--config', 'usual.yaml').status, 0);
    assert.match(read('usual.yaml'), /^ {2}url: "http:\/\/127\.0\.0\.1:8080\/notifications"$/m);
    assert.match(read('usual.yaml'), /^ {2}# {3}command: \["node", "shop\.js"\]$/m);
    for (const name of ['returnPage', 'effects', 'refundEffects', 'refund', 'advanceClock', 'merchants'])
      assert.match(read('usual.yaml'), new RegExp(`^ {2}# ${name}: `, 'm'));
  });

  test('and nothing where an option or the file cannot be used', () => {
    for (const [args, says] of [
      [['--role', 'sender', '--url', 'https://a.example'], /--url is not for a sender/],
      [['--role', 'receiver', '--url', 'here'], /--url here is not a URL/],
      [['--role', 'receiver', '--url', 'http://127.0.0.1:{port}/n'], /--command is missing/],
      [['--role', 'client', '--command', ''], /--command is empty/],
      [['--role', 'bank'], /--role/],
      [[], /--url is missing/],
    ] as const) {
      const { status, stdout, stderr } = countersign('init', '--config', 'never.yaml', ...args);
      assert.deepEqual([status, stdout], [3, ''], args.join(' '));
      assert.match(stderr, says);
    }
    assert.equal(existsSync(join(folder, 'never.yaml')), false);
    assert.match(countersign('init', '--role', 'sender', '--config', 'sender.yaml').stderr, /is there already/);
  });
});

describe('doctor looks at the party that the configuration describes', () => {
  const client = (command: string) => `client:\n  command: ${JSON.stringify(command)}\n`;
  const receiver = (script: string, path = 'notifications') => `receiver:
  url: "http://127.0.0.1:{port}/${path}"
  start:
    command: [${JSON.stringify(process.execPath)}, ${JSON.stringify(script)}]
    environment: { API_KEY: "{apiKey}", API_SIGNATURE: "{apiSignature}", OLD_API_SIGNATURE: "{oldApiSignature}", STATUS_API: "{statusApi}", ORDERS: "{folder}/orders.sqlite", PORT: "{port}" }
  register: { request: { url: "http://127.0.0.1:{port}/orders", body: { depositId: "{depositId}", invoiceId: "{invoiceId}", amount: "{amount}", currency: "{currency}" } } }
  releases: { request: { url: "http://127.0.0.1:{port}/releases/{depositId}" }, result: /releases }
`;
  const cases: readonly (readonly [what: string, text: string, code: number, says: readonly RegExp[]])[] = [
    [
      'a client that works',
      client(`"${process.execPath}" "${file('../references/client.ts')}"`),
      0,
      [/^ok .*speaks the protocol, and offers 5 operations\.$/m, /^ok .*made a createDeposit, and the mock answered 201\.$/m, /^Next: /m],
    ],
    ['a client that does not start', client('exit 7'), 3, [/^wrong {4}client\.command: .*exit code 7/m, /-> Start the command by hand/]],
    [
      'a client that says why it does not start',
      client(`"${process.execPath}" none-such.js`),
      3,
      [/exit code 1, and its last lines were: .*Cannot find module/m],
    ],
    [
      'a client without a command',
      'client: { sources: [/none/such] }\n',
      3,
      [/names no client to start/, /\/none\/such is neither a folder nor a URL/],
    ],
    [
      'a receiver that works',
      receiver(file('../references/receiver.ts')),
      0,
      [/listens on http/, /An order was registered\./, /A valid notification was answered with 200\./, /The order was released once\./],
    ],
    [
      'a receiver that does not start',
      receiver('none-such.js'),
      3,
      [/^wrong {4}receiver\.start: .*exit code 1.*Cannot find module/m, /-> Start it by hand/],
    ],
    [
      'a receiver at another path',
      receiver(file('../references/receiver.ts'), 'elsewhere'),
      0,
      [/^warning {2}receiver\.url: A valid notification was answered with 404\.\n {9}-> Look at the path of receiver\.url/m],
    ],
  ];
  for (const [what, text, code, says] of cases) {
    test(what, () => {
      writeFileSync(join(folder, 'party.yaml'), text);
      const { status, stdout, stderr } = countersign('doctor', '--config', 'party.yaml');
      assert.deepEqual([status, stderr], [code, ''], stdout);
      for (const one of says) assert.match(stdout, one);
    });
  }

  test('of several, the one that is asked for', () => {
    writeFileSync(join(folder, 'both.yaml'), client('exit 7') + receiver(file('../references/receiver.ts')));
    const { status, stdout } = countersign('doctor', '--config', 'both.yaml', '--role', 'receiver', '--json');
    assert.equal(status, 0);
    const findings = JSON.parse(stdout) as readonly { readonly subject: string }[];
    assert.ok(findings.every(({ subject }) => subject.startsWith('receiver.')));
  });
});

test('a person at a terminal sees the questions and the answers, and nothing else', {
  skip: unlessOnPath(process.env.PATH, 'python3'),
}, () => {
  const inTerminal = 'import pty, sys; pty.spawn(sys.argv[1:])';
  // A mistake that is taken back, an answer, and the end of the input in place of the next answer.
  const { stdout } = spawnSync('python3', ['-c', inTerminal, process.execPath, file('countersign.ts'), 'init'], {
    cwd: folder,
    env: { PATH: process.env.PATH, TMPDIR: folder },
    input: 'shop\u0015provider\rhttps://api-stg.example.com\r\u0004',
    encoding: 'utf8',
    timeout: 60_000,
  });
  assert.match(stdout, /Which party is tested: .*\[provider\]: /);
  assert.match(stdout, /Base URL of the API .*: /);
  assert.match(stdout, /The questions were not answered, and nothing was written/);
  for (const form of ['\\u001b', '\u001b']) assert.ok(!stdout.includes(form), stdout);
});
