import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { temporaryFolder } from '../../roles/processes/temporary-folder.ts';
import { serveTerminal } from './terminal.ts';

const script = `import { askAtTerminal } from ${JSON.stringify(new URL('terminal.ts', import.meta.url).href)};
for (const question of ['Größe?', 'Who?']) console.log(await askAtTerminal(question).catch((error) => 'not answered: ' + error.message));`;

test('a process without a terminal asks by way of the one that has it, and hears why nobody answers', async (t) => {
  const folder = temporaryFolder('terminal');
  t.after(() => folder.remove());
  const asked: string[] = [];
  const terminal = await serveTerminal(folder.path, (question) => {
    asked.push(question);
    return question === 'Who?' ? Promise.reject(new Error('no terminal is attached')) : Promise.resolve('größer');
  });
  t.after(() => terminal.close());
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, ...terminal.environment },
  });
  assert.deepEqual(stdout.trim().split('\n'), ['größer', 'not answered: no terminal is attached']);
  assert.deepEqual(asked, ['Größe?', 'Who?']);
});
