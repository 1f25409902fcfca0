import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn, mutated, mutationsOf } from './mutation.ts';
import { reach } from './reach.ts';

const source = `import type { Answer } from './answer.ts';
import { isCalm } from './shared/calm.ts';

/** Whether it is well && good. */
function isWell({ status }: Answer, limit: number): boolean {
  return status === 200 && limit < 5;
}

export const one = {
  clause: 'SIG-01',
  run(answer: Answer) {
    if (!isWell(answer, 3)) throw new Error('not well && not good');
    judged(answer);
    run.countCases(1);
  },
};

const weigh = (answer: Answer) => isCalm(answer) && answer.weight > 1;

export const two = { clause: 'SIG-02', isLate: false, weigh };

export const more = [
  answerTest('SIG-03', 9),
];
`;
const helper = `/** What two suites share. */
export const isCalm = (answer: Answer): boolean => answer.calm > 7;
`;
const reached = reach(
  new Map([
    ['a.ts', source],
    ['shared/calm.ts', helper],
  ]),
);
const found = mutationsOf('a.ts', source, (at) => reached('a.ts', at));
const shown = found.map(({ line, before, after, clauses }) => `${line} ${before.trim()} > ${after.trim()} ${clauses.join()}`);

test('operators, conditions, numbers and statements are changed, and texts and comments are not', () => {
  for (const one of [
    '6 === > !== SIG-01',
    '6 && > || SIG-01',
    '6 < > <= SIG-01',
    '6 5 > 10 SIG-01',
    '12 ! >  SIG-01',
    '12 (!isWell(answer, 3)) > (false) SIG-01',
    '12 3 > 4 SIG-01',
    '13 judged(answer); > ; SIG-01',
    '20 false > true SIG-02',
    '23 9 > 18 SIG-03',
  ])
    assert.ok(shown.includes(one), `${one} in ${shown.join('; ')}`);
  assert.ok(
    !found.some(
      ({ line, before, after }) => line === 4 || (line === 14 && after === ';') || before === '200' || (line === 12 && before === ' && '),
    ),
  );
});

test('a change of a helper is asked by the clauses that reach it, over other helpers and modules', () => {
  assert.deepEqual(reached('a.ts', source.indexOf('answer.weight')), ['SIG-02']);
  assert.deepEqual(reached('shared/calm.ts', helper.indexOf('> 7')), ['SIG-02']);
});

test('a module that wraps the tests of others is asked by its own clauses', () => {
  const wrapper = `const watch = (answer: Answer) => look(answer, 2);\nexport const seen = { clause: 'SIG-04', watch: 3 };\nconst last = 4;\n`;
  assert.deepEqual(reach(new Map([['w.ts', wrapper]]))('w.ts', wrapper.indexOf('4;')), ['SIG-04']);
});

test('a mutant is the module with one change and without types', () => {
  const change = found.find(({ before }) => before === ' === ') ?? assert.fail();
  const code = mutated(source, change);
  assert.ok(code.includes('return status !== 200 && limit < 5;'));
  assert.ok(!code.includes('boolean'));
});

test('a seed draws the same mutants again, and another seed others', () => {
  assert.deepEqual(drawn(found, '1', 4), drawn(found.toReversed(), '1', 4));
  assert.notDeepEqual(drawn(found, '1', 4), drawn(found, '2', 4));
  assert.equal(new Set(drawn(found, '1', 100)).size, found.length);
});
