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
