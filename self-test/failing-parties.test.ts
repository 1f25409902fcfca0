import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Override } from '../core/decisions/override.ts';
import type { ProviderDecisions } from '../core/decisions/provider.ts';
import type { ReceiverDecisions } from '../core/decisions/receiver.ts';
import type { Outcome } from '../core/verdict/verdict.ts';
import { contractOf } from '../schemas/contracts.ts';
import { clauseUnder, isClauseId } from '../specs/clauses/catalogue.ts';
import { selfTestStart } from './matrix.ts';
import { ask, provider, receiver } from './parties.ts';

/** Every answer is this one. */
const always = (status: number, text: string): Override<ProviderDecisions> => ({
  deliver: (conforming) => (response, call) => conforming({ ...response, status, body: Buffer.from(text) }, call),
});

const contract = contractOf();
const settings = { contract, profile: contract.profiles[0], startAt: selfTestStart, seed: 3, scale: 0.02 };

/** No clause passes that more than an observation comes of: a party that does nothing right shows nothing about what must not happen. */
function assertNothingKept(outcomes: readonly Outcome[], least: number): void {
  const judged = outcomes.filter(({ clause }) => isClauseId(clause) && clauseUnder(settings.profile, clause).level !== 'observe');
  assert.ok(judged.length > least);
  assert.deepEqual(
    judged.filter(({ verdict }) => verdict === 'pass').map(({ clause }) => clause),
    [],
  );
}

const providers: Readonly<Record<string, Override<ProviderDecisions>>> = {
  'knows no path': { route: () => () => ({ kind: 'unknown-path' }) },
  'refuses everything': always(401, '{"code":100,"description":"Invalid credentials"}'),
  'fails at everything': always(500, '{"code":500,"description":"Internal error"}'),
  'is too busy for everything': always(503, ''),
};

for (const [what, override] of Object.entries(providers)) {
  test(`a provider that ${what} keeps no clause`, async () => {
    const { outcomes } = await ask(provider, settings, { id: what, override });
    assertNothingKept(outcomes, 50);
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
  test(`a receiver that ${what} keeps no clause`, async () => {
    const { outcomes } = await ask(receiver, settings, { id: what, override });
    assertNothingKept(outcomes, 15);
  });
}
