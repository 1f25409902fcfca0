import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { Secrets } from '../../core/redaction/redaction.ts';
import { fileJournal } from '../../roles/transport/journal.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import type { ProviderBench } from '../../suites/clause-test.ts';
import { configurationIn } from '../config/configuration-file.ts';
import type { RunFile } from '../runner/run-file.ts';
import { openEmbedded } from './embedded.ts';
import { openRemote } from './remote.ts';
import { askAtTerminal } from './terminal.ts';

/** What the suites of one worker act through: the embedded mock, or the target of a configuration. */
export interface OpenBench {
  readonly bench: ProviderBench;
  readonly url: string;
  readonly environment: string;
  readonly skin: 'https' | 'remote';
  /** What no output may show, as known now. */
  readonly secrets: () => Secrets;
  /** Mixes into ids and keys, so that no two workers use one twice; letters and digits. */
  readonly nonce: string;
  readonly close: () => Promise<void>;
}

/** Opens what a run judges. */
export async function openBench(
  run: Pick<RunFile, 'config' | 'production' | 'journal' | 'until'>,
  contract: Contract,
  profile: Profile,
): Promise<OpenBench> {
  if (run.config === undefined) {
    const { role, url, secrets, close } = await openEmbedded(contract, profile, randomBytes(24).toString('base64'));
    return {
      bench: { provider: role, contract, profile },
      url,
      environment: 'mock',
      skin: 'https',
      secrets: () => secrets,
      nonce: randomBytes(5).toString('hex'),
      close,
    };
  }
  const configuration = configurationIn(run.config);
  const { journal } = run;
  const { role, url, secrets, close } = await openRemote({
    configuration,
    contract,
    folder: dirname(run.config),
    production: run.production ?? [],
    journal: (redact) => (journal === undefined ? { entries: [], append: () => undefined } : fileJournal(journal, redact)),
    until: run.until ?? Date.now() + configuration.budget.seconds * 1000,
    measures: true,
    profile,
    ask: askAtTerminal,
  });
  return {
    bench: { provider: role, contract, profile },
    url,
    environment: configuration.target.environment,
    skin: 'remote',
    secrets,
    nonce: `${configuration.invoicePrefix}${randomBytes(5).toString('hex')}`,
    close,
  };
}
