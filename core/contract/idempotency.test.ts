import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CallStep, Case, IdempotencyDecisions } from '../../specs/types/replay.ts';
import { noBody } from '../exchange.ts';
import { encodeUtf8 } from '../utf8.ts';
import { fingerprintOf, living, lookup } from './idempotency.ts';
import type { IdempotencyRecord } from './ledger.ts';

const table = JSON.parse(
  readFileSync(new URL('../../specs/contracts/deposits-v3/tables/replay.json', import.meta.url), 'utf8'),
) as IdempotencyDecisions;

const fingerprint = (step: CallStep): string => fingerprintOf(step.method, step.path, encodeUtf8(table.bodies[step.body] ?? ''));

function settled(call: string, print: string, since: number): IdempotencyRecord {
  // The status line is not compared here: the body names the call whose answer is kept.
  return { state: 'settled', fingerprint: print, since, response: { status: 200, headers: [], body: encodeUtf8(call) } };
}

/** Goes through a case as a conforming provider does around `lookup`: keys count on authenticated POSTs, within merchant and environment. */
function walk({ id, steps }: Case): void {
  const kept = new Map<string, IdempotencyRecord>();
  const open = new Map<string, () => void>();
  for (const step of steps) {
    if ('ends' in step) {
      open.get(step.ends)?.();
      continue;
    }
    const where = `${id}, call ${step.call}`;
    if (step.method !== 'POST') {
      assert.equal(step.expected, 'ignored', where);
      continue;
    }
    if (step.execution.stage === 'before-authentication') {
      assert.equal(step.expected, 'not-stored', where);
      continue;
    }
    if (step.key === null) {
      assert.equal(step.expected, 'executed', where);
      continue;
    }
    const place = JSON.stringify([step.environment, step.merchant, step.key]);
    const record = living(kept.get(place), step.atMs, table.lifeMs);
    const found = lookup(record, fingerprint(step), 'replay');
    assert.equal(found === 'fresh' ? 'executed' : found, step.expected, where);
    if (found === 'replayed' && record?.state === 'settled')
      assert.deepEqual(Buffer.from(record.response.body).toString(), step.answerOf, where);
    if (found !== 'fresh') continue;
    const settle = (): void => void kept.set(place, settled(step.call, fingerprint(step), step.atMs));
    if (step.staysOpen) {
      kept.set(place, { state: 'in-flight', fingerprint: fingerprint(step), since: step.atMs });
      open.set(step.call, settle);
    } else settle();
  }
}

test('replay table: every step is decided as the sources say', () => {
  assert.ok(table.cases.length > 50);
  for (const each of table.cases) walk(each);
});

test('another request under a kept key is refused or replayed, as the interpretation says (C6)', () => {
  const print = fingerprintOf('POST', '/v3/deposits', encodeUtf8('{}'));
  const other = fingerprintOf('POST', '/v3/deposits', encodeUtf8('{ }'));
  const record = settled('a', print, 0);
  const busy: IdempotencyRecord = { state: 'in-flight', fingerprint: print, since: 0 };
  assert.equal(lookup(undefined, other, 'refuse'), 'fresh');
  assert.equal(lookup(record, print, 'refuse'), 'replayed');
  assert.equal(lookup(record, other, 'refuse'), 'conflicting');
  assert.equal(lookup(record, other, 'replay'), 'replayed');
  assert.equal(lookup(busy, print, 'refuse'), 'in-flight');
  assert.equal(lookup(busy, other, 'refuse'), 'conflicting');
  assert.equal(lookup(busy, other, 'replay'), 'in-flight');
});

test('a request is recognized by method, path and body bytes', () => {
  const body = encodeUtf8('{"a":1}');
  const print = fingerprintOf('POST', '/v3/deposits', body);
  assert.equal(fingerprintOf('POST', '/v3/deposits', encodeUtf8('{"a":1}')), print);
  assert.equal(fingerprintOf('POST', '/v3/deposits/', body), print);
  const others = [
    fingerprintOf('PUT', '/v3/deposits', body),
    fingerprintOf('POST', '/v3/refunds', body),
    fingerprintOf('POST', '/v3/deposits', encodeUtf8('{"a": 1}')),
    fingerprintOf('POST', '/v3/deposits', noBody),
  ];
  assert.equal(new Set([print, ...others]).size, 5);
});

test('a record lives as long as its life, the end excluded', () => {
  const record = settled('a', '', 1000);
  assert.equal(living(record, 1999, 1000), record);
  assert.equal(living(record, 2000, 1000), undefined);
  assert.equal(living(undefined, 0, 1000), undefined);
});
