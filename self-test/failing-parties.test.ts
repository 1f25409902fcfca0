import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientDecisions } from '../core/decisions/client.ts';
import type { Override } from '../core/decisions/override.ts';
import type { ProviderDecisions } from '../core/decisions/provider.ts';
import type { ReceiverDecisions } from '../core/decisions/receiver.ts';
import type { SenderDecisions } from '../core/decisions/sender.ts';
import type { Outcome } from '../core/verdict/verdict.ts';
import { contractOf } from '../schemas/contracts.ts';
import { type ClauseId, clauseUnder, isClauseId } from '../specs/clauses/catalogue.ts';
import { selfTestStart } from './matrix.ts';
import { ask, client, provider, receiver, sender } from './parties.ts';

/** Every answer is this one. */
const always = (status: number, text: string): Override<ProviderDecisions> => ({
  deliver: (conforming) => (response, call) => conforming({ ...response, status, body: Buffer.from(text) }, call),
});

const contract = contractOf();
const settings = { contract, profile: contract.profiles[0], startAt: selfTestStart, seed: 3, scale: 0.02 };

/**
 * No clause passes that more than an observation comes of: a party that does nothing right shows nothing about what must not happen. Only those fail
 * that say what has to happen.
 */
function assertNothingKept(outcomes: readonly Outcome[], least: number, failing: readonly ClauseId[] = []): void {
  const judged = outcomes.filter(({ clause }) => isClauseId(clause) && clauseUnder(settings.profile, clause).level !== 'observe');
  assert.ok(judged.length > least);
  assert.deepEqual(
    judged.filter(({ verdict }) => verdict === 'pass').map(({ clause }) => clause),
    [],
  );
  const broken = judged.filter(({ violation }) => violation !== undefined).map(({ clause }) => clause);
  assert.deepEqual([...new Set(broken)].toSorted(), failing.toSorted());
}

/** What a provider owes to a valid call: to accept it, by either key, from a listed address, and one of several at once under one key. */
const owed: readonly ClauseId[] = ['AUT-04', 'SIG-01', 'UTF-07', 'IDM-08', 'IPA-02', 'END-01', 'END-02'];

const providers: readonly (readonly [what: string, override: Override<ProviderDecisions>, failing: readonly ClauseId[]])[] = [
  ['knows no path', { route: () => () => ({ kind: 'unknown-path' }) }, owed],
  ['refuses everything', always(401, '{"code":100,"description":"Invalid credentials"}'), owed],
  ['fails at everything', always(500, '{"code":500,"description":"Internal error"}'), [...owed, 'CLK-04', 'END-03']],
  ['is too busy for everything', always(503, ''), []],
];

for (const [what, override, failing] of providers) {
  test(`a provider that ${what} keeps no clause, and breaks ${failing.length === 0 ? 'none' : failing.join(', ')}`, async () => {
    const { outcomes } = await ask(provider, settings, { id: what, override });
    assertNothingKept(outcomes, 50, failing);
  });
}

const receivers: Readonly<Record<string, Override<ReceiverDecisions>>> = {
  'refuses every signature': { verifies: () => () => false },
  'takes nothing': { takes: () => () => false },
  'fails at everything': {
    verifies: () => () => {
      throw new Error('The database is gone.');
    },
  },
};

for (const [what, override] of Object.entries(receivers)) {
  test(`a receiver that ${what} keeps no clause, and breaks RCV-02`, async () => {
    const { outcomes } = await ask(receiver, settings, { id: what, override });
    assertNothingKept(outcomes, 15, ['RCV-02']);
  });
}

test('a sender that sends nothing keeps no clause', async () => {
  const { outcomes } = await ask(sender, settings, { id: 'silent', override: { tellsAfter: () => () => undefined } });
  assertNothingKept(outcomes, 10);
});

/** None of these clauses passes: what they are about was never seen. */
function assertNoneOf(clauses: readonly ClauseId[], outcomes: readonly Outcome[]): void {
  const own = outcomes.filter(({ clause }) => clauses.some((one) => one === clause));
  assert.deepEqual([...new Set(own.map(({ clause }) => clause))].toSorted(), clauses.toSorted());
  assert.deepEqual(
    own.filter(({ verdict }) => verdict === 'pass').map(({ clause }) => clause),
    [],
  );
}

const senders: readonly (readonly [what: string, override: Override<SenderDecisions>, clauses: readonly ClauseId[]])[] = [
  ['signs nothing', { authorization: () => () => undefined }, ['NTF-01', 'NTF-08', 'NTF-11', 'NTF-04', 'ROT-05']],
  ['signs everything alike', { authorization: () => () => 'D24 x' }, ['NTF-08', 'NTF-04', 'ROT-05']],
  ['repeats nothing', { gap: () => () => undefined }, ['NTF-03', 'NTF-11', 'NTF-04']],
];

for (const [what, override, clauses] of senders) {
  test(`a sender that ${what} keeps none of ${clauses.join(', ')}`, async () => {
    assertNoneOf(clauses, (await ask(sender, settings, { id: what, override })).outcomes);
  });
}

test('a client that makes no call keeps no clause but that of its sources, and breaks ENV-05', async () => {
  const { outcomes } = await ask(client, settings, { id: 'idle', override: { dials: () => () => false } });
  assertNothingKept(
    outcomes.filter(({ clause }) => clause !== 'AUT-10'),
    20,
    ['ENV-05'],
  );
});

const clients: readonly (readonly [what: string, override: Override<ClientDecisions>, clauses: readonly ClauseId[]])[] = [
  ['sends no headers', { headers: () => () => [] }, ['SIG-09', 'SIG-10', 'SIG-11', 'HDR-04', 'CLK-06', 'CLK-07', 'IDM-15', 'ROT-06']],
  [
    'reports each call as failed',
    { tells: () => () => ({ ok: false, error: 'Failed.' }) },
    ['CLT-01', 'CLT-03', 'CLT-04', 'CLT-07', 'IDM-18'],
  ],
];

for (const [what, override, clauses] of clients) {
  test(`a client that ${what} keeps none of ${clauses.join(', ')}`, async () => {
    assertNoneOf(clauses, (await ask(client, settings, { id: what, override })).outcomes);
  });
}
