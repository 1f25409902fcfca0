import { dirname } from 'node:path';
import type { KeyUseTestEnvironment } from '../../../suites/clause-test.ts';
import { keyUseTests } from '../../../suites/key-use/catalogue.ts';
import { countingKeyUse } from '../../../suites/key-use/counting.ts';
import { keyUseConfigurationIn } from '../../config/configuration-file.ts';
import { openEmbeddedKeyUse } from '../../targets/embedded-key-use.ts';
import { openRemoteKeyUse } from '../../targets/remote-key-use.ts';
import { askAtTerminal } from '../../targets/terminal.ts';
import type { Opening, OpenParty, PartyUnderTest } from '../party-under-test.ts';

/** The provider that mails on key use: the mock, or what a configuration describes. */
export const keyUse: PartyUnderTest<KeyUseTestEnvironment> = {
  role: 'key-use',
  tests: () => keyUseTests,
  open: (opening) => (opening.run.config === undefined ? embedded(opening) : configured(opening, opening.run.config)),
};

async function embedded({ contract, profile, secret, nonce }: Opening): Promise<OpenParty<KeyUseTestEnvironment>> {
  const opened = await openEmbeddedKeyUse(contract, profile, secret, Date.now);
  return {
    target: { url: opened.url, environment: 'mock', adapter: 'https' },
    nonce,
    asked: () => countingKeyUse({ keyUse: opened.role, contract, profile }),
    secrets: () => opened.secrets,
    close: () => opened.role.close(),
    renewed: true,
  };
}

async function configured({ run, contract, profile, nonce }: Opening, file: string): Promise<OpenParty<KeyUseTestEnvironment>> {
  const configuration = keyUseConfigurationIn(file, contract);
  const { role, url, secrets } = await openRemoteKeyUse({
    configuration,
    contract,
    folder: dirname(file),
    production: run.production ?? [],
    ask: askAtTerminal,
  });
  return {
    target: { url, environment: configuration.environment, adapter: 'remote' },
    nonce,
    asked: () => countingKeyUse({ keyUse: role, contract, profile }),
    secrets,
    close: () => role.close(),
    // A used address is not new for another worker either.
    renewed: false,
  };
}
