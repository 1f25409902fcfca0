import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { unlessOnPath } from '../../self-test/program-on-path.ts';
import type { SerialiserVectors } from '../types/serialisers.ts';

const vectors = JSON.parse(readFileSync(new URL('serialisers.json', import.meta.url), 'utf8')) as SerialiserVectors;
const room = new URL('serialisers/', import.meta.url);

interface Recording {
  readonly language: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly written: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

test('values and writers are counted, named once, and belong together', () => {
  assert.equal(vectors.values.length, vectors.numberOfValues);
  assert.equal(vectors.writers.length, vectors.numberOfWriters);
  const values = new Set(vectors.values.map(({ id }) => id));
  assert.equal(values.size, vectors.numberOfValues);
  assert.equal(new Set(vectors.writers.map(({ id }) => id)).size, vectors.numberOfWriters);
  const languages = new Set(vectors.runtimes.map(({ language }) => language));
  for (const { id, language, written } of vectors.writers) {
    assert.ok(languages.has(language), id);
    for (const value of Object.keys(written)) assert.ok(values.has(value), `${id}: ${value}`);
  }
});

test('six languages wrote, and each wrote nearly every value', () => {
  assert.deepEqual(vectors.runtimes.map(({ language }) => language).toSorted(), ['Go', 'Java', 'JavaScript', 'PHP', 'Python', 'Ruby']);
  for (const { id, written } of vectors.writers) assert.ok(Object.keys(written).length >= vectors.numberOfValues - 6, id);
});

test('what the values are is what their own script makes', { skip: unlessOnPath(process.env.PATH, 'python3') }, () => {
  const made = spawnSync('python3', ['-B', fileURLToPath(new URL('values.py', room))], { encoding: 'utf8' });
  assert.deepEqual(JSON.parse(made.stdout), vectors.values);
});

/** Languages whose runtime starts quickly enough to be asked again by every run of these tests; `--run all` of the generator asks the others. */
const quick = [
  { language: 'JavaScript', command: process.execPath, script: 'javascript.mjs' },
  { language: 'Python', command: 'python3', script: 'python.py' },
  { language: 'PHP', command: 'php', script: 'php.php' },
  { language: 'Ruby', command: 'ruby', script: 'ruby.rb' },
] as const;

for (const { language, command, script } of quick) {
  const skip = unlessOnPath(process.env.PATH, command);
  test(`${language}: the runtime of this machine still writes what was recorded, if its versions are the recorded ones`, { skip }, (t) => {
    const run = spawnSync(command, [fileURLToPath(new URL(script, room))], {
      input: JSON.stringify(vectors.values),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      // Some write otherwise where the machine's locale is none of UTF-8.
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    assert.equal(run.status, 0, run.stderr);
    const recording = JSON.parse(run.stdout) as Recording;
    const recorded = vectors.runtimes.find((runtime) => runtime.language === language)?.versions;
    for (const { id, written } of vectors.writers.filter((writer) => writer.language === language)) {
      const again = recording.written[id];
      assert.ok(again !== undefined, `${id} is not written any more`);
      for (const [value, base64] of Object.entries(written)) {
        if (again[value] === base64) continue;
        // Another version may write otherwise: that is a finding for the next recording, not a failure of this one.
        assert.notDeepEqual(
          recording.versions,
          recorded,
          `${id} writes ${value} otherwise: ${Buffer.from(again[value] ?? '', 'base64').toString('utf8')}`,
        );
        t.diagnostic(`${id} writes ${value} otherwise under ${JSON.stringify(recording.versions)}`);
      }
    }
  });
}
