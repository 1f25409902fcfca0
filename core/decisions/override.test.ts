import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overridden } from './override.ts';

interface Decisions {
  greets(name: string): string;
  waits(): number;
}

const conforming: Decisions = { greets: (name) => `Hello ${name}`, waits: () => 1 };

test('one decision is overridden, from the conforming one; the others stay', () => {
  const decisions = overridden(conforming, { greets: (greets) => (name) => `${greets(name)}!` });
  assert.deepEqual([decisions.greets('Ana'), decisions.waits()], ['Hello Ana!', 1]);
  assert.equal(conforming.greets('Ana'), 'Hello Ana');
});

test('an override of none or of several decisions is refused', () => {
  const both = { greets: () => () => '', waits: () => () => 0 };
  assert.throws(() => overridden(conforming, both), /names one decision; this one names greets, waits/);
  assert.throws(() => overridden<Partial<Decisions>>(conforming, {} as never), /this one names none/);
});
