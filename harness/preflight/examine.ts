import { randomBytes } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Finding } from '../../core/verdict/finding.ts';
import { fileJournal } from '../../roles/transport/journal.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import type { Configuration } from '../config/configuration.ts';
import { productionHosts } from '../config/production.ts';
import { steadyEpochMs } from '../steady.ts';
import { openRemote } from '../targets/remote.ts';
import { askAtTerminal } from '../targets/terminal.ts';
import { preflight } from './preflight.ts';

export interface ExamineOptions {
  readonly configuration: Configuration;
  /** The file that it was read from. */
  readonly file: string;
  readonly contract: Contract;
  readonly profile: Profile;
  /** Hosts of production that may be read from. */
  readonly production: readonly string[];
  /** Whether one deposit may be made. */
  readonly creates: boolean;
  /** The run's journal, where a run follows: requests from here count against its budget. */
  readonly journal?: string;
  /** When it has to end, ms on the steady clock. */
  readonly until: number;
  /** Called for each finding as it is made; no text of it holds a secret. */
  readonly onFinding: (finding: Finding) => void;
}

/**
 * Opens the target of a configuration, checks what a run needs, and closes it.
 *
 * @throws ConfigurationError for files and addresses that cannot be used
 */
export async function examine(options: ExamineOptions): Promise<readonly Finding[]> {
  const { configuration, file, contract, profile, production, creates, journal, until, onFinding } = options;
  const unnamed = productionHosts(configuration).find((host) => !production.includes(host));
  if (unnamed !== undefined) {
    const finding: Finding = configuration.liveKey
      ? { subject: 'merchant', state: 'wrong', id: 'live-key-unnamed', values: { host: unnamed } }
      : { subject: 'target.environment', state: 'wrong', id: 'production-unnamed', values: { host: unnamed } };
    onFinding(finding);
    return [finding];
  }
  const folder = dirname(resolve(file));
  const remote = await openRemote({
    configuration,
    contract,
    folder,
    production,
    journal: (redact) => (journal === undefined ? { entries: [], append: () => undefined } : fileJournal(journal, redact)),
    until,
    measures: false,
    profile,
    ask: askAtTerminal,
  });
  const redacted = (finding: Finding): Finding => {
    const values = Object.entries(finding.values ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? remote.secrets().redactText(value) : value,
    ]);
    return { ...finding, values: Object.fromEntries(values) };
  };
  try {
    const findings = await preflight({
      configuration,
      contract,
      profile,
      remote,
      folder,
      creates,
      nonce: randomBytes(5).toString('hex'),
      now: steadyEpochMs,
      wait: (ms) => wait(ms),
      onFinding: (finding) => onFinding(redacted(finding)),
    });
    return findings.map(redacted);
  } finally {
    await remote.close();
  }
}
