import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allure } from './allure.ts';
import { exampleFacts } from './example.ts';
import { buildReport } from './report.ts';

const report = buildReport(exampleFacts());

function files(): ReturnType<typeof allure> {
  let ids = 0;
  return allure(report, () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`);
}

interface Result {
  readonly uuid: string;
  readonly historyId: string;
  readonly fullName: string;
  readonly status: string;
  readonly attachments: readonly { readonly source: string }[];
  readonly start: number;
  readonly stop: number;
}

const results = files()
  .filter(({ name }) => name.endsWith('-result.json'))
  .map(({ name, content }) => ({ name, result: JSON.parse(content) as Result }));

test('a result per clause and subject, named by its uuid, with statuses that Allure knows', () => {
  assert.equal(
    results.length,
    report.clauses.reduce((sum, clause) => sum + Math.max(1, clause.subjects.length), 0),
  );
  for (const { name, result } of results) {
    assert.equal(name, `${result.uuid}-result.json`);
    assert.ok(['passed', 'failed', 'broken', 'skipped'].includes(result.status));
    assert.ok(result.stop >= result.start);
  }
  const statusOf = (fullName: string): string | undefined => results.find(({ result }) => result.fullName === fullName)?.result.status;
  assert.deepEqual(['SIG-01:createDeposit', 'SIG-02:createDeposit', 'SIG-02:createRefund', 'IDM-07', 'IDM-04', 'IDM-20'].map(statusOf), [
    'passed',
    'failed',
    'passed',
    'broken',
    'skipped',
    'skipped',
  ]);
});

test('uuids differ, and a clause keeps its history over runs', () => {
  assert.equal(new Set(results.map(({ result }) => result.uuid)).size, results.length);
  assert.equal(new Set(results.map(({ result }) => result.historyId)).size, results.length);
  const again = files().find(({ content }) => content.includes('"fullName": "SIG-02:createDeposit"'));
  assert.ok(again?.content.includes(results.find(({ result }) => result.fullName === 'SIG-02:createDeposit')?.result.historyId ?? 'none'));
});

test('every attachment is there', () => {
  const names = new Set(files().map(({ name }) => name));
  const sources = results.flatMap(({ result }) => result.attachments.map(({ source }) => source));
  assert.ok(sources.length > 0);
  for (const source of sources) assert.ok(names.has(source), source);
});
