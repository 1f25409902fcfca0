import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { unlessOnPath } from '../self-test/program-on-path.ts';
import { writeWhole } from './whole-file.ts';

function folder(t: { after(clean: () => void): void }): string {
  const path = mkdtempSync(join(tmpdir(), 'countersign-whole-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('a file is replaced as a whole, with the mode that it is given', (t) => {
  const file = join(folder(t), 'state.json');
  writeWhole(file, 'old', 0o600);
  writeWhole(file, 'new', 0o600);
  assert.equal(readFileSync(file, 'utf8'), 'new');
  assert.deepEqual(readdirSync(join(file, '..')), ['state.json']);
  if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('a symbolic link in its place is replaced, and what it names stays as it was', (t) => {
  const place = folder(t);
  const [file, other] = [join(place, 'ca.pem'), join(place, 'precious')];
  writeFileSync(other, 'precious');
  symlinkSync(other, file);
  writeWhole(file, 'authority');
  assert.deepEqual([readFileSync(file, 'utf8'), readFileSync(other, 'utf8')], ['authority', 'precious']);
});

test('a folder that cannot be written, or a folder in its place, is an error, and nothing is left aside', (t) => {
  const place = folder(t);
  assert.throws(() => writeWhole(join(place, 'none', 'file'), 'text'), { code: 'ENOENT' });
  assert.throws(() => writeWhole(place, 'text'));
  assert.deepEqual(readdirSync(place), []);
});

test('a disk with room for a part of it keeps the old file', { skip: unlessOnPath(process.env.PATH, 'sh') }, (t) => {
  const file = join(folder(t), 'state.json');
  writeWhole(file, 'old');
  const script = `import { writeWhole } from ${JSON.stringify(new URL('whole-file.ts', import.meta.url).href)};
process.on('SIGXFSZ', () => {});
try { writeWhole(process.argv[1], 'n'.repeat(100_000)); } catch (error) { console.log(error.code); }`;
  const { stdout } = spawnSync(
    'sh',
    ['-c', 'ulimit -S -f 8; exec "$0" "$@"', process.execPath, '--no-warnings', '--input-type=module', '-e', script, file],
    { encoding: 'utf8' },
  );
  assert.deepEqual([stdout.trim(), readFileSync(file, 'utf8'), readdirSync(join(file, '..'))], ['EFBIG', 'old', ['state.json']]);
});
