import type { Exchange } from '../../core/exchange.ts';
import type { ProviderRole } from '../../roles/provider.ts';
import type { Draft } from '../../roles/transport/draft.ts';
import type { Sending } from '../../roles/transport/transport.ts';
import type { CountedEnvironment } from '../clause-run.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';

/** Counts and numbers what a test sends through its role, without touching it. One for each test: numbers begin at 1. */
export function counting(env: ProviderTestEnvironment): CountedEnvironment<ProviderTestEnvironment> {
  const { provider } = env;
  let sent = 0;
  let answered = 0;
  // A draft is made once for each request that goes out: a call whose date grew old on its way goes out again.
  const counted =
    (draft: Draft): Draft =>
    (now) => {
      sent += 1;
      return draft(now);
    };
  const numbered = (exchange: Exchange): Exchange => {
    answered += 1;
    return { ...exchange, number: answered };
  };
  // The role stands behind, so that what it learns meanwhile (the server's clock) is seen through it.
  const role: ProviderRole = Object.create(provider, {
    send: { value: async (draft: Draft, sending?: Sending) => numbered(await provider.send(counted(draft), sending)) },
    race: { value: async (drafts: readonly Draft[]) => (await provider.race(drafts.map(counted))).map(numbered) },
  });
  return { env: { ...env, provider: role }, can: provider.can, requests: () => sent };
}
