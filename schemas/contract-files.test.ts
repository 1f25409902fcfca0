import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFile, readProfiles, readTable } from './contract-files.ts';

test('a member that is given twice is refused, at any depth', () => {
  for (const [text, name] of [
    ['a: 1\na: 2', 'a'],
    ['a: 1\nb:\n  - { c: 1, "c": 2 }', 'c'],
    ['{"a": 1, "__proto__": 2, "__proto__": 3}', '__proto__'],
  ])
    assert.throws(() => parseFile('scheme.yaml', text ?? ''), { message: `scheme.yaml name-given-twice ${JSON.stringify({ name })}` });
});

test('the time for a file grows as its names do', () => {
  const secondsOf = (names: number): number => {
    const text = Array.from({ length: names }, (_, at) => `k${at}: 1\n`).join('');
    const began = process.cpuUsage();
    assert.equal(Object.keys(parseFile('openapi.yaml', text) as object).length, names);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1e6;
  };
  secondsOf(2000);
  // Eight times the names: about eight times the time, and 64 times where each name is compared with each other one.
  assert.ok(secondsOf(16_000) < 24 * secondsOf(2000));
});

test('a file that takes time or memory without measure is refused by its name', () => {
  for (const text of ['a: &a [*a]', '['.repeat(50_000)]) {
    assert.throws(() => readTable('words.yaml', text), { message: /^words\.yaml yaml-without-measure/ });
    assert.throws(() => readProfiles(new Map([['mine', text]])), { message: /^profiles\/mine\.yaml yaml-without-measure/ });
  }
});
