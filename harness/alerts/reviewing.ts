import { setTimeout as wait } from 'node:timers/promises';
import { readAlert } from '../../captures/mail/alert.ts';
import { ReaderError } from '../../language/reader-error.ts';
import type { ReceivedAlert } from '../../roles/key-use.ts';
import type { Mailbox } from '../../roles/mailbox/mailbox.ts';
import { endSoftly } from '../../roles/processes/ending.ts';
import type { Contract } from '../../schemas/contract.ts';
import { type Review, review, reviewText } from './review.ts';

export interface Reviewing {
  readonly mailbox: Mailbox;
  readonly egress: readonly string[];
  readonly contract: Contract;
  /** Whether it goes on until it is interrupted. */
  readonly watches: boolean;
  readonly json: boolean;
  readonly write: (text: string) => void;
}

/** How often a mailbox is looked into, ms. */
const pollMs = 2000;

async function alertsIn(mailbox: Mailbox): Promise<readonly ReceivedAlert[]> {
  try {
    return await Promise.all((await mailbox.fresh()).map(async ({ place, bytes }) => ({ ...(await readAlert(bytes)), place })));
  } catch (error) {
    throw new ReaderError('mailbox-unusable', { why: error instanceof Error ? error.message : 'unknown' });
  }
}

/**
 * Reviews what is in a mailbox, and what comes while it watches. Gives the exit code: 1 where a mail names a stranger, 2 where one was not read or none was there.
 * @throws ReaderError where the mailbox cannot be read
 */
export async function reviewing({ mailbox, egress, contract, watches, json, write }: Reviewing): Promise<number> {
  const shown = (of: Review): string => (json ? `${JSON.stringify(of, undefined, watches ? 0 : 2)}\n` : reviewText(of));
  const first = await review(await alertsIn(mailbox), egress, contract);
  write(shown(first));
  if (!watches) return first.exitCode;
  const stop = new AbortController();
  const harden = endSoftly(() => stop.abort());
  const codes: number[] = first.mails.length === 0 ? [] : [first.exitCode];
  while (!stop.signal.aborted) {
    await wait(pollMs, undefined, { signal: stop.signal }).catch(() => undefined);
    if (stop.signal.aborted) break;
    const came = await alertsIn(mailbox);
    if (came.length === 0) continue;
    const next = await review(came, egress, contract);
    codes.push(next.exitCode);
    write(shown(next));
  }
  harden();
  return codes.includes(1) ? 1 : codes.includes(2) ? 2 : 0;
}
