import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { exampleFacts, exampleKeys } from './example.ts';
import { buildReport } from './report.ts';
import { ending } from './terminal.ts';
import { validateReport, writeReport } from './write.ts';

let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'countersign-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

const report = buildReport(exampleFacts());

test('all files of a report are in place, and latest names the run', async () => {
  const out = join(directory, 'reports', 'out');
  const paths = await writeReport(report, { directory: out, newId: randomUUID });
  assert.deepEqual((await readdir(out)).sort(), [report.run.id, 'latest']);
  assert.deepEqual((await readdir(paths.directory)).sort(), ['index.html', 'junit.xml', 'report.json']);
  assert.equal((await readFile(join(out, 'latest'), 'utf8')).trim(), report.run.id);
  assert.deepEqual(validateReport(JSON.parse(await readFile(paths.json, 'utf8'))), []);
  const other = await writeReport({ ...report, run: { ...report.run, id: 'second' } }, { directory: out, newId: randomUUID });
  assert.equal(other.directory, join(out, 'second'));
  assert.equal(await readFile(join(out, 'latest'), 'utf8'), 'second\n');
});

test('no secret is in any file or in the output: plain, in base64 at any alignment, hex, or URL-encoded', async () => {
  const paths = await writeReport(report, { directory, newId: randomUUID });
  const names = (await readdir(paths.directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const contents = await Promise.all(
    names.map(async (entry) => [entry.name, await readFile(join(entry.parentPath, entry.name), 'utf8')] as const),
  );
  const texts = [...contents, ['terminal', ending(report, [], { color: false })] as const];
  assert.equal(texts.length, 4);
  for (const [role, value] of Object.entries(exampleKeys)) {
    const bytes = Buffer.from(value);
    const hex = bytes.toString('hex');
    const forms = [
      value,
      bytes.toString('latin1'),
      encodeURIComponent(value),
      JSON.stringify(value).slice(1, -1),
      hex,
      hex.toUpperCase(),
      hex.replace(/(..)(?=.)/g, '$1 '),
      // The characters that the secret alone decides, at each place in a group of three bytes.
      ...[0, 1, 2].map((before) =>
        Buffer.concat([Buffer.alloc(before), bytes])
          .toString('base64')
          .slice(before === 0 ? 0 : before + 1, -4),
      ),
    ];
    for (const [name, text] of texts) {
      for (const form of forms) assert.ok(!text.includes(form), `${role} is in ${name} as ${form.slice(0, 3)}…`);
      // Bodies and signed bytes are in report.json as base64: what they hold must be clean as well.
      for (const [, encoded = ''] of text.matchAll(/"base64": "([^"]*)"/g)) {
        assert.ok(!Buffer.from(encoded, 'base64').toString('latin1').includes(bytes.toString('latin1')), `${role} is in a body of ${name}`);
      }
    }
  }
});

test('Allure results of several folders become one, and the first describes the environment', async () => {
  const allure = ['a', 'b'].map((name) => join(directory, name));
  for (const folder of allure) {
    await mkdir(folder);
    await writeFile(join(folder, `${folder === allure[0] ? 1 : 2}-result.json`), '{}');
    await writeFile(join(folder, 'environment.properties'), folder);
  }
  const paths = await writeReport(report, { directory, newId: randomUUID, allure });
  const results = join(paths.directory, 'allure-results');
  assert.deepEqual((await readdir(results)).sort(), ['1-result.json', '2-result.json', 'environment.properties']);
  assert.equal(await readFile(join(results, 'environment.properties'), 'utf8'), allure[0]);
});

test('links in Allure results of others are not followed and not copied', async () => {
  const [mine, linked, results] = ['mine', 'linked', 'results'].map((name) => join(directory, name)) as [string, string, string];
  for (const folder of [mine, results]) await mkdir(folder);
  await writeFile(join(mine, 'key'), 'mine');
  await writeFile(join(results, '1-result.json'), '{}');
  await symlink(mine, linked);
  await symlink(mine, join(results, 'folder'));
  await symlink(join(mine, 'key'), join(results, 'file'));
  const paths = await writeReport(report, { directory, newId: randomUUID, allure: [linked, results] });
  assert.deepEqual(await readdir(join(paths.directory, 'allure-results')), ['1-result.json']);
  assert.deepEqual(await readdir(mine), ['key']);
});

test('a report that breaks its schema is not written at all', async () => {
  const unfit = { ...report, run: { ...report.run, id: '../outside' } };
  await assert.rejects(writeReport(unfit, { directory, newId: randomUUID }), (error) => {
    assert.ok(error instanceof Error && error.name === 'ReportUnfit');
    assert.match(error.message, /\/run\/id/);
    return true;
  });
  assert.deepEqual(await readdir(directory), []);
});

test('a run that has a report already is refused, and the report stays as it was', async () => {
  const first = await writeReport(report, { directory, newId: randomUUID });
  const before = await readFile(first.json, 'utf8');
  await assert.rejects(writeReport({ ...report, run: { ...report.run, seed: 1 } }, { directory, newId: randomUUID }), /already/);
  assert.equal(await readFile(first.json, 'utf8'), before);
});

test('when writing fails, nothing half-written is left', async () => {
  // A file has the name of the folder in which the next report has to be made.
  await writeFile(join(directory, `.${report.run.id}-taken`), '');
  await assert.rejects(writeReport(report, { directory, newId: () => 'taken' }));
  assert.deepEqual(
    (await readdir(directory)).filter((name) => name === report.run.id || name === 'latest'),
    [],
  );
});
