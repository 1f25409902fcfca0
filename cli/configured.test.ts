// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is how a configuration names a variable.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('countersign.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-configured-'));
const keys = { API_KEY: 'testLogin01', API_SIGNATURE: 'testSignature_0123456789', READ_ONLY_KEY: 'testReadOnly01' };

let connections = 0;
let server: Server;
let url = '';

before(async () => {
  server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly complaint: string;
}

async function ended(given: readonly string[], variables: Readonly<Record<string, string>> = keys): Promise<Ended> {
  const child = spawn(process.execPath, [command, ...given], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  const complaint: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaint.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: Buffer.concat(output).toString('utf8'), complaint: Buffer.concat(complaint).toString('utf8') };
}

test('init writes a configuration that a dry run takes, and nothing is sent', async () => {
  const made = await ended(['init', '--url', url, '--second-merchant', '--creations', '400'], {});
  assert.equal(made.code, 0, made.complaint);
  assert.match(made.output, /export API_KEY=… API_SIGNATURE=… READ_ONLY_KEY=… SECOND_API_KEY=…/);
  assert.match(made.output, /recipes\.provoke500: .*\(IDM-04\)/);
  assert.ok(!/^ {2}secondMerchant\b/m.test(made.output));
  const text = readFileSync(join(folder, 'countersign.yaml'), 'utf8');
  assert.match(text, /apiSignature: \$\{API_SIGNATURE\}/);

  const again = await ended(['init', '--url', url]);
  assert.equal(again.code, 3);
  assert.match(again.complaint, /countersign\.yaml is there already/);
  assert.equal(readFileSync(join(folder, 'countersign.yaml'), 'utf8'), text);

  const unset = await ended(['certify', '--dry-run', '--config', 'countersign.yaml']);
  assert.equal(unset.code, 3);
  assert.match(unset.complaint, /^countersign: countersign\.yaml: SECOND_API_KEY is not set, and secondMerchant\.apiKey \(line \d+\)/);

  const second = {
    SECOND_API_KEY: 'otherLogin01',
    SECOND_API_SIGNATURE: 'otherSignature_0123456789',
    SECOND_READ_ONLY_KEY: 'otherReadOnly01',
  };
  const dry = await ended(['certify', '--dry-run', '--config', 'countersign.yaml', '--seed', '4'], { ...keys, ...second });
  assert.equal(dry.code, 0, dry.complaint);
  assert.match(dry.output, /\d+ clause tests, \d+ requests, \d+ of them creations, at least [\d.]+ minutes at 50 requests a second/);
  assert.match(dry.output, /IDM-04 .*untestable: provokes500/);
  // So small a budget holds no whole run, and that is said.
  assert.match(dry.output, /The budget is too small for the smallest run.*budget\.creations/);
  assert.ok(!existsSync(join(folder, 'reports')));
  assert.equal(connections, 0);
});

test('a configuration that cannot be used is said in one line, and nothing is sent or written', async () => {
  const file = (name: string, lines: readonly string[]): string => {
    const target = [
      'target:',
      `  url: ${url}`,
      '  environment: stg',
      'merchant:',
      '  apiKey: ${API_KEY}',
      '  apiSignature: ${API_SIGNATURE}',
      '  readOnlyKey: ${READ_ONLY_KEY}',
    ];
    writeFileSync(join(folder, name), `${[...target, ...lines].join('\n')}\n`);
    return name;
  };
  const remote = file('remote.yaml', []);
  writeFileSync(
    join(folder, remote),
    readFileSync(join(folder, remote), 'utf8').replace(url, 'https://api.example.com').replace('stg', 'prod'),
  );
  const excluding = (clause: string, expires: string): readonly string[] => [
    'plan:',
    `  exclude: [{ clause: ${clause}, owner: ops, reason: none, expires: ${expires} }]`,
  ];
  const wrong: readonly (readonly [given: readonly string[], says: RegExp])[] = [
    [['certify', '--config', 'none.yaml'], /none\.yaml cannot be read \(ENOENT\).*countersign init/],
    [
      ['certify', '--config', file('literal.yaml', ['secondMerchant: { apiKey: hush-hush, apiSignature: a, readOnlyKey: b }'])],
      /secondMerchant\.apiKey \(line 8\) holds a plain text, not a variable.*\$\{/,
    ],
    [['run', '--clause', 'SIG-01', '--config', file('expired.yaml', excluding('IPA-01', '2020-01-31'))], /IPA-01 until 2020-01-31.*ops/],
    [['certify', '--config', file('stale.yaml', excluding('XYZ-77', '2099-01-31'))], /XYZ-77, which is not a clause/],
    [['certify', '--config', remote], /api\.example\.com counts as production.*--production api\.example\.com/],
    [['certify', '--config', file('other.yaml', []), '--production', 'api.example.com'], /--production api\.example\.com names no host/],
    [['certify', '--config', file('ca.yaml', ['addresses: { refused: 192.0.2.7 }'])], /addresses\.refused is 192\.0\.2\.7/],
    [['certify', '--config', ''], /--config is empty/],
  ];
  for (const [given, says] of wrong) {
    const { code, output, complaint } = await ended(given);
    assert.equal(code, 3, `${given.join(' ')}: ${output}${complaint}`);
    assert.match(complaint, says);
    assert.equal(complaint.trim().split('\n').length, 1, complaint);
    assert.ok(!complaint.includes('hush') && !complaint.includes('testSignature'));
  }
  assert.equal(connections, 0);
  assert.ok(!readdirSync(folder).includes('reports'));
});
