import { findingsOfSessions } from '../../audit/sessions.ts';
import type { SessionWishes } from '../../roles/client.ts';
import type { CountedEnvironment } from '../clause-run.ts';
import type { ClientTestEnvironment } from '../clause-test.ts';
import { lawOf, names, watchedSession } from './law.ts';

/** Counts and judges what a test makes its client send, and counts what is read of its sources. One for each test. */
export function countingClient(env: ClientTestEnvironment): CountedEnvironment<ClientTestEnvironment> {
  const { client } = env;
  const ofFirstSet = findingsOfSessions(lawOf(env));
  const ofNewSet = findingsOfSessions(lawOf(env, client.newKeys));
  let sent = 0;
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
        return {
          ...session,
          close: async () => {
            await session.close();
            sent += session.seen().length;
            // Each request is judged by the key set that it names: which of them it should name, ROT-06 asks.
            const [ofNew, others] = parted(watchedSession(session.seen(), wishes), (one) => names(one, client.newKeys, env.contract));
            ofFirstSet.add(others);
            ofNewSet.add(ofNew);
          },
        };
      },
    },
  });
  return {
    env: { ...env, client: role },
    can: client.can,
    requests: () => sent,
    watched: () => [...ofFirstSet.findings(), ...ofNewSet.findings()],
  };
}

function parted<T>(all: readonly T[], isMeant: (one: T) => boolean): readonly [meant: readonly T[], others: readonly T[]] {
  return [all.filter(isMeant), all.filter((one) => !isMeant(one))];
}
