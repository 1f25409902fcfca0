import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';

function ran(file: string, option: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '..', file), option], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const scripts = ['bench', 'guarded', 'invariants', 'long', 'mutants', 'random-hashes'].map((name) => `self-test/${name}.ts`);

describe('a script of this project', () => {
  for (const file of [...scripts, 'generate.ts'])
    test(`${file} explains itself, and refuses an unknown option in one line`, () => {
      const help = ran(file, '--help');
      assert.deepEqual([help.status, help.stderr], [0, '']);
      assert.match(help.stdout, /^Usage: (node|npm run) /);
      const { status, ...output } = ran(file, '--unknown');
      assert.notEqual(status, 0);
      assert.deepEqual(output, { stdout: '', stderr: "error: unknown option '--unknown'\n" });
    });
});
