import { setTimeout as wait } from 'node:timers/promises';
import { readAlert } from '../../captures/mail/alert.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import type { KeyUseRole, ReceivedAlert } from '../../roles/key-use.ts';
import type { Mailbox } from '../../roles/mailbox/mailbox.ts';
import { steadyMs } from '../steady.ts';

/**
 * Reads the mails in the mailbox that were not read before.
 *
 * @throws Blocked where it cannot be read
 */
async function freshAlerts(mailbox: Mailbox): Promise<readonly ReceivedAlert[]> {
  try {
    return await Promise.all((await mailbox.fresh()).map(async ({ place, bytes }) => ({ ...(await readAlert(bytes)), place })));
  } catch (error) {
    throw new Blocked('recipe-failed', error instanceof Error ? error.message : String(error));
  }
}

/** The mails of a mailbox, polled until there are enough of them. */
export function alertsOf(mailbox: Mailbox, withinMs: number, pollMs: number): KeyUseRole['alerts'] {
  const known: ReceivedAlert[] = [];
  return async (enough) => {
    const until = steadyMs() + withinMs;
    for (;;) {
      known.push(...(await freshAlerts(mailbox)));
      if (enough(known) || steadyMs() >= until) return known;
      await wait(pollMs);
    }
  };
}
