import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { unlessOnPath } from './program-on-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-signatures-'));
after(() => rmSync(folder, { recursive: true }));

/** The step of continuous integration, with an npm that says this and ends with that code. */
function step(output: string, code: number): string {
  const script = readFileSync(new URL('../.ci/run', import.meta.url), 'utf8');
  const [signatures] = /^signatures\(\) \{\n[\s\S]*?^\}/m.exec(script) ?? [];
  assert.ok(signatures);
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\nprintf '%s\\n' '${output}' >&2\nexit ${code}\n`);
  chmodSync(join(folder, 'npm'), 0o755);
  const PATH = `${folder}${delimiter}${process.env.PATH}`;
  const { stdout, status } = spawnSync('bash', ['-c', `${signatures}\nsignatures`], { env: { PATH }, encoding: 'utf8' });
  return `${stdout.trim().split('\n').at(-1)}, exit code ${status}`;
}

test('signatures that are right pass, wrong ones fail, and those that nobody can check are skipped', {
  skip: unlessOnPath(process.env.PATH, 'bash'),
}, () => {
  assert.equal(step('audited 12 packages in 1s', 0), 'ℹ pass 1, exit code 0');
  assert.equal(step('1 package has an invalid registry signature', 1), 'ℹ fail 1, exit code 1');
  assert.equal(step('npm error code ENOTFOUND', 1), 'ℹ skipped 1, exit code 0');
  assert.equal(step('2 packages have missing registry signatures. npm warn ENOTFOUND', 1), 'ℹ fail 1, exit code 1');
  assert.equal(step('npm error code EINTEGRITY', 1), 'ℹ fail 1, exit code 1');
});
