import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileJournal, readJournal } from './journal.ts';

test('a journal is read as it was written, without a line that was cut', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-journal-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'journal');
  assert.deepEqual(readJournal(file), []);
  const journal = fileJournal(file, (text) => text);
  journal.append({ kind: 'post' });
  journal.append({ kind: 'created', path: '/v3/deposits', invoiceId: 'I', id: '3000000001' });
  writeFileSync(file, '{"kind":"cre', { flag: 'a' });
  assert.deepEqual(readJournal(file), [{ kind: 'post' }, { kind: 'created', path: '/v3/deposits', invoiceId: 'I', id: '3000000001' }]);
});

test('an entry that is not of a journal is named with its line', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-journal-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'journal');
  writeFileSync(file, '{"kind":"post"}\n{"kind":"created"}\n');
  assert.throws(() => readJournal(file), /journal, line 2 does not fit its schema: /);
});
