import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Finding } from '../../core/verdict/finding.ts';
import type { Contract } from '../../schemas/contract.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { keyUseConfigurationIn } from '../config/configuration-file.ts';
import type { KeyUseConfiguration } from '../config/key-use-configuration.ts';
import { mailboxOf } from '../targets/mailbox-of.ts';
import { isOurMock } from '../targets/our-mock.ts';
import { isOurs } from '../targets/remote.ts';
import { usedAddresses } from '../targets/used-addresses.ts';
import { reach } from './reach.ts';

interface ExamineKeyUseOptions {
  /** The configuration. */
  readonly file: string;
  readonly contract: Contract;
  /** Hosts of production that may be read from. */
  readonly production: readonly string[];
  /** Called for each finding as it is made; no text of it holds a secret. */
  readonly onFinding: (finding: Finding) => void;
}

/**
 * Looks at what a run of key-use stands on: the way to the API, the mailbox, and addresses that are new to the key. The key is not sent, because its use is what is judged.
 * @throws ConfigurationError for a file that cannot be used
 */
export async function examineKeyUseOf({ file, contract, production, onFinding }: ExamineKeyUseOptions): Promise<readonly Finding[]> {
  const configuration = keyUseConfigurationIn(file, contract);
  const folder = dirname(resolve(file));
  const findings: Finding[] = [];
  const note = (...made: readonly Finding[]): void => {
    findings.push(...made);
    for (const finding of made) onFinding(finding);
  };
  const { url, answerSeconds } = configuration;
  const { host } = new URL(url);
  const ca = configuration.ca === undefined ? undefined : authority(resolve(folder, configuration.ca));
  const trusted = ca === undefined ? {} : { ca };
  note(...(await reach({ url, subject: 'keyUse.url', ...trusted, deadlineMs: answerSeconds * 1000, now: () => performance.now() })));
  if (production.includes(host)) note({ subject: 'keyUse.secretKey', state: 'ok', id: 'production-read-only' });
  else if (!(await isOurMock(url, ca))) note({ subject: 'keyUse.secretKey', state: 'wrong', id: 'live-key-unnamed', values: { host } });
  note(await mailsFinding(configuration, folder));
  note(...addressFindings(configuration, folder));
  return findings;
}

/** @throws ConfigurationError */
function authority(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError('ca-unreadable', { member: 'keyUse.ca', file, code: codeOf(error) });
  }
}

async function mailsFinding({ mails }: KeyUseConfiguration, folder: string): Promise<Finding> {
  const subject = mails.imap ? 'keyUse.mails.imap' : 'keyUse.mails.folder';
  try {
    const mailbox = await mailboxOf(mails, folder);
    try {
      return { subject, state: 'ok', id: 'mails-readable', values: { count: (await mailbox.fresh()).length } };
    } finally {
      await mailbox.close();
    }
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    return { subject, state: 'wrong', id: 'mails-unreadable', values: { code: codeOf(error) } };
  }
}

function addressFindings({ addresses, secretKey, state, rollKey }: KeyUseConfiguration, folder: string): readonly Finding[] {
  const subject = 'keyUse.addresses';
  const used = usedAddresses(resolve(folder, state));
  const unused = addresses.filter((address) => !used.has(secretKey, address));
  const away = addresses.filter((address) => !isOurs(address));
  return [
    ...away.map((address) => ({ subject, state: 'wrong', id: 'address-not-here', values: { address } }) as const),
    unused.length > 0 || rollKey !== undefined
      ? { subject, state: 'ok', id: 'new-addresses', values: { count: unused.length } }
      : { subject, state: 'warning', id: 'new-addresses-none' },
  ];
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
}
