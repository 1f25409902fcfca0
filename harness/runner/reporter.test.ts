import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import type { Report } from '../../reports/report.ts';
import type { RunFile } from '../../specs/types/run-file.ts';
import { endMessage } from './playwright.ts';
import { environmentOf } from './run-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'reporter-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A process with a reporter, which begins when it is sent `begin`, and is interrupted as Playwright is. */
const script = join(folder, 'reporting.mjs');
writeFileSync(
  script,
  `import Reporter from ${JSON.stringify(new URL('reporter.ts', import.meta.url).href)};
const reporter = new Reporter();
process.on('SIGINT', async () => {
  if (process.argv.includes('never-closes')) return;
  await reporter.onEnd({ status: 'interrupted' });
  process.exit(0);
});
process.on('message', (message) => {
  if (message === 'begin') reporter.onBegin({ projects: [], rootDir: ${JSON.stringify(folder)} }, { allTests: () => [] });
});
process.send('ready');
setInterval(() => {}, 1000);`,
);

const runIn = (reports: string): RunFile => ({
  id: 'run',
  startedAt: Date.now(),
  version: '0.1.0',
  contractId: 'deposits-v3',
  mode: 'run',
  level: 'full',
  contract: { title: 'a contract', version: '3', digest: 'abc' },
  profile: 'onekey',
  seed: 7,
  reports,
  parties: [{ role: 'provider', circumstances: [], scale: 1, timeLimitMs: 1000, options: [] }],
  complete: true,
});

for (const sent of [
  [endMessage, 'begin'],
  ['begin', endMessage],
]) {
  test(`a run reports when it is sent ${sent.join(', then ')}`, async () => {
    const run: RunFile = { ...runIn(folder), id: sent.join('-') };
    const file = join(folder, `${run.id}.json`);
    writeFileSync(file, JSON.stringify(run));
    const child = fork(script, { silent: true, env: { ...environmentOf(file, folder) } });
    const exited = once(child, 'exit');
    await once(child, 'message');
    for (const message of sent) child.send(message);
    assert.deepEqual(await exited, [0, null]);
    const report = JSON.parse(readFileSync(join(folder, run.id, 'report.json'), 'utf8')) as Report;
    assert.deepEqual([report.decision.name, report.run.finished], ['incomplete', false]);
  });
}

test('a run that ends early reports before its workers have closed what they opened', async () => {
  const run: RunFile = { ...runIn(folder), id: 'early' };
  const file = join(folder, 'early.json');
  writeFileSync(file, JSON.stringify(run));
  const child = fork(script, ['never-closes'], { silent: true, env: { ...environmentOf(file, folder) } });
  const exited = once(child, 'exit');
  await once(child, 'message');
  child.send('begin');
  child.send(endMessage);
  let out = '';
  for await (const some of child.stdout ?? assert.fail()) {
    out += some;
    if (out.includes('report.json')) break;
  }
  assert.equal(child.exitCode, null);
  child.kill('SIGKILL');
  await exited;
  const report = JSON.parse(readFileSync(join(folder, 'early', 'report.json'), 'utf8')) as Report;
  assert.equal(report.run.finished, false);
});

test('where the folder of reports has no room, the verdicts are printed, and what was lost is said', async () => {
  const place = join(folder, 'full');
  writeFileSync(place, 'a file where the folder of the reports was');
  const file = join(folder, 'lost.json');
  writeFileSync(file, JSON.stringify({ ...runIn(place), id: 'lost' }));
  const child = fork(script, { silent: true, env: { ...environmentOf(file, folder) } });
  const [out, err] = [child.stdout, child.stderr].map((stream) => text(stream ?? assert.fail()));
  await once(child, 'message');
  child.send('begin');
  child.send(endMessage);
  await once(child, 'exit');
  assert.match((await out) ?? '', /^Incomplete .*/m);
  assert.match((await err) ?? '', /The report could not be written to \S+full \(E[A-Z]+\)/);
  assert.doesNotMatch((await err) ?? '', /\n {4}at /);
});
