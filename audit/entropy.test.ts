import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entropyOf } from './entropy.ts';

test('drawn keys have enough that cannot be foreseen', () => {
  assert.ok(entropyOf('803bfbbb-a182-4a9f-a5b1-1453e85de1a5', 'inv1', ['0f8e1c1e-5b1a-4d1e-9a39-6f1f3c1f7e11']) > 100);
  assert.ok(entropyOf('08f37232d4c59337ba760ef4d5f9b5e6', undefined, []) > 100);
  assert.ok(entropyOf('V1StGXR8Z5jdHi6BmyT4', undefined, []) > 100);
});

test('counters, clocks, repeated characters and the invoice itself have little', () => {
  const low: readonly (readonly [key: string, invoice: string | undefined, others: readonly string[]])[] = [
    ['deposit-key-000000000002', undefined, ['deposit-key-000000000001']],
    ['1763744671823', undefined, []],
    ['inv2064653975280', 'inv2064653975280', []],
    ['deposit-inv2064653975280', 'inv2064653975280', []],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', undefined, []],
    ['1', undefined, []],
  ];
  for (const [key, invoice, others] of low) assert.ok(entropyOf(key, invoice, others) < 48, `${key}: ${entropyOf(key, invoice, others)}`);
});

test('keys that begin with the time are drawn too, also where some were made within one tick of it', () => {
  const ulids = ['01KAK3Y7Q0ZV4T6D2M8W5RXJ1B', '01KAK3Y7Q0ZV4T6D2M8W5RXJ1C', '01KAK3YA2M9H3E7C1N5P0SGQ8F', '01KAK3YD5TB6R2X9K4J7V1WZ0M'];
  for (const key of ulids)
    assert.ok(
      entropyOf(
        key,
        undefined,
        ulids.filter((other) => other !== key),
      ) > 48,
    );
  assert.ok(entropyOf('019cbf2a-1d4e-7a9f-a5b1-1453e85de1a5', undefined, ['019cbf2a-1d4e-7d1e-9a39-6f1f3c1f7e11']) > 48);
  const counted = ['deposit-key-000000000001', 'deposit-key-000000000002', 'deposit-key-000000000103', 'deposit-key-000000000104'];
  for (const key of counted)
    assert.ok(
      entropyOf(
        key,
        undefined,
        counted.filter((other) => other !== key),
      ) < 48,
    );
});

test('each character counts as drawn from the narrowest alphabet of its key', () => {
  for (const [key, size] of [
    ['0123456789', 10],
    ['0123456789abcdef', 16],
    ['0123456789ABCDEF', 16],
    ['0123456789abcdefghijklmnopqrstuvwxyz', 36],
    ['0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', 36],
    ['0123456789-Zz', 62],
  ] as const)
    assert.equal(entropyOf(key, undefined, []), key.replace('-', '').length * Math.log2(size), key);
});
