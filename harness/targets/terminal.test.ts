import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../../roles/processes/temporary-folder.ts';
import { askOver, serveTerminal } from './terminal.ts';

test('a process without a terminal asks by way of the one that has it, and hears why nobody answers', async (t) => {
  const folder = temporaryFolder('terminal');
  t.after(() => folder.remove());
  const asked: string[] = [];
  const terminal = await serveTerminal(folder.path, (question) => {
    asked.push(question);
    return question === 'Who?' ? Promise.reject(new Error('no terminal is attached')) : Promise.resolve('größer');
  });
  t.after(() => terminal.close());
  const [path = ''] = Object.values(terminal.environment);
  assert.equal(await askOver(path, 'Größe?'), 'größer');
  await assert.rejects(askOver(path, 'Who?'), { message: 'no terminal is attached' });
  assert.deepEqual(asked, ['Größe?', 'Who?']);
});
