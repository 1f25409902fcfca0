import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Guards, heldAgainst, medianOf, requestsIn, secondsIn } from './guard.ts';
import committed from './guards.json' with { type: 'json' };

const guards: Guards = { time: { figure: 100, why: 'first', on: 'linux-x64' }, count: { figure: 10, why: 'first' } };

test('a figure that is up to 20 % worse holds, and one that is worse, or was not measured, does not', () => {
  assert.equal(heldAgainst(guards, 'linux-x64', { time: 120, count: 5 }).held, true);
  assert.equal(heldAgainst(guards, 'linux-x64', { time: 121, count: 10 }).held, false);
  assert.equal(heldAgainst(guards, 'linux-x64', { time: 100, count: 12.1 }).held, false);
  assert.match(heldAgainst(guards, 'linux-x64', { time: 100 }).text, /Guard count: RED, nothing was measured/);
  assert.match(heldAgainst(guards, 'linux-x64', { time: 150, count: 10 }).text, /Guard time: 150\.0, committed 100 \(\+50\.0 %\), RED/);
  assert.equal(heldAgainst(guards, 'linux-x64', { time: Number.NaN, count: 10 }).held, false);
});

test('a time of another kind of machine is not judged', () => {
  const { text, held } = heldAgainst(guards, 'darwin-arm64', { time: 500, count: 10 });
  assert.equal(held, true);
  assert.match(text, /not judged: the figure is of linux-x64/);
});

test('requests are read from the last line of each matrix', () => {
  const lines = ['provider', 'client'].map(
    (party, index) => `0 false alarms (9 conforming ${party}s), ${index}5.5 requests for each detected fault.\n`,
  );
  assert.deepEqual(requestsIn(lines.join('')), {
    'requests for each detected fault of a provider': 5.5,
    'requests for each detected fault of a client': 15.5,
  });
});

test('the times of a shell are those of itself and of what it waited for', () => {
  assert.equal(secondsIn('0m0.00s 0m0.25s\n1m30.50s 0m1.25s\n'), 92);
  assert.equal(medianOf([3, 1, 2]), 2);
});

test('every committed figure says why', () => {
  for (const [name, { figure, why }] of Object.entries(committed)) assert.ok(figure > 0 && why.length > 20, name);
});
