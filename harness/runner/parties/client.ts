import { said } from '../../../language/sentences.ts';
import { attachPort } from '../../../roles/processes/attach-port.ts';
import type { ClientTestEnvironment } from '../../../suites/clause-test.ts';
import { clientTests } from '../../../suites/client/catalogue.ts';
import { countingClient } from '../../../suites/client/counting.ts';
import { clientConfigurationIn } from '../../config/configuration-file.ts';
import { searchedKeys } from '../../secret-scan/leaks.ts';
import { openCommandClient, referenceClient } from '../../targets/command-client.ts';
import { programOf } from '../../targets/identity.ts';
import type { PartyUnderTest } from '../party-under-test.ts';

/** The merchant's client, started for each session. Each worker has its own fault injector. */
export const client: PartyUnderTest<ClientTestEnvironment> = {
  role: 'client',
  tests: () => clientTests,
  // A merchant's client may have one place for its storage; our own has none.
  parallel: ({ client: command, attach }) => command === undefined && attach === undefined,
  async open({ run: { client: command, attach, noDeadlines = false, config, folder, sources: places }, contract, profile, secret, nonce }) {
    const configured = config === undefined ? undefined : clientConfigurationIn(config, contract);
    const { role, url, secrets } = await openCommandClient({
      contract,
      profile,
      program: attach ? { ...attach, port: await attachPort(attach.port) } : (command ?? referenceClient),
      noDeadlines,
      secret,
      ...(configured ? { deadlines: configured.deadlines, environment: configured.environment } : {}),
      ...(folder === undefined ? {} : { folder }),
      ...(places === undefined ? {} : { sources: { places, keys: searchedKeys(contract, config) } }),
    });
    return {
      // The report is about the client; the URL is that of the fault injector.
      target: {
        url,
        environment: command === undefined && attach === undefined ? 'reference' : 'client',
        adapter: 'https',
        // Which program an attached one is, nobody can see.
        ...(attach === undefined
          ? programOf(command ?? referenceClient, folder ?? '.', secrets)
          : { command: said('attached-program', { port: attach.port }) }),
      },
      nonce,
      asked: () => countingClient({ client: role, contract, profile }),
      secrets: () => secrets,
      close: () => role.close(),
      // It is started anew in any case.
      renewed: false,
    };
  },
};
