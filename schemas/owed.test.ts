import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Judging } from '../specs/clauses/catalogue.ts';
import { bestOf, type Circumstance, type Mode, owedBy, type Terms } from '../specs/owed.ts';
import { profileOf } from '../specs/profile.ts';
import { contractOf } from './contracts.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const strict = profileOf(contract, 'strict') ?? onekey;
const clauses = [...onekey.clauses.values()];
const parties = ['provider', 'client', 'receiver', 'sender'] as const;

function owed(changed: Partial<Terms>, profile: Judging = onekey): readonly string[] {
  return owedBy({ mode: 'certify', extent: 'full', parties, circumstances: [], ...changed }, profile).map(({ id }) => id);
}

test('a certificate owes every must, at level full every should, and no observe', () => {
  const circumstances: readonly Circumstance[] = ['rotation', 'second-environment', 'sources', 'refunds', 'own-refunds'];
  const at = (...levels: readonly string[]) => clauses.filter(({ level }) => levels.includes(level)).map(({ id }) => id);
  assert.deepEqual(owed({ circumstances }), at('must', 'should'));
  assert.deepEqual(owed({ circumstances, extent: 'core' }), at('must'));
  assert.deepEqual(
    owed({ parties: ['client'], extent: 'core' }),
    clauses.filter(({ party, level }) => party === 'client' && level === 'must').map(({ id }) => id),
  );
  assert.ok(!owed({ parties: ['receiver'], extent: 'core' }).includes('RCV-11'));
  assert.ok(owed({ parties: ['receiver'], extent: 'core' }, strict).includes('RCV-11'), 'a raised level counts');
});

test('what is about a rotation, a second environment, sources or refunds is owed where they are configured', () => {
  const about = {
    'ROT-05': 'rotation',
    'ENV-06': 'second-environment',
    'AUT-10': 'sources',
    'RCV-24': 'refunds',
    'RCV-25': 'own-refunds',
  } as const;
  for (const [id, circumstance] of Object.entries(about)) {
    assert.ok(!owed({}).includes(id));
    assert.ok(owed({ circumstances: [circumstance] }).includes(id));
  }
});

test('deliveries owe what deliveries show, and what is only watched owes nothing', () => {
  const collected = owed({ mode: 'collect', parties: ['sender'], extent: 'core' });
  assert.deepEqual(collected, ['NTF-01', 'NTF-08', 'NTF-02', 'NTF-03', 'NTF-04']);
  assert.deepEqual(owed({ mode: 'collect', parties: ['provider'] }), []);
  for (const mode of ['observe', 'proxy'] as const) assert.deepEqual(owed({ mode }), []);
  const best = (['certify', 'run', 'collect', 'observe', 'proxy'] satisfies readonly Mode[]).map(bestOf);
  assert.deepEqual(best, ['certified', 'partial', 'certified', 'nothing-broken-seen', 'nothing-broken-seen']);
});
