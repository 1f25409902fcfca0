import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Override, overridden } from '../core/decisions/override.ts';
import type { ProviderDecisions } from '../core/decisions/provider.ts';
import { openDirect } from '../harness/targets/direct.ts';
import { contractOf } from '../schemas/contracts.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { counting } from '../suites/provider/counting.ts';
import { selfTestStart } from './matrix.ts';

const contract = contractOf('omise');
const [profile] = contract.profiles;
const tests = providerTests(contract).filter(({ clause }) => contract.clauses.has(clause));

/** The clauses of the provider that the contract judges and that a provider breaks, one seed each. */
async function brokenBy(override: Override<ProviderDecisions> | undefined, seed: number): Promise<readonly string[]> {
  const broken = new Set<string>();
  for (const [index, one] of tests.entries()) {
    const nonce = `o${seed}t${index}`;
    const env = openDirect({
      contract,
      profile,
      nonce,
      startAt: selfTestStart,
      ...(override ? { override: (conforming: ProviderDecisions) => overridden(conforming, override) } : {}),
    });
    const settings = { seed, nonce, scale: 0.3, timeLimitMs: 60_000, elapsed: () => performance.now() };
    const outcome = await runClauseTest(one, counting(env), settings);
    await env.provider.close();
    if (outcome.violation) broken.add(outcome.clause);
    else if (override === undefined) assert.equal(outcome.verdict, 'pass', `${outcome.clause} ${outcome.subject ?? ''}: ${outcome.note}`);
  }
  return [...broken];
}

test('a conforming provider that takes a key by HTTP Basic passes every clause that its contract judges', async () => {
  for (const seed of [1, 2, 3]) assert.deepEqual(await brokenBy(undefined, seed), []);
});

/** Mistakes of a provider that takes a key by HTTP Basic, and the clause that each breaks. */
const mistakes: readonly (readonly [clause: string, what: string, override: Override<ProviderDecisions>])[] = [
  ['AUT-01', 'calls without a key are served', { requiredHeaders: () => () => [] }],
  [
    'AUT-01',
    'an empty user name is the first account',
    {
      accountOfBasic: (usual) => (user, accounts, call) =>
        /^(undefined|null|None)$/.test(user) ? accounts[0] : usual(user, accounts, call),
    },
  ],
  [
    'AUT-02',
    'any key of the right shape is taken',
    { accountOfBasic: () => (user, accounts) => (user.startsWith('skey_test_') ? accounts[0] : undefined) },
  ],
  [
    'AUT-02',
    'blanks around a key are taken away',
    { accountOfBasic: (usual) => (user, accounts, call) => usual(user.trim(), accounts, call) ?? usual(user.slice(0, -1), accounts, call) },
  ],
  ['HDR-05', 'errors are HTML', { contentType: () => (status) => (status < 400 ? 'application/json' : 'text/html') }],
  ['HDR-05', 'answers say no type', { contentType: () => () => undefined }],
  [
    'END-01',
    'refunds are not routed',
    {
      route: (usual) => (method, target, environment) =>
        target.includes('/refunds') ? { kind: 'unknown-path' } : usual(method, target, environment),
    },
  ],
  [
    'END-01',
    'a list takes no parameters',
    {
      parameterProblems: (usual) => (call) =>
        call.operation.id === 'listCharges' && call.arrival.request.target.includes('?')
          ? [{ pointer: '/limit', rule: 'is unknown' }]
          : usual(call),
    },
  ],
  [
    'END-02',
    'amounts are text',
    { body: () => (documented) => JSON.parse(JSON.stringify(documented).replace(/"amount":(\d+)/g, '"amount":"$1"')) },
  ],
  [
    'END-02',
    'a list is bare',
    {
      body: () => (documented) =>
        documented !== null && typeof documented === 'object' && 'data' in documented ? (documented.data ?? null) : documented,
    },
  ],
  [
    'END-04',
    'a member of another kind ends in an exception',
    {
      problems: (usual) => (body, call) => {
        const problems = usual(body, call);
        if (problems.some(({ pointer }) => pointer === '/amount')) throw new Error('amount is not a number');
        return problems;
      },
    },
  ],
  [
    'END-05',
    'an unknown path is the list of charges',
    {
      route: (usual) => (method, target, environment) => {
        const found = usual(method, target, environment);
        return found.kind === 'unknown-path' ? usual('GET', '/charges', environment) : found;
      },
    },
  ],
];

for (const [clause, what, override] of mistakes) {
  test(`${clause}: ${what}`, async () => {
    assert.ok((await brokenBy(override, 1)).includes(clause));
  });
}
