import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { unlessOnPath } from './self-test/program-on-path.ts';

const root = import.meta.dirname;
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// A separate folder in which the package is installed as npm would do it, with the dependencies of this checkout.
const shop = mkdtempSync(join(tmpdir(), 'countersign-package-'));
const installed = join(shop, 'node_modules', 'countersign');

const examples = globSync('examples/**/*.ts', { cwd: root });

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { cwd: shop, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

let tarball = '';

before(() => {
  // `npm pack` builds first (prepack), so the tarball is of this source.
  const output = execFileSync('npm', ['pack', '--json', '--pack-destination', shop], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // The output of the build may come before the JSON.
  const [{ filename }] = JSON.parse(output.slice(output.indexOf('[\n')));
  tarball = join(shop, filename);
  run('tar', '-xzf', tarball);
  mkdirSync(join(shop, 'node_modules'));
  renameSync(join(shop, 'package'), installed);
  // A merchant's own tests have a runner next to it.
  for (const name of [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies), 'vitest']) {
    mkdirSync(join(shop, 'node_modules', name, '..'), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(shop, 'node_modules', name));
  }
  writeFileSync(join(shop, 'package.json'), JSON.stringify({ name: 'shop', type: 'module' }));
  // As docs/ci.md says.
  for (const name of ['docs', 'examples', 'references', 'self-test']) cpSync(join(installed, name), join(shop, name), { recursive: true });
});

after(() => rmSync(shop, { recursive: true, force: true }));

test('every dependency has an exact version, and none of them runs a script when it is installed', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<
      Record<string, { readonly hasInstallScript?: boolean; readonly dev?: boolean; readonly optional?: boolean }>
    >;
  };
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))
    assert.match(String(version), /^\d+\.\d+\.\d+$/, `${name} has ${version}`);
  const scripted = Object.entries(packages).filter(([, own]) => own.hasInstallScript === true && own.dev !== true && own.optional !== true);
  assert.deepEqual(
    scripted.map(([name]) => name),
    [],
  );
});

// A clone and an install from git are built by `postprepare`, because npm warns of a package outside of the registry that has `prepare`.
test('npm has nothing to run, and to warn of, where it is installed', () => {
  const { scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  assert.deepEqual(
    ['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => name in scripts),
    [],
  );
});

test('it holds a bill of materials that lists every package that is installed with it, and is equal in every build', () => {
  const bill = JSON.parse(readFileSync(join(installed, 'dist', 'sbom.cdx.json'), 'utf8'));
  assert.equal(bill.bomFormat, 'CycloneDX');
  assert.equal(bill.metadata.component.name, manifest.name);
  const listed = new Map(bill.components.map(({ name, version }: { readonly name: string; readonly version: string }) => [name, version]));
  for (const [name, version] of Object.entries(manifest.dependencies)) assert.equal(listed.get(name), version);
  for (const name of ['vitest', 'typescript', '@playwright/test']) assert.equal(listed.has(name), false, name);
  assert.equal('serialNumber' in bill || 'timestamp' in bill.metadata, false);
});

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, manifest)),
    [],
  );
});

test('it holds what runs and the documents, with what they name, and no source and no test of ours', () => {
  const files = globSync('**/*', { cwd: installed }).filter((file) => !/^(docs|examples|references)[\\/]/.test(file));
  assert.deepEqual(
    files.filter((file) => /(?<!\.d)\.ts$|\.test\.|\.py$/.test(file)),
    [],
  );
  for (const file of [
    'dist/specs/contracts/deposits-v3/openapi.yaml',
    'dist/suites/provider.spec.js',
    'dist/playwright.config.js',
    'dist/mock/process.js',
    'README.md',
    ...globSync('docs/**/*.*', { cwd: root }),
    ...examples,
    ...['client.py', 'client.ts', 'receiver.py', 'receiver.ts', 'receiver.yaml'].map((name) => `references/${name}`),
    ...globSync('self-test/fixtures/*', { cwd: root }),
  ]) {
    assert.ok(existsSync(join(installed, file)), `${file} is not in the package.`);
  }
});

test('the links of its guides lead to files of the package', () => {
  // These two explain the source.
  const ofTheSource = new Set(['docs/finding.md', 'docs/versions.md']);
  for (const page of ['README.md', ...globSync('docs/*.md', { cwd: root })].filter((each) => !ofTheSource.has(each))) {
    const links = readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g);
    for (const [, link = ''] of links) assert.ok(existsSync(join(installed, dirname(page), link)), `${page}: ${link}`);
  }
});

test('the types of its exports are found', () => {
  const types = [
    '--target',
    'es2024',
    '--module',
    'nodenext',
    '--strict',
    '--skipLibCheck',
    '--types',
    'node',
    '--typeRoots',
    join(root, 'node_modules', '@types'),
    '--allowImportingTsExtensions',
    '--noEmit',
  ];
  run(process.execPath, join(root, 'node_modules', 'typescript', 'bin', 'tsc'), ...types, ...examples);
});

test('the examples pass under their runners', async () => {
  const runners = {
    'node-test': ['--test', '--test-reporter=tap'],
    vitest: [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=tap'],
    playwright: [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', '--reporter=list'],
  };
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  for (const [name, command] of Object.entries(runners)) {
    const { stdout } = await promisify(execFile)(process.execPath, [...command, `examples/${name}/deposits.spec.ts`], { cwd: shop, env });
    // A runner that finds no test succeeds, too.
    assert.match(stdout, / 2 passed|# pass 2|^ *1\.\.2$/m, name);
  }
});

test('its command runs', () => {
  const bin = join(installed, manifest.bin.countersign);
  assert.equal(run(process.execPath, bin, '--version').trim(), manifest.version);
});

test('its command judges', () => {
  const bin = join(installed, manifest.bin.countersign);
  const output = run(process.execPath, bin, 'run', '--clause', 'SIG-02,SIG-11', '--seed', '1');
  assert.match(output, /^ {2}2 clauses: 2 passed$/m);
});

test('its client guide works in a project into which the files were copied', { skip: unlessOnPath(process.env.PATH, 'python3') }, () => {
  const bin = join(installed, manifest.bin.countersign);
  const output = run(process.execPath, bin, 'run', '--role', 'client', '--client', 'python3 references/client.py', '--clause', 'UTF-05');
  assert.match(output, /^ {2}1 clause: 1 passed$/m);
});

test('in a clone npx runs the source, and nothing is built first', () => {
  assert.equal(execFileSync('npx', ['countersign', '--version'], { cwd: root, encoding: 'utf8' }).trim(), manifest.version);
});

/** Installs the package in an empty folder as a reader would, and judges with it. A missing program on this machine skips the test by name. */
function installs(context: TestContext, source: string, node?: string): void {
  const folder = mkdtempSync(join(shop, 'empty-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', private: true }));
  const npm = (command: string, ...args: readonly string[]): string =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    npm('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', source, '@playwright/test', ...(node ? [`node@${node}`] : []));
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    if (!/ENOTCACHED|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT/.test(said)) throw new Error(said);
    context.skip('not run: the package registry is not reached');
    return;
  }
  // npx puts the folder's own Node before that of the machine.
  if (node) assert.equal(npm('npx', 'node', '--version').trim(), `v${node}`);
  assert.match(npm('npx', 'countersign', 'run', '--clause', 'SIG-02', '--seed', '1'), /^ {2}1 clause: 1 passed$/m);
}

test('an install from the packed tarball judges (long)', (context) => installs(context, tarball));

test('an install from the packed tarball judges on Node 22 (long)', (context) => installs(context, tarball, '22.23.3'));

test('an install from git builds the package and judges (long)', { skip: unlessOnPath(process.env.PATH, 'git') }, (context) => {
  const repository = mkdtempSync(join(shop, 'repository-'));
  const left = ['.git', 'dist', 'node_modules', 'test-results'];
  for (const name of readdirSync(root).filter((each) => !left.includes(each)))
    cpSync(join(root, name), join(repository, name), { recursive: true, filter: (source) => source !== join(root, 'reports', 'out') });
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args]);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'As it is here');
  installs(context, `git+file://${repository}`);
});
