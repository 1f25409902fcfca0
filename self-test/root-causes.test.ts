import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Failed, rootCauses } from '../core/verdict/root-causes.ts';
import { clauses } from '../specs/clauses/catalogue.ts';
import { dependencies } from '../specs/dependencies.ts';

/** Counterpart → the results of its clauses, as `SIG-01 caught, SIG-04 caught`. */
const detected = JSON.parse(readFileSync(new URL('invariants/detected.json', import.meta.url), 'utf8')) as Readonly<Record<string, string>>;

const broken = (text: string): readonly Failed[] =>
  text
    .split(', ')
    .map((one) => one.split(' '))
    .filter(([, came]) => came === 'caught')
    .map(([id = '']) => ({ id, state: 'failed' }));

test('of a known fault that breaks several clauses, one comes first in seven of eight', () => {
  const several = Object.entries(detected)
    .map(([fault, text]) => [fault, broken(text)] as const)
    .filter(([, failed]) => failed.length > 1);
  const split = several.filter(([, failed]) => rootCauses(failed, dependencies).length > 1).map(([fault]) => fault);
  assert.ok(several.length > 50 && split.length <= several.length / 8, `${split.length} of ${several.length}: ${split.join(', ')}`);
});

test('where all of a receiver is broken, at most six clauses come first', () => {
  const failed = clauses.filter(({ party }) => party === 'receiver').map(({ id }): Failed => ({ id, state: 'failed' }));
  assert.ok(rootCauses(failed, dependencies).length <= 6, JSON.stringify(rootCauses(failed, dependencies)));
});
