import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
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

test('a process that works for another one knows what the configurations of that one ask for', () => {
  const mine = { MY_LOGIN: 'loginlogin', COPY: 'loginlogin', OTHER: 'x' };
  const handed = answered(mine, `(of.configuredValue('MY_LOGIN', true), of.wholeEnvironment({}))`) as Record<string, string>;
  assert.deepEqual(answered(handed, 'of.readersEnvironment()'), { variables: { OTHER: 'x' }, takenOut: ['COPY', 'MY_LOGIN'] });
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
