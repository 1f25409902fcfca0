import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weakReasons } from './weak.ts';

const cut = (left: number, of: number): string => `weak: ${left} of ${of} calls were left out; raise --runs`;

test('clauses that are weak for one reason are one entry, with the range of each number', () => {
  const weak = [
    { clause: 'AUT-01', level: 'must', why: [cut(9, 167)] },
    { clause: 'SIG-03', level: 'must', why: [cut(5, 63), cut(10, 63)] },
    { clause: 'CLK-03', level: 'must', why: ['weak: deposits not counted; add recipes.countDeposits', cut(3, 60)] },
  ] as const;
  assert.deepEqual(weakReasons(weak), [
    { why: '3–10 of 60–167 calls were left out; raise --runs', clauses: [...weak] },
    { why: 'deposits not counted; add recipes.countDeposits', clauses: [weak[2]] },
  ]);
});

test('a number that is the same everywhere is written once, and a name with a digit stays', () => {
  const why = ['weak: 2 of 4 keys, SHA-256; wait 60 s'];
  const weak = [
    { clause: 'AUT-01', level: 'must', why },
    { clause: 'AUT-02', level: 'should', why },
  ] as const;
  assert.deepEqual(weakReasons(weak), [{ why: '2 of 4 keys, SHA-256; wait 60 s', clauses: [...weak] }]);
  assert.deepEqual(weakReasons([]), []);
});
