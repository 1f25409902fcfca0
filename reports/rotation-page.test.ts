import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wholeFacts } from './example.ts';
import { buildReport } from './report.ts';
import { rotationPage } from './rotation-page.ts';

const askedAt = Date.UTC(2026, 5, 1);

test('the page of a rotation begins with the decision and what to do now, and names verdicts as reports do', async () => {
  const page = await rotationPage({
    report: buildReport(wholeFacts('sender', { 'NTF-02': { verdict: 'fail' } })),
    polls: [
      { set: 'old', sentAt: askedAt + 1000, answeredAt: askedAt + 1100, taken: true, seen: '201' },
      { set: 'new', sentAt: askedAt + 1200, answeredAt: askedAt + 1300, taken: false, seen: '401 <b>' },
    ],
    rolled: { askedAt, answeredAt: askedAt + 400 },
    clockMs: 250,
    sets: { old: 'abcd', fresh: 'ef01' },
    lost: 0,
    operations: [{ id: 'createDeposit', before: 201, after: '201', same: true }],
    difference: 'nothing',
    next: ['Delete the old set.'],
  });
  const order = [
    'Rotation of keys: Not certified',
    'Delete the old set.',
    'Both sets over time',
    'refused (401 &lt;b&gt;)',
    '<td>Failed</td>',
    'createDeposit',
  ];
  const places = order.map((text) => page.indexOf(text));
  assert.ok(!places.includes(-1), `Not on the page: ${order[places.indexOf(-1)]}`);
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
  );
  assert.doesNotMatch(page, /<td>(pass|fail)<\/td>/);
});
