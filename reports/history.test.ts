import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf } from '../schemas/contracts.ts';
import schema from '../schemas/night.schema.json' with { type: 'json' };
import { readBack } from '../schemas/read-back.ts';
import type { Night } from '../specs/types/night.ts';
import { wholeFacts } from './example.ts';
import { clauseHistories, measurementHistories, nightOf } from './history.ts';
import { historyPage } from './history-page.ts';
import { buildReport, type ShownOutcome } from './report.ts';

/** A night on which a clause had that verdict, as it is read again. */
function night(day: number, verdict: ShownOutcome['verdict'], seen = '300 s'): Night {
  const facts = wholeFacts('sender', { 'NTF-02': { verdict }, 'NTF-10': { observations: [{ subject: 'window', seen }] } });
  const startedAt = Date.UTC(2026, 5, day);
  const report = buildReport({ ...facts, run: { ...facts.run, id: `night-${day}`, startedAt, endedAt: startedAt + 1000 } });
  return readBack('A night', JSON.parse(JSON.stringify(nightOf(report, report.decision.exitCode))), schema);
}

test('a clause is red since the first night of its last row of failures', () => {
  const nights = [night(1, 'fail'), night(2, 'pass'), night(3, 'fail'), night(4, 'indeterminate'), night(5, 'fail'), night(6, 'fail')];
  const [first] = clauseHistories(nights);
  assert.deepEqual(first, { clause: 'NTF-02', verdict: 'fail', redSince: '2026-06-05T00:00:00.000Z', nights: 6, red: 4, inconclusive: 1 });
  const [green] = clauseHistories([...nights, night(7, 'pass')]);
  assert.deepEqual([green?.clause, green?.redSince, green?.red], ['NTF-02', undefined, 4]);
});

test('a value is listed once in a row, with the night of its first time', () => {
  const [window] = measurementHistories([night(1, 'pass'), night(2, 'pass', '310 s'), night(3, 'pass', '310 s')]);
  assert.deepEqual(window?.seen, [
    { since: '2026-06-02T00:00:00.000Z', seen: '310 s' },
    { since: '2026-06-01T00:00:00.000Z', seen: '300 s' },
  ]);
});

test('a line that is not a night is refused, with the member that does not fit', () => {
  const { seed: _, ...unseeded } = night(1, 'pass');
  assert.throws(
    () => readBack('history.jsonl, line 1', unseeded, schema),
    /^Error: history\.jsonl, line 1 does not fit its schema: .*seed/,
  );
});

test('the page has a row for each night and each clause', () => {
  const page = historyPage([night(1, 'pass'), night(2, 'fail')], contractOf('deposits-v3').words);
  assert.match(page, /night-2\/index\.html/);
  assert.match(page, /NTF-02[\s\S]*2026-06-02 00:00/);
  assert.doesNotMatch(page, /\{\w+\}/);
});
