import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn, mutated, mutationsOf } from './mutation.ts';

const source = `import type { Answer } from './answer.ts';

/** Whether it is well && good. */
function isWell({ status }: Answer, limit: number): boolean {
  return status === 200 && limit < 5;
}

export const one = {
  clause: 'SIG-01',
  run(answer: Answer) {
    if (!isWell(answer, 3)) throw new Error('not well && not good');
    judged(answer);
  },
};

export const two = { clause: 'SIG-02', isLate: false };
`;
const found = mutationsOf('a.ts', source);
const shown = found.map(({ line, before, after, clauses }) => `${line} ${before.trim()} > ${after.trim()} ${clauses.join()}`);

test('operators, conditions, numbers and statements are changed, and texts and comments are not', () => {
  for (const one of [
    '5 === > !== SIG-01,SIG-02',
    '5 && > || SIG-01,SIG-02',
    '5 < > <= SIG-01,SIG-02',
    '5 5 > 6 SIG-01,SIG-02',
    '11 ! >  SIG-01',
    '11 (!isWell(answer, 3)) > (false) SIG-01',
    '12 judged(answer); > ; SIG-01',
    '16 false > true SIG-02',
  ])
    assert.ok(shown.includes(one), `${one} in ${shown.join('; ')}`);
  assert.ok(!found.some(({ line, before }) => line === 3 || before === '200' || (line === 11 && before === ' && ')));
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
