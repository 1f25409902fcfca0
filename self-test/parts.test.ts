import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { countsOf, longParts, partOfDay } from './parts.ts';

const parts = longParts(20_786, ['a.test.ts']);
const names = parts.map(({ name }) => name);

test('each part has a name of its own, and each its day', () => {
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(
    names.map((_, day) => partOfDay(parts, 7 * names.length + day)?.name),
    names,
  );
});

test('the slices of a part are all of it', () => {
  for (const [name, of] of names
    .flatMap((one) => [/^(.*)-1-of-(\d+)$/.exec(one) ?? []])
    .filter(([whole]) => whole !== undefined)
    .map(([, base = '', number = '']) => [base, number])) {
    assert.equal(names.filter((one) => one.startsWith(`${name}-`) && one.endsWith(`-of-${of}`)).length, Number(of), name);
  }
});

test('thirty seeds are asked, each once', () => {
  const seeds = parts.filter(({ name }) => name.startsWith('seeds-')).flatMap(({ steps }) => steps.map(({ command }) => command.at(-1)));
  assert.equal(new Set(seeds).size, 30);
});

test('no part asks a map that is not proven', () => {
  const steps = parts.flatMap(({ steps }) => steps);
  assert.deepEqual(
    steps.filter(({ command }) => command.includes('--all-clauses')),
    [],
  );
});

test('what a command says is counted, and one that fails without counting is a failure', () => {
  assert.deepEqual(countsOf('ℹ pass 12\nℹ fail 1\nℹ cancelled 1\nℹ skipped 3\n', 1), { passed: 12, failed: 2, skipped: 3 });
  assert.deepEqual(countsOf('  70 clauses: 69 passed, 1 failed\n', 1), { passed: 69, failed: 1, skipped: 0 });
  assert.deepEqual(countsOf('  135 clauses: 117 passed, 17 recorded\n', 0), { passed: 117, failed: 0, skipped: 0 });
  assert.deepEqual(countsOf('Seed 1: detection 99.0 % (99 of 100 faults), 0 false alarms (9 conforming providers)\n', 1), {
    passed: 99,
    failed: 1,
    skipped: 0,
  });
  assert.deepEqual(countsOf('mutants: 190 of 200 noticed, 3 listed with a reason, 0 not judged (seed 1)\n', 0), {
    passed: 190,
    failed: 0,
    skipped: 0,
  });
  assert.deepEqual(countsOf('ratio 0.7\n', 0), { passed: 1, failed: 0, skipped: 0 });
  assert.deepEqual(countsOf('ratio 0.5\n', 1), { passed: 0, failed: 1, skipped: 0 });
});

test('the results that are kept are of parts that there are', () => {
  const kept = JSON.parse(readFileSync(new URL('../docs/self-test.json', import.meta.url), 'utf8')) as object;
  assert.deepEqual(
    Object.keys(kept).filter((name) => !names.includes(name)),
    [],
  );
});
