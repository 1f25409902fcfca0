import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { secrets } from '../../core/redaction/redaction.ts';
import { unlessOnPath } from '../../self-test/program-on-path.ts';
import { isSearchable, leaksIn } from './leaks.ts';

const key = 'sigSECRETxyz0123456789';
const hidden = secrets([{ role: 'API Signature', value: key }]);

const skip = unlessOnPath(process.env.PATH, 'git');

test('a key in a working tree and one that only the history has are found, in other forms too', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-leaks-'));
  try {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { stdio: 'ignore' });
    git('init');
    writeFileSync(join(folder, 'config.js'), `const key = '${key}';`);
    git('add', '.');
    git('commit', '-m', 'keys');
    writeFileSync(join(folder, 'config.js'), 'const key = process.env.KEY;');
    git('commit', '-am', 'no keys');
    writeFileSync(join(folder, 'other.env'), `KEY=${Buffer.from(key).toString('base64')}`);
    const { leaks } = await leaksIn([folder], hidden);
    assert.deepEqual(
      leaks.map(({ role, where }) => `${role}: ${where.replace(/commit [0-9a-f]+/, 'commit')}`),
      ['API Signature: other.env', 'API Signature: history, commit, config.js'],
    );
    rmSync(join(folder, '.git'), { recursive: true });
    rmSync(join(folder, 'other.env'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync('config.js', join(folder, 'link'));
    assert.deepEqual(await leaksIn([folder], hidden), {
      leaks: [],
      read: 1,
      unread: [],
      leftOut: [`links and folders node_modules in ${folder} (2 places)`],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a file of keys that git ignores is in no repository, and what is not read is listed', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-leaks-'));
  try {
    execFileSync('git', ['-C', folder, 'init'], { stdio: 'ignore' });
    writeFileSync(join(folder, '.gitignore'), '.env\n');
    writeFileSync(join(folder, '.env'), `API_SIGNATURE=${key}`);
    const { leaks, read, unread, leftOut } = await leaksIn([folder], hidden);
    assert.deepEqual([leaks, unread], [[], []]);
    assert.equal(read, 1);
    assert.match(leftOut.join(), /what git ignores in .* \(1 place\)/);
    // A folder that is not a repository is read whole, and so is one that git does not read.
    rmSync(join(folder, '.git'), { recursive: true });
    assert.deepEqual((await leaksIn([folder], hidden)).leaks, [{ role: 'API Signature', where: '.env' }]);
    mkdirSync(join(folder, '.git'));
    const broken = await leaksIn([folder], hidden);
    assert.equal(broken.leaks.length, 1);
    assert.match(broken.unread.join(), /the history of .* \(git cannot be run there\)/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('repositories within a repository are searched, with their histories; names that are not UTF-8 are listed', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-leaks-'));
  try {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder, stdio: 'ignore' });
    git('init');
    for (const name of ['module', 'untracked']) {
      git('init', name);
      writeFileSync(join(folder, name, 'config.js'), `const key = '${key}';`);
      git('-C', name, 'add', '.');
      git('-C', name, 'commit', '-m', 'keys');
      writeFileSync(join(folder, name, 'config.js'), '');
    }
    git('add', 'module');
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xe9])]), key);
    const { leaks, unread } = await leaksIn([folder], hidden);
    assert.deepEqual(leaks.map(({ where }) => where.replace(/commit [0-9a-f]+/, 'commit')).sort(), [
      'module/history, commit, config.js',
      'untracked/history, commit, config.js',
    ]);
    assert.deepEqual(unread, ['\ufffd (its name is not UTF-8)']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('what git cannot read of a history is listed: a shallow or partial clone, a broken object, a broken pack', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-leaks-'));
  try {
    const run = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    run('init', 'whole');
    run('-C', 'whole', 'config', 'uploadpack.allowFilter', 'true');
    for (const [name, content] of [
      ['a', 'no key'],
      ['keys', key],
    ] as const) {
      writeFileSync(join(folder, 'whole', name), content);
      run('-C', 'whole', 'add', '.');
      run('-C', 'whole', 'commit', '-m', name);
    }
    run('-C', 'whole', 'rm', 'keys');
    run('-C', 'whole', 'commit', '-m', 'no keys');
    const found = run('-C', 'whole', 'rev-parse', 'HEAD~1:keys');
    const url = pathToFileURL(join(folder, 'whole')).href;
    run('clone', '--depth', '1', url, 'shallow');
    run('clone', '--filter=blob:none', '--no-checkout', url, 'partial');
    run('clone', url, 'truncated');
    const pack = globSync('truncated/.git/objects/pack/*.pack', { cwd: folder })[0] ?? '';
    chmodSync(join(folder, pack), 0o600);
    truncateSync(join(folder, pack), 40);
    cpSync(join(folder, 'whole'), join(folder, 'lost'), { recursive: true });
    const object = join(folder, 'lost', '.git', 'objects', found.slice(0, 2), found.slice(2));
    chmodSync(object, 0o600);
    writeFileSync(object, 'broken');
    const unreadOf = async (name: string): Promise<string> => {
      const { leaks, unread } = await leaksIn([join(folder, name)], hidden);
      assert.deepEqual(leaks, [], name);
      return unread.join();
    };
    assert.match(await unreadOf('shallow'), /^the history of .* \(the clone is shallow, and its history is cut\)$/);
    for (const name of ['partial', 'truncated', 'lost'])
      assert.match(await unreadOf(name), /^the history of .* \(git cannot read \d+ of its objects\)$/, name);
    assert.deepEqual((await leaksIn([join(folder, 'whole')], hidden)).unread, []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the name of a file stays on its line, and a terminal and the log of a job do not obey it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-leaks-'));
  const command = fileURLToPath(new URL('../../cli/countersign.ts', import.meta.url));
  try {
    writeFileSync(join(folder, '\u001b[2J\n::set-output name=a::b ##vso[task.setvariable variable=PATH]'), key);
    const { stdout } = spawnSync(process.execPath, [command, 'secrets', folder], {
      encoding: 'utf8',
      env: { API_SIGNATURE: key, PATH: process.env.PATH },
    });
    assert.match(stdout, /^The API Signature is in \\u\{1b\}\[2J\\u\{a\}::set-output name=a::b ##vso\\u005btask\..*\nAUT-10 .*\n$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a file that cannot be read is listed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-leaks-'));
  const isRoot = process.geteuid?.() === 0;
  try {
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'closed'), key, { mode: 0 });
    // Root reads everything.
    if (isRoot) process.seteuid?.(65_534);
    assert.deepEqual(await leaksIn([folder], hidden), { leaks: [], read: 0, unread: ['closed (EACCES)'], leftOut: [] });
  } finally {
    if (isRoot) process.seteuid?.(0);
    rmSync(folder, { recursive: true, force: true });
  }
});

test('without git only the working tree is read, and the command says so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-leaks-'));
  const command = fileURLToPath(new URL('../../cli/countersign.ts', import.meta.url));
  const search = () =>
    spawnSync(process.execPath, [command, 'secrets', folder], { encoding: 'utf8', env: { API_SIGNATURE: key, PATH: folder } });
  const notRead = `Not read: the history of ${folder} (git is not on this machine: only the working tree was read).\n`;
  try {
    mkdirSync(join(folder, '.git'));
    assert.deepEqual([search().status, search().stdout], [3, `${notRead}No key found in 0 places, but not all was searched: see above.\n`]);
    writeFileSync(join(folder, 'config.js'), 'no key');
    assert.deepEqual([search().status, search().stdout], [2, `${notRead}No key found in 1 place, but not all was searched: see above.\n`]);
    writeFileSync(join(folder, 'config.js'), key);
    const { status, stdout } = search();
    assert.equal(status, 1);
    assert.ok(stdout.startsWith(`The API Signature is in config.js.\n${notRead}`), stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what can be searched is a folder or a URL', () => {
  assert.deepEqual(['/', tmpdir(), 'http://127.0.0.1/', 'https://shop.example/a', '/nowhere', 'http://', 'ftp://a', ''].map(isSearchable), [
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('a key in a script that a page loads is found', async () => {
  const files: Readonly<Record<string, string>> = {
    '/': '<html><script src="/app.js"></script></html>',
    '/app.js': 'import("./chunk.js"); "absent.js"',
    '/many': Array.from({ length: 301 }, (_, at) => `"m${at}.js"`).join(),
    '/chunk.js': `const a="${key}"`,
  };
  const server = createServer((request, response) => {
    const found = files[request.url ?? ''];
    response.writeHead(found === undefined ? 404 : 200);
    response.end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const { leaks, read, unread, leftOut } = await leaksIn([url], hidden);
    assert.deepEqual(leaks, [{ role: 'API Signature', where: `${url}/chunk.js` }]);
    assert.equal(read, 3);
    // A text that looks like a link leads nowhere: nothing is there to be read.
    assert.deepEqual([unread, leftOut], [[], [`${url}/absent.js (status 404)`]]);
    const many = await leaksIn([`${url}/many`], hidden);
    assert.deepEqual(many.unread, [`2 resources of ${url}/many beyond the first 300`]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('a page that has no end, unfolds without measure or leads in a ring is unread, and the others are read', async () => {
  const server = createServer((request, response) => {
    switch (request.url) {
      case '/':
        return response.end('<script src="/endless.js"></script>"/bomb.js" "/ring.js" "/no-http.js" "/headers.js" "/key.js"');
      case '/slow':
        return response.end('<script src="/drip.js"></script>');
      case '/endless.js':
        return void response.on('drain', () => response.write(Buffer.alloc(100_000))).write(Buffer.alloc(100_000));
      case '/drip.js':
        return response.write(' ');
      case '/bomb.js':
        response.setHeader('Content-Encoding', 'gzip');
        return response.end(gzipSync(Buffer.alloc(5_000_000)));
      case '/no-http.js':
        return response.socket?.end('HTTP/9.9 abc\r\n\r\n');
      case '/headers.js':
        return response.socket?.end(`HTTP/1.1 200 OK\r\n${'X-Line: value\r\n'.repeat(100_000)}\r\n`);
      case '/ring.js':
        return response.writeHead(302, { Location: '/ring.js' }).end();
      default:
        return response.end(`const a="${key}"`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const { leaks, unread } = await leaksIn([url], hidden, { resourceMs: 60_000, pageMs: 60_000, answerBytes: 1_000_000 });
    assert.deepEqual(leaks, [{ role: 'API Signature', where: `${url}/key.js` }]);
    assert.deepEqual(unread.toSorted(), [
      `${url}/bomb.js (the answer has more than 1000000 bytes)`,
      `${url}/endless.js (the answer has more than 1000000 bytes)`,
      `${url}/headers.js (the header lines of the answer are longer than is read)`,
      `${url}/no-http.js (the answer was not HTTP (HTTPParserError))`,
      `${url}/ring.js (redirect count exceeded)`,
    ]);
    const slow = await leaksIn([`${url}/slow`], hidden, { resourceMs: 2_000, pageMs: 60_000, answerBytes: 1_000_000 });
    assert.deepEqual(slow.unread, [`${url}/drip.js (the answer did not end within 2 s)`]);
    const hurried = await leaksIn([url], hidden, { resourceMs: 60_000, pageMs: 0, answerBytes: 1_000_000 });
    assert.match(hurried.unread.join(), /the page was not read within 0 s/);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
