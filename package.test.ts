import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const root = import.meta.dirname;
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// A folder of its own in which the package is installed as npm would lay it, its dependencies being those of this checkout.
const shop = mkdtempSync(join(tmpdir(), 'countersign-package-'));
const installed = join(shop, 'node_modules', 'countersign');

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { cwd: shop, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

before(() => {
  // `npm pack` builds first (prepack), so that the tarball is of this source.
  const told = execFileSync('npm', ['pack', '--json', '--pack-destination', shop], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // What the build prints may stand before the JSON.
  const [{ filename }] = JSON.parse(told.slice(told.indexOf('[\n')));
  run('tar', '-xzf', filename);
  mkdirSync(join(shop, 'node_modules'));
  cpSync(join(shop, 'package'), installed, { recursive: true });
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(join(shop, 'node_modules', name, '..'), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(shop, 'node_modules', name));
  }
  writeFileSync(join(shop, 'package.json'), JSON.stringify({ name: 'shop', type: 'module' }));
});

after(() => rmSync(shop, { recursive: true, force: true }));

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, manifest)),
    [],
  );
});

test('it holds what runs, and no source and no test', () => {
  const files = globSync('**/*', { cwd: installed });
  assert.deepEqual(
    files.filter((file) => /(?<!\.d)\.ts$|\.test\.|\.py$/.test(file)),
    [],
  );
  for (const file of [
    'dist/specs/deposits-v3.openapi.yaml',
    'dist/suites/provider.spec.js',
    'dist/playwright.config.js',
    'dist/mock/process.js',
    'README.md',
  ]) {
    assert.ok(existsSync(join(installed, file)), `${file} is not in the package.`);
  }
});

test('its exports work, and their types are found', () => {
  writeFileSync(
    join(shop, 'shop.ts'),
    `import { sign, signedMessage, verifies } from 'countersign';
import { depositsV3, handlers, mockProvider, onekey } from 'countersign/mock';

const message: Uint8Array = signedMessage('2020-06-21T12:33:20Z', 'login', new Uint8Array());
const hash: string = sign(message, 'secret');
const mock = mockProvider({ contract: depositsV3(), profile: onekey, now: Date.now, accounts: [] });
const found: number = handlers(mock, { baseUrl: 'https://localhost' }).length;
mock.close();
process.stdout.write(JSON.stringify([verifies(hash, message, 'secret'), verifies(hash, message, 'other'), found]));
`,
  );
  const types = [
    '--target',
    'es2024',
    '--module',
    'nodenext',
    '--strict',
    '--types',
    'node',
    '--typeRoots',
    join(root, 'node_modules', '@types'),
    '--noEmit',
  ];
  run(process.execPath, join(root, 'node_modules', 'typescript', 'bin', 'tsc'), ...types, 'shop.ts');
  assert.deepEqual(JSON.parse(run(process.execPath, 'shop.ts')), [true, false, 1]);
});

test('its command runs', () => {
  const bin = join(installed, manifest.bin.countersign);
  assert.equal(run(process.execPath, bin, '--version').trim(), manifest.version);
});
