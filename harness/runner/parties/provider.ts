import { dirname } from 'node:path';
import { callCoverage } from '../../../audit/coverage.ts';
import { fileJournal } from '../../../roles/transport/journal.ts';
import type { ProviderTestEnvironment } from '../../../suites/clause-test.ts';
import { providerTests } from '../../../suites/provider/catalogue.ts';
import { counting } from '../../../suites/provider/counting.ts';
import { configurationIn } from '../../config/configuration-file.ts';
import { steadyMs } from '../../steady.ts';
import { openEmbedded } from '../../targets/embedded.ts';
import { keysOf } from '../../targets/identity.ts';
import { unlessOurMock } from '../../targets/our-mock.ts';
import { openRemote } from '../../targets/remote.ts';
import { askAtTerminal } from '../../targets/terminal.ts';
import type { Opening, OpenParty, PartyUnderTest } from '../party-under-test.ts';

/** The provider: the embedded mock, or the target of a configuration. */
export const provider: PartyUnderTest<ProviderTestEnvironment> = {
  role: 'provider',
  tests: providerTests,
  // A target that limits the rate of calls (429) sets the pace. The end of the run bounds that.
  waitsMs: ({ until }) => (until === undefined ? 0 : Math.max(0, until - steadyMs())),
  open: (opening) => (opening.run.config === undefined ? embedded(opening) : configured(opening, opening.run.config)),
};

async function embedded({ contract, profile, secret, nonce }: Opening): Promise<OpenParty<ProviderTestEnvironment>> {
  const { role, url, secrets, recognisable, close } = await openEmbedded(contract, profile, secret);
  return {
    target: { url, environment: 'mock', adapter: 'https' },
    nonce,
    asked: () => counting({ provider: role, contract, profile }, callCoverage(contract)),
    keys: () => role.merchant,
    secrets: () => secrets,
    recognisable,
    close,
    // The mock is ours and local: waits there delay nobody else.
    together: 64,
    renewed: true,
  };
}

async function configured({ run, contract, profile, nonce }: Opening, file: string): Promise<OpenParty<ProviderTestEnvironment>> {
  const configuration = await unlessOurMock(configurationIn(file, contract), file);
  const { journal, until, production = [] } = run;
  const { role, url, secrets, recognisable, close } = await openRemote({
    configuration,
    contract,
    folder: dirname(file),
    production,
    journal: (redact) => (journal === undefined ? { entries: [], append: () => undefined } : fileJournal(journal, redact)),
    until: until ?? steadyMs() + configuration.budget.seconds * 1000,
    measures: true,
    profile,
    ask: askAtTerminal,
  });
  return {
    target: { url, environment: configuration.target.environment, adapter: 'remote', ...keysOf(contract.scheme, [configuration.merchant]) },
    nonce,
    ...(configuration.invoicePrefix === undefined ? {} : { invoicePrefix: configuration.invoicePrefix }),
    asked: () => counting({ provider: role, contract, profile }, callCoverage(contract)),
    keys: () => role.merchant,
    secrets,
    recognisable,
    close,
    // What is known about a remote target (its clock, whether it is there) would be lost with the worker.
    renewed: false,
  };
}
