import { existsSync, readFileSync } from 'node:fs';
import { parseRange } from '../../core/contract/address.ts';
import { visible } from '../../core/visible.ts';
import { said } from '../../language/sentences.ts';
import { onContract } from '../../reports/reproduction.ts';
import type { ReceivedAlert } from '../../roles/key-use.ts';
import type { Contract } from '../../schemas/contract.ts';
import { runClauseTest } from '../../suites/clause-runner.ts';
import { egressTests, strangersIn } from '../../suites/egress/catalogue.ts';
import { UsageError } from '../runner/usage.ts';

/** A mail as it was compared. */
export interface ReviewedAlert {
  readonly place: string;
  readonly subject: string;
  readonly dates: readonly string[];
  readonly addresses: readonly { readonly address: string; readonly known: boolean }[];
  /** A mail in which no address was found was not read: it counts as fine never. */
  readonly read: boolean;
}

export interface Review {
  readonly verdict: string;
  readonly mails: readonly ReviewedAlert[];
  readonly strangers: readonly string[];
  readonly unread: readonly string[];
  /** What to do where there are strangers. */
  readonly next?: string;
  readonly exitCode: 0 | 1 | 2;
}

/** How the key is rolled at once. */
const rollCommand = ({ source }: Pick<Contract, 'source'>) => onContract('npx countersign rotate --revoke-now', source);

/** Compares the addresses of mails with those of the merchant (USE-05). */
export async function review(alerts: readonly ReceivedAlert[], egress: readonly string[], contract: Contract): Promise<Review> {
  const test = egressTests.find(({ clause }) => clause === 'USE-05');
  if (test === undefined) throw new Error('USE-05 has no clause test.');
  const env = { alerts, egress, seen: [], contract, profile: contract.profiles[0] };
  const settings = { seed: 1, nonce: 'alerts', scale: 1, timeLimitMs: 60_000, elapsed: () => performance.now() };
  const { verdict } = await runClauseTest(test, { env, can: new Set(), requests: () => alerts.length }, settings);
  const mails = alerts.map((alert): ReviewedAlert => {
    const strange = strangersIn(alert, egress);
    return {
      place: alert.place,
      subject: alert.subject,
      dates: alert.dates.map(({ text }) => text),
      addresses: alert.addresses.map((address) => ({ address, known: !strange.includes(address) })),
      read: alert.addresses.length > 0,
    };
  });
  const strangers = [...new Set(mails.flatMap(({ addresses }) => addresses.filter(({ known }) => !known).map(({ address }) => address)))];
  const unread = mails.filter(({ read }) => !read).map(({ place }) => place);
  const exitCode = strangers.length > 0 ? 1 : unread.length > 0 || mails.length === 0 ? 2 : 0;
  return { verdict, mails, strangers, unread, ...(strangers.length > 0 ? { next: rollCommand(contract) } : {}), exitCode };
}

/** What a mail says, with everything outside printable ASCII as escapes: it could act on a terminal. */
function shown(text: string): string {
  return visible(Buffer.from(text));
}

/** A review for people. */
export function reviewText({ mails, strangers, unread, next = '', exitCode }: Review): string {
  const lines = mails.flatMap(({ place, subject, dates, addresses, read }) => {
    const about = `${dates[0] ?? said('alerts-no-date')}  ${shown(subject.slice(0, 120))}  (${shown(place)})`;
    if (!read) return [`unread    ${about}`];
    return addresses.map(({ address, known }) => `${known ? 'known   ' : 'STRANGER'}  ${address}  ${about}`);
  });
  const sums =
    exitCode === 1
      ? said('alerts-strangers', { strangers: strangers.join(', '), command: next })
      : mails.length === 0
        ? said('alerts-none')
        : exitCode === 2
          ? ''
          : said('alerts-all-known', { mails: mails.length });
  const left = unread.length === 0 ? '' : said('alerts-unread', { unread: unread.length });
  return `${[...lines, ...[sums, left].filter((text) => text !== '')].join('\n')}\n`;
}

/**
 * Addresses that a command line names: single ones, CIDR ranges, or files that `countersign egress --json` wrote.
 * @throws UsageError for anything else
 */
export function egressFrom(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    if (parseRange(text) !== undefined) return [text];
    const found = existsSync(text) ? addressesInJson(text) : [];
    if (found.length === 0) throw new UsageError('egress-no-range', { text });
    return found;
  });
}

/** Every text in a JSON file that is an address. */
function addressesInJson(file: string): readonly string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value === 'string' && parseRange(value) !== undefined) found.push(value);
    else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) look(part);
  };
  try {
    look(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new UsageError('egress-no-range', { text: file });
  }
  return [...new Set(found)];
}
