import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTurn } from './turns.ts';

test('what several say at once is printed in their order, the first that goes on at once', () => {
  let heard = '';
  const turns = inTurn((text) => {
    heard += text;
  });
  const [first, second, third] = [0, 1, 2].map((at) => turns.by(at));
  second?.('b1 ');
  first?.('a1 ');
  third?.('c1 ');
  assert.equal(heard, 'a1 ');
  turns.ended(2);
  assert.equal(heard, 'a1 ');
  turns.ended(0);
  assert.equal(heard, 'a1 b1 ');
  second?.('b2 ');
  assert.equal(heard, 'a1 b1 b2 ');
  turns.ended(1);
  assert.equal(heard, 'a1 b1 b2 c1 ');
});
