import type { SessionWishes } from '../../roles/client.ts';
import type { ClientBench } from '../clause-test.ts';
import type { Asked } from '../trial.ts';

/** Counts what a test makes its client send, and what is read of its sources. One for each test. */
export function witnessedClient(bench: ClientBench): Asked<ClientBench> {
  const { client } = bench;
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
  return { bench: { ...bench, client: role }, can: client.can, requests: () => sent };
}
