import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { test } from 'node:test';

const file = new URL('./environment.ts', import.meta.url).href;

/** What a process with these variables answers, which has no others. */
function answered(variables: Readonly<Record<string, string>>, expression: string): unknown {
  const program = `import * as of from ${JSON.stringify(file)};\nprocess.stdout.write(JSON.stringify(${expression}));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', env: variables }));
}

test('a program of the reader’s own keeps his variables and loses our keys, by name, by request and by value', () => {
  const kept = { PATH: '/bin', HOME: '/home/a', DATABASE_URL: 'postgres://shop', JAVA_HOME: '/java', VIRTUAL_ENV: '/venv', SHORT: 'true' };
  const keys = {
    API_KEY: 'a',
    SHOP_API_SIGNATURE: 'b',
    SECOND_READ_ONLY_KEY: 'c',
    PANEL_TOKEN: 'd',
    NEW_API_KEY: 'e',
    MY_LOGIN: 'loginlogin',
    FLAG: 'true',
    COPY: 'loginlogin',
  };
  const asking = `(of.configuredValue('MY_LOGIN', true), of.configuredValue('FLAG', true), of.configuredValue('HOME', false), of.readersEnvironment({ API_KEY: 'of the mock' }))`;
  assert.deepEqual(answered({ ...kept, ...keys, COUNTERSIGN_RUN: '/run.json', COUNTERSIGN_STARTED: '1' }, asking), {
    variables: { ...kept, COUNTERSIGN_STARTED: '1', API_KEY: 'of the mock' },
    takenOut: ['COPY', 'FLAG', 'MY_LOGIN', 'NEW_API_KEY', 'PANEL_TOKEN', 'SECOND_READ_ONLY_KEY', 'SHOP_API_SIGNATURE'],
  });
});

test('a variable that contains a configured secret, in any spelling, is removed; one that contains a login is kept', () => {
  const key = 'stg+Signature/0123"';
  const kept = { PATH: '/bin', PWD: '/srv/merchant1', VIRTUAL_ENV: '/srv/merchant1/venv', DATABASE_URL: 'postgres://shop:other@db/shop' };
  const holding = {
    BASIC: `Basic ${Buffer.from(`merchant1:${key}`).toString('base64')}`,
    CACHE_URL: `redis://:${encodeURIComponent(key)}@cache`,
    HEX: Buffer.from(key).toString('hex'),
    SETTINGS: JSON.stringify({ payment: { key } }),
  };
  const asking = `(of.configuredValue('SHOP_LOGIN', true), of.configuredValue('SIGNED_WITH', true), of.readersEnvironment())`;
  assert.deepEqual(answered({ ...kept, ...holding, SHOP_LOGIN: 'merchant1', SIGNED_WITH: key }, asking), {
    variables: kept,
    takenOut: [...Object.keys(holding), 'SHOP_LOGIN', 'SIGNED_WITH'],
  });
});

test('a process that works for another one knows what the configurations of that one ask for', () => {
  const mine = { MY_LOGIN: 'loginlogin', COPY: 'loginlogin', OTHER: 'x' };
  const handed = answered(mine, `(of.configuredValue('MY_LOGIN', true), of.wholeEnvironment({}))`) as Record<string, string>;
  assert.deepEqual(answered(handed, 'of.readersEnvironment()'), { variables: { OTHER: 'x' }, takenOut: ['COPY', 'MY_LOGIN'] });
});

test('a list of names that another process did not write is refused, and its values are not shown', () => {
  for (const [wrong, says] of [
    ['[["API_KEY","secretOfTest"]]', /The variable COUNTERSIGN_CONFIGURED does not fit its schema: \/0\/1 must be boolean\./],
    ['{"API_KEY":true}', /COUNTERSIGN_CONFIGURED does not fit its schema: the whole must be array\./],
  ] as const) {
    const program = `await import(${JSON.stringify(file)});`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
      env: { COUNTERSIGN_CONFIGURED: wrong },
    });
    assert.notEqual(status, 0);
    assert.match(stderr, says);
    assert.doesNotMatch(stderr, /secretOfTest/);
  }
});

test('a process that needs nothing of the reader’s gets nothing of it', () => {
  assert.deepEqual(
    answered({ PATH: '/bin', LANG: 'C', TMPDIR: '/tmp', LC_ALL: 'C', DATABASE_URL: 'x', API_KEY: 'y' }, 'of.basicEnvironment()'),
    {
      PATH: '/bin',
      LANG: 'C',
      TMPDIR: '/tmp',
    },
  );
});
