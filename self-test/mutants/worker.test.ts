import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { MutantAnswer, MutantEnd, MutantWork } from './worker.ts';

const root = join(import.meta.dirname, '..', '..');
const urlOf = (file: string): string => pathToFileURL(join(root, file)).href;
const file = 'suites/key-use/mails.ts';
const code = stripTypeScriptTypes(readFileSync(join(root, file), 'utf8'));
const importers = [file, 'suites/key-use/catalogue.ts', 'self-test/parties.ts'].map(urlOf);
const worker = new Worker(new URL('./worker.ts', import.meta.url));
after(() => worker.terminate());

let asked = 0;

/** What becomes of the module with other code, and how many counterparts were compared. */
async function endOf(clause: ClauseId, code: string): Promise<{ readonly end: MutantEnd; readonly compared: number }> {
  asked += 1;
  const work: MutantWork = { number: asked, url: urlOf(file), code, importers, party: 'key-use', clauses: [clause], known: new Map() };
  worker.postMessage(work);
  for (let compared = 0; ; compared += 1) {
    const [answer] = (await once(worker, 'message')) as [MutantAnswer];
    if ('end' in answer) return { end: answer.end, compared };
  }
}

const changed = (before: string, now: string): string => {
  assert.equal(code.split(before).length, 2, `${before} is there once`);
  return code.replace(before, () => now);
};

test('a judge that is left out is noticed by the verdict on a fault', async () => {
  const { end } = await endOf('USE-02', changed('if (count > before)', 'if (false)'));
  assert.ok('what' in end && end.what === 'verdict' && end.by.startsWith('fault '), JSON.stringify(end));
});

test('a case that is left out is noticed by what was recorded', async () => {
  const { end } = await endOf('USE-02', changed('run.countCases(2);', 'run.countCases(1);'));
  assert.ok('what' in end && end.what === 'record', JSON.stringify(end));
});

test('the same code is not noticed by any counterpart: two runs of one seed record the same', async () => {
  const { end, compared } = await endOf('USE-02', `${code}\n`);
  assert.deepEqual(end, { by: undefined });
  assert.ok(compared > 10, `${compared} were compared`);
});

test('code that does not load is not judged', async () => {
  const { end } = await endOf('USE-02', `${code}\n)`);
  assert.ok('unjudged' in end, JSON.stringify(end));
});
