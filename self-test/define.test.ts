import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineConforming, defineFaults } from './define.ts';

interface Decisions {
  greets(name: string): string;
  waits(): number;
}

const shouts = { title: 'It shouts.', breaks: ['SIG-01'] as const };

test('a fault has the key of its entry as id, and all that the entry says', () => {
  const [fault] = defineFaults<Decisions>({
    'names-in-capitals': {
      ...shouts,
      row: 'S01',
      requires: ['C24'],
      override: { greets: (conforming) => (name) => conforming(name.toUpperCase()) },
    },
  });
  assert.deepEqual(
    [fault?.id, fault?.title, fault?.breaks, fault?.row, fault?.requires],
    ['names-in-capitals', 'It shouts.', ['SIG-01'], 'S01', ['C24']],
  );
});

test('an entry that overrides two decisions is refused', () => {
  const both = { greets: () => () => '', waits: () => () => 0 };
  assert.throws(
    () => defineFaults<Decisions>({ 'two-at-once': { ...shouts, override: both } }),
    /one decision; this one names greets, waits/,
  );
  assert.throws(() => defineConforming<Decisions>({ 'two-at-once': { title: 'Two.', override: both } }), /one decision/);
});

test('a conforming variant has an interpretation or an override of its own', () => {
  const table = {
    'another-interpretation': { title: 'C24.', interpretations: { C24: 'any-2xx' } as const },
    'another-choice': { title: 'It waits.', override: { waits: () => () => 5 } },
  };
  assert.deepEqual(
    defineConforming<Decisions>(table).map(({ id }) => id),
    ['another-interpretation', 'another-choice'],
  );
  assert.throws(() => defineConforming<Decisions>({ same: { title: 'Nothing.' } }), /same chooses nothing/);
  assert.throws(() => defineConforming<Decisions>({ same: { title: 'Nothing.', interpretations: {} } }), /same chooses nothing/);
});
