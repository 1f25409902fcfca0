import type { SessionWishes } from '../../roles/client.ts';
import type { CountedEnvironment } from '../clause-run.ts';
import type { ClientTestEnvironment } from '../clause-test.ts';

/** Counts what a test makes its client send, and what is read of its sources. One for each test. */
export function countingClient(env: ClientTestEnvironment): CountedEnvironment<ClientTestEnvironment> {
  const { client } = env;
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
      value: async (wishes?: SessionWishes) => {
        const session = await client.open(wishes);
        return {
          ...session,
          close: async () => {
            sent += session.seen().length;
            await session.close();
          },
        };
      },
    },
  });
  return { env: { ...env, client: role }, can: client.can, requests: () => sent };
}
