import { said } from '../../language/sentences.ts';
import { payment } from '../../schemas/contract.ts';
import { draftOf, staleDate } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { validCalls } from '../valid-calls.ts';
import { again, counted, firstUnderNewKey, oneId } from './keyed-creation.ts';
import { judgeNegativeCase, type NegativeCase } from './negative-case.ts';
import { backwards } from './wrong-signature.ts';

/**
 * A target that recognises our calls by their rate, or by how many came before, gets a call here as a shop sends it: one, after some silence, late in
 * a run.
 */
const silenceMs = 2000;

async function silence({ provider }: ProviderTestEnvironment, { shop }: ClauseRun): Promise<void> {
  await provider.wait(silenceMs + shop.below(500));
}

/** Asks one negative case of a creation after a silence: it is the first call that arrives again. */
function afterSilence(clause: 'AUT-01' | 'SIG-02' | 'CLK-01', needs: ProviderTest['needs'], negativeCase: NegativeCase): ProviderTest {
  return {
    clause,
    needs,
    late: 'after-a-silence',
    async run(env, run) {
      const calls = validCalls(env, run);
      const { create } = payment(env.contract);
      const control = await calls.call(create);
      run.countCases(1);
      await silence(env, run);
      await judgeNegativeCase(clause, env, { ...calls, call: async () => control }, create, negativeCase);
    },
  };
}

/** Core clauses once more: what they ask first in a run, they ask last too. */
export const closingTests: readonly ProviderTest[] = [
  afterSilence('AUT-01', ['creates'], {
    difference: said('empty-authorization'),
    from: (control) => ({ ...control, authorizationAs: () => '' }),
  }),
  afterSilence('SIG-02', ['creates', 'signed'], {
    difference: said('unrelated-hash'),
    from: (control) => ({ ...control, hashAs: backwards }),
  }),
  afterSilence('CLK-01', ['creates', 'dated'], {
    difference: said('stale-date'),
    from: (control) => ({ ...control, dateAs: staleDate(control) }),
  }),
  {
    clause: 'IDM-01',
    needs: ['creates', 'idempotent'],
    late: 'after-a-silence',
    async run(env, run) {
      const calls = validCalls(env, run);
      const { create } = payment(env.contract);
      const { call, exchange } = await firstUnderNewKey('IDM-01', calls, create, run);
      run.countCases(1);
      await silence(env, run);
      const exchanges = [exchange, await env.provider.send(draftOf(again(call)))];
      const difference = said('one-more-with-same-key', { id: create.id });
      oneId('IDM-01', create, exchanges, difference);
      await counted('IDM-01', calls, call.invoiceId, 1, exchanges, difference);
    },
  },
];
