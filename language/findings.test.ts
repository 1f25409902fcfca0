import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingIds } from '../core/verdict/finding.ts';
import { findingText } from './sentences.ts';

test('every finding says something, and nothing of its template is left', () => {
  for (const id of findingIds) {
    const { says, next } = findingText({ subject: 'target.url', state: 'wrong', id, values: { why: 'It did not work.' } });
    for (const text of [says, ...(next === undefined ? [] : [next])]) {
      assert.match(text, /^[A-Z?"].*[.?]$/, `${id}: ${text}`);
      assert.doesNotMatch(text, /[{}[\]]/, id);
    }
  }
});

test('a finding has the words of the contract', () => {
  const finding = {
    subject: 'recipes.countDeposits',
    state: 'wrong',
    id: 'recipe-miscounts',
    values: { recipe: 'countDeposits', count: 2 },
  } as const;
  assert.equal(
    findingText(finding, { resources: 'parcels', reference: 'label' }).says,
    'The recipe countDeposits counts parcels under a new label, which nobody has used: 2.',
  );
});

test('values and the subject fill their places; what is absent is left out, and what is not printable is an escape', () => {
  const { says, next } = findingText({ subject: 'target.url', state: 'wrong', id: 'redirected', values: { path: '/v3/é', status: 302 } });
  assert.equal(says, 'The target answers /v3/\\u{e9}⟨c3 a9⟩ with a redirect (302).');
  assert.match(next ?? '', /Set target\.url to the base URL/);
});
