import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Failed, rootCauses } from './root-causes.ts';

const rows = {
  brokenWith: new Map([
    ['B', ['A']],
    ['C', ['B']],
    ['D', ['A', 'C']],
  ]),
  judgedAfter: new Map([
    ['B', ['A', 'E']],
    ['E', ['B']],
  ]),
};

const of = (text: string): Failed[] =>
  text.split(' ').map((word) => ({ id: word.slice(0, 1), state: word.endsWith('w') ? 'warned' : word.endsWith('o') ? 'open' : 'failed' }));

const found = (text: string): string =>
  rootCauses(of(text), rows)
    .map(({ clause, dependents }) => `${clause}(${dependents.join('')})`)
    .join(' ');

test('what depends on another broken clause is folded under it, through any number of steps', () => {
  assert.equal(found('A B C D'), 'A(BCD)');
  assert.equal(found('B C'), 'B(C)');
  // Nothing between A and C is broken, so each is corrected separately.
  assert.equal(found('A C'), 'A() C()');
  assert.equal(found('C D'), 'C(D)');
});

test('a failure does not depend on a warning, and failures come first', () => {
  assert.equal(found('Aw B'), 'B() A()');
  assert.equal(found('A Bw'), 'A(B)');
  assert.equal(found('Aw Bw C'), 'C() A(B)');
});

test('what could not be judged is named where it depends on a broken clause, and is never a cause', () => {
  assert.equal(found('A Eo'), 'A()');
  assert.equal(found('A B Eo'), 'A(BE)');
  assert.equal(found('E Bo'), 'E(B)');
  assert.equal(found('Ao Bo'), '');
});

test('every broken clause is in the result exactly once', () => {
  const ids = ['A', 'B', 'C', 'D', 'E'];
  for (let set = 1; set < 2 ** ids.length; set += 1) {
    const broken = ids.filter((_, at) => set & (2 ** at));
    const all = rootCauses(of(broken.join(' ')), rows).flatMap(({ clause, dependents }) => [clause, ...dependents]);
    assert.deepEqual(all.toSorted(), broken);
  }
});
