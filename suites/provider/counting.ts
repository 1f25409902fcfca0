import type { CallCoverage } from '../../audit/coverage.ts';
import type { Exchange } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import type { ProviderControls, ProviderRole } from '../../roles/provider.ts';
import type { Draft } from '../../roles/transport/draft.ts';
import type { Sending } from '../../roles/transport/transport.ts';
import type { CountedEnvironment } from '../clause-run.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { answerAudit } from './answer-audit.ts';
import { lockWatch } from './lock-out.ts';
import { keepSeen } from './resources-seen.ts';

/**
 * Counts and numbers the requests that a test sends through its role, without changing them, and has each answer judged. One for each test: numbers
 * begin at 1.
 *
 * @param coverage also counts which parts of the contract the calls meet
 */
export function counting(env: ProviderTestEnvironment, coverage?: CallCoverage): CountedEnvironment<ProviderTestEnvironment> {
  const { provider } = env;
  let sent = 0;
  let answered = 0;
  // A draft is made once for each request that goes out: a call whose date expired on its way goes out again.
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
  const audit = answerAudit(env, coverage);
  const send = async (draft: Draft, sending?: Sending) => numbered(await provider.send(counted(draft), sending));
  const locks = lockWatch(env);
  const judged = async (answered: Exchange, draft: Draft, sending?: Sending): Promise<Exchange> => {
    const exchange = await locks.looked(answered, draft, sending ?? {}, send);
    if (exchange.locked) return exchange;
    const operation = audit.read(exchange, draft, sending);
    if (operation !== undefined) keepSeen(env, operation, exchange, sending);
    return exchange;
  };
  const provoking = (controls: ProviderControls | undefined) => {
    const { provoking500 } = controls ?? {};
    if (provoking500 === undefined) return {};
    const audited: typeof provoking500 = async (body) => {
      const asked = await provoking500(body);
      audit.provoked(asked);
      return asked;
    };
    return { provoking500: audited };
  };
  const controls = { ...provider.controls, ...provoking(provider.controls) };
  // The role is the prototype, so what it learns meanwhile (the server's clock) is visible here.
  const role = (of: PropertyDescriptorMap): ProviderRole => Object.create(provider, { controls: { value: controls }, ...of });
  return {
    env: {
      ...env,
      ...(coverage === undefined ? {} : { coverage }),
      provider: role({
        send: { value: async (draft: Draft, sending?: Sending) => judged(await send(draft, sending), draft, sending) },
        race: {
          value: async (drafts: readonly Draft[]) => {
            const exchanges = (await provider.race(drafts.map(counted))).map(numbered);
            return Promise.all(exchanges.map((exchange, at) => judged(exchange, drafts[at] ?? (() => exchange.request))));
          },
        },
      }),
    },
    can: provider.can,
    requests: () => sent,
    ...(coverage === undefined ? {} : { covered: coverage.seen }),
    watched: (run, outcome) => {
      const came = locks.seen() ? 'for-a-time' : outcome.clause === 'SIG-01' && outcome.verdict === 'pass' ? 'never' : undefined;
      if (came !== undefined) run.observe({ ambiguity: 'C57', subject: said('after-wrong-calls'), seen: came });
      return audit.findings({ ...env, provider: role({ send: { value: send } }) }, run, outcome);
    },
  };
}
