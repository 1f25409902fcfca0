import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { unlessOnPath } from '../self-test/program-on-path.ts';

const command = fileURLToPath(new URL('countersign.ts', import.meta.url));
const keys = {
  API_KEY: 'testLogin01',
  API_SIGNATURE: 'testSignature_0123456789',
  READ_ONLY_KEY: 'testReadOnly01',
  PANEL_TOKEN: 'testPanelToken',
};
const others = {
  SECOND_API_KEY: 'secondLogin01',
  SECOND_API_SIGNATURE: 'secondSignature_0123456789',
  SECOND_READ_ONLY_KEY: 'secondReadOnly01',
  SECOND_ENVIRONMENT_API_KEY: 'thirdLogin01',
  SECOND_ENVIRONMENT_API_SIGNATURE: 'thirdSignature_0123456789',
  SECOND_ENVIRONMENT_READ_ONLY_KEY: 'thirdReadOnly01',
};

interface Keys {
  readonly apiKey: string;
  readonly apiSignature: string;
  readonly readOnlyKey: string;
}

/** A black-box mock, and a folder in which a rotation keeps what it has. */
async function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-rotate-'));
  const environment = { PATH: process.env.PATH ?? '', ...keys, ...others };
  const file = join(folder, 'mock.yaml');
  const mock = spawn(process.execPath, [command, 'mock', '--black-box', '--json', '--config-out', file], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: mock.stdout }), 'line');
  assert.match(String(line), /"ready":true/);
  const stored = join(folder, 'stored.json');
  const store = [process.execPath, '-e', 'process.stdin.pipe(require("node:fs").createWriteStream(process.argv[1]))', stored];
  const text = readFileSync(file, 'utf8');
  const config = join(folder, 'rotate.yaml');
  const withStore = text.replace('\nrecipes:', `\nrecipes:\n  storeKeys: { command: ${JSON.stringify(store)} }`);
  writeFileSync(config, withStore);
  const state = join(folder, 'state', 's');
  const reports = join(folder, 'reports');
  return {
    folder,
    config,
    file,
    state,
    reports,
    stored: (): Keys | undefined => {
      try {
        return JSON.parse(readFileSync(stored, 'utf8'));
      } catch {
        return undefined;
      }
    },
    /** Starts the command, and kills it as soon as it says so. */
    async rotate(
      killedAt?: RegExp,
      options: readonly string[] = ['--yes'],
      from = config,
    ): Promise<{ code: number | null; output: string }> {
      const fresh = this.stored();
      const added = fresh ? { NEW_API_KEY: fresh.apiKey, NEW_API_SIGNATURE: fresh.apiSignature, NEW_READ_ONLY_KEY: fresh.readOnlyKey } : {};
      const child: ChildProcess = spawn(
        process.execPath,
        [command, 'rotate', '--config', from, '--state', state, '--reports', reports, ...options],
        { env: { ...environment, ...added }, stdio: ['ignore', 'pipe', 'pipe'] },
      );
      let output = '';
      const heard = (piece: Buffer): void => {
        output += piece.toString();
        if (killedAt?.test(output)) child.kill('SIGKILL');
      };
      child.stdout?.on('data', heard);
      child.stderr?.on('data', heard);
      const [code] = await once(child, 'close');
      return { code, output };
    },
    async end() {
      mock.kill();
      await once(mock, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

function filesIn(folder: string): readonly string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => join(folder, name))
        .filter((path) => statSync(path).isFile())
    : [];
}

const passed = /ROT-01 pass\n {2}ROT-02 pass\n {2}ROT-03 pass\n {2}ROT-04 pass\n/;

describe('rotate', () => {
  let at: Awaited<ReturnType<typeof setUp>>;
  before(async () => {
    at = await setUp();
  });
  after(() => at.end());

  test('killed at each step and started again, it ends as an undisturbed one, and no file has a key (long)', async () => {
    for (const step of [/1 of 5/, /2 of 5/, /The new set is/, /3 of 5/, /4 of 5/, /5 of 5/, /ROT-02 pass/]) {
      const { code } = await at.rotate(step);
      assert.equal(code, null, `not killed at ${step}`);
    }
    const { code, output } = await at.rotate();
    assert.equal(code, 0, output);
    assert.match(output, passed);
    const [run = ''] = readdirSync(at.reports).filter((name) => /^\d/.test(name));
    assert.ok(existsSync(join(at.reports, run, 'rotation.html')));
    assert.equal(statSync(at.state).mode & 0o777, 0o600);
    const fresh = at.stored();
    assert.ok(fresh);
    const secrets = [keys.API_SIGNATURE, keys.READ_ONLY_KEY, fresh.apiSignature, fresh.readOnlyKey, keys.PANEL_TOKEN];
    for (const path of [at.state, ...filesIn(at.reports)]) {
      const text = readFileSync(path, 'utf8');
      for (const secret of secrets) assert.ok(!text.includes(secret), path);
    }
    const again = await at.rotate();
    assert.equal(again.code, 0);
    assert.match(again.output, /This rotation is over/);
  });
});

describe('rotate before it rolls', () => {
  let at: Awaited<ReturnType<typeof setUp>>;
  before(async () => {
    at = await setUp();
  });
  after(() => at.end());

  test('a dry run sends nothing and keeps nothing', async () => {
    const { code, output } = await at.rotate(undefined, ['--dry-run']);
    assert.equal(code, 0, output);
    assert.match(output, /5 of 5/);
    assert.ok(!existsSync(at.state));
  });

  test('without a way to store the new keys, or a person to ask, nothing is rolled', async () => {
    const bare = await at.rotate(undefined, ['--yes'], at.file);
    assert.equal(bare.code, 3, bare.output);
    assert.match(bare.output, /recipes\.storeKeys/);
    const alone = await at.rotate(undefined, []);
    assert.equal(alone.code, 3, alone.output);
    assert.match(alone.output, /--yes/);
    assert.equal(at.stored(), undefined);
  });
});

describe('rotate whose log is on a full disk', { skip: unlessOnPath(process.env.PATH, 'sh') }, () => {
  let at: Awaited<ReturnType<typeof setUp>>;
  before(async () => {
    at = await setUp();
  });
  after(() => at.end());

  test('it goes on, so that new keys are stored', async () => {
    // 128 blocks of 512 or 1024 bytes: the log has no room for one more byte.
    writeFileSync(join(at.folder, 'log'), Buffer.alloc(128 * 1024));
    const full = ['-c', 'ulimit -S -f 128; exec "$0" "$@" >>log'];
    const child = spawn('sh', [...full, process.execPath, command, 'rotate', '--config', at.config, '--state', at.state, '--yes'], {
      cwd: at.folder,
      env: { PATH: process.env.PATH ?? '', ...keys, ...others, NODE_DISABLE_COMPILE_CACHE: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const [code] = await once(child, 'close');
    assert.equal(code, 3, errors);
    assert.match(errors, /standard output cannot be written \((?:EFBIG|ENOSPC)\)/);
    assert.match(at.stored()?.apiSignature ?? '', /.{8}/, errors);
  });
});

describe('rotate on a full disk', () => {
  let at: Awaited<ReturnType<typeof setUp>>;
  before(async () => {
    at = await setUp();
  });
  after(() => at.end());

  test('new keys are stored also where the state cannot be written any more', async () => {
    // From the roll on, a file is where the folder of the state was.
    const rolls = `
      const [, url, token, folder] = process.argv;
      const answer = await fetch(url, { method: 'POST', headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' }, body: '{"roll":"both"}' });
      process.stdout.write(await answer.text());
      const { rmSync, writeFileSync } = await import('node:fs');
      rmSync(folder, { recursive: true });
      writeFileSync(folder, '');
    `;
    const text = readFileSync(at.config, 'utf8');
    const url = /rotateKeys:\n {4}request:\n.*\n {6}url: (\S+)merchant=/.exec(text)?.[1] ?? '';
    const command = [process.execPath, '--input-type=module', '-e', rolls, `${url}merchant=`, keys.PANEL_TOKEN, join(at.folder, 'state')];
    const config = join(at.folder, 'full.yaml');
    writeFileSync(
      config,
      text.replace(/rotateKeys:\n(?:.*\n)*?(?= {2}makeAccount:)/, () => `rotateKeys: { command: ${JSON.stringify(command)} }\n`),
    );
    const { code, output } = await at.rotate(undefined, ['--yes'], config);
    assert.equal(code, 3, output);
    assert.match(output, /The state \S+ cannot be written \(E\w+\)/);
    assert.match(at.stored()?.apiSignature ?? '', /.{8}/, output);
  });
});
