import { callCoverage } from '../../audit/coverage.ts';
import { findingsOfSessions } from '../../audit/sessions.ts';
import type { ClientExchange } from '../../core/contract/fault-injection.ts';
import type { Question, SessionWishes } from '../../roles/client.ts';
import type { CountedEnvironment } from '../clause-run.ts';
import type { ClientTestEnvironment } from '../clause-test.ts';
import { lawOf, watchedSession } from './law.ts';
import { type Leak, leakIn, withLeak } from './output.ts';

/** Counts and judges the requests of the client in one test, and counts what is read of its sources. One for each test. */
export function countingClient(env: ClientTestEnvironment): CountedEnvironment<ClientTestEnvironment> {
  const { client } = env;
  const sessions = findingsOfSessions(lawOf(env));
  const calls: ClientExchange[] = [];
  let sent = 0;
  let leak: Leak | undefined;
  const { published } = client;
  const role = Object.create(client, {
    ...(published
      ? {
          published: {
            value: async () => {
              const publication = await published();
              sent += publication.read;
              return publication;
            },
          },
        }
      : {}),
    open: {
      value: async (wishes: SessionWishes = {}) => {
        const session = await client.open(wishes);
        const errors: string[] = [];
        return {
          ...session,
          ask: async (question: Question) => {
            const outcome = await session.ask(question);
            if (outcome.kind === 'failed') errors.push(outcome.error);
            return outcome;
          },
          close: async () => {
            await session.close();
            sent += session.seen().length;
            calls.push(...session.seen());
            // ROT-06 tests which key set a request names. CLT-09 tests a key with white space around it.
            if (wishes.padding === undefined) sessions.add(watchedSession(session.seen(), wishes), [client.keys, client.newKeys]);
            leak ??= leakIn(env.contract.scheme, client.keys, session.log(), errors);
          },
        };
      },
    },
  });
  return {
    env: { ...env, client: role },
    can: client.can,
    requests: () => sent,
    covered() {
      const coverage = callCoverage(env.contract, 'client');
      for (const call of calls) coverage.read(call, true);
      return coverage.seen();
    },
    watched: () => sessions.findings().map((finding) => (leak && finding.clause === 'AUT-07' ? withLeak(finding, leak) : finding)),
  };
}
