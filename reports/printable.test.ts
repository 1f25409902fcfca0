import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleFacts, wholeFacts } from './example.ts';
import { unprintableIn } from './printable.ts';
import { buildReport } from './report.ts';

test('our own reports have no character that changes how a terminal shows them; with one in any text or name a report is refused', () => {
  for (const facts of [exampleFacts(), wholeFacts('receiver', { 'RCV-03': { verdict: 'fail' } })]) {
    const report = buildReport(facts);
    assert.equal(unprintableIn(report), undefined);
    for (const text of ['\u001b[2J', '\u0007', '\u009b1m', 'a\nb', '\u202e', '\u200b']) {
      assert.equal(unprintableIn({ ...report, profile: { ...report.profile, title: text } })?.pointer, '/profile/title');
      assert.equal(unprintableIn({ ...report, target: { ...report.target, [text]: 'x' } })?.pointer, '/target');
    }
  }
});
