import type { Exchange, SeenExchange } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { Inbox } from '../../roles/inbox.ts';
import { payment } from '../../schemas/contract.ts';
import type { SenderTest } from '../clause-test.ts';
import { type Environment, pairOf } from '../environment.ts';
import { broken } from '../judgement.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { notifying } from './driver.ts';

/** A deposit whose status was changed, and what made it. */
interface Moved {
  readonly depositId: string;
  readonly exchange: Exchange;
}

/** What came to an inbox about a deposit; what names none is another clause's (NTF-02). */
function about({ depositId }: Moved, inbox: Inbox): readonly SeenExchange[] {
  return inbox.seen().filter(({ request }) => Buffer.from(request.body).includes(depositId));
}

const confirmUrls: SenderTest = {
  clause: 'ENV-06',
  needs: ['receivesNotifications', 'movesStatus', 'setsConfirmUrl', 'secondEnvironment'],
  async run(env, run) {
    const { first, second } = pairOf(env, run);
    const { sender } = env;
    const { putConfirmUrl } = sender.controls;
    if (!putConfirmUrl || second.env.provider.controls.moveStatus === undefined)
      throw new Untestable(said('no-way-to-set-both-confirm-urls'));
    const inbox = () => sender.inbox(run.unique('n'), [200]);
    const [ours, theirs] = [inbox(), inbox()];

    const moved = async ({ calls, env: { provider } }: Environment, url: string | null): Promise<Moved> => {
      run.countCases(1);
      const made = await calls.make(calls.depositBody(notifying(payment(env.contract), url)));
      await provider.controls.moveStatus?.(made.depositId, calls.moves.completed);
      return made;
    };
    /** Waits until a notification came where it belongs: then one that was caused before it has come as well, wherever it went. */
    const arrived = async (what: Moved, where: Inbox): Promise<void> => {
      for (let before = -1; about(what, where).length === 0 && where.seen().length > before; ) {
        before = where.seen().length;
        await sender.arrived(where, before + 1);
      }
      if (about(what, where).length === 0)
        throw new Indeterminate(said('no-notification-to-either', { url: where.url }), 'implementation', [what.exchange]);
    };
    const strayed = (what: Moved, where: Inbox, difference: string): void => {
      const [stray] = about(what, where);
      if (stray === undefined) return;
      const seen = reason('value-seen', { value: said('delivery-to-confirm-url-of-other-environment') });
      broken('ENV-06', reason('sent-to-url', { url: said('confirm-url-of-its-own-environment') }), seen, [what.exchange, stray], {
        difference,
      });
    };

    try {
      // One environment has a Confirm URL, the other none.
      await putConfirmUrl(ours.url);
      await arrived(await moved(first, null), ours);
      const quiet = await moved(second, null);
      const notified = inbox();
      await arrived(await moved(second, notified.url), notified);
      strayed(quiet, ours, said('deposit-of-second-environment-which-has-no'));

      // Each has its own.
      await putConfirmUrl(theirs.url, 'second');
      const [here, there] = [await moved(first, null), await moved(second, null)];
      for (const [what, own, other] of [
        [here, ours, theirs],
        [there, theirs, ours],
      ] as const) {
        const sentinel = inbox();
        await arrived(await moved(what === here ? first : second, sentinel.url), sentinel);
        strayed(what, other, said('confirm-urls-of-both-environments'));
        await arrived(what, own);
      }

      // One is taken away, and the other stays.
      await putConfirmUrl(undefined);
      await arrived(await moved(second, null), theirs);
      const left = await moved(first, null);
      const last = inbox();
      await arrived(await moved(first, last.url), last);
      strayed(left, theirs, said('deposit-of-first-environment-whose-confirm-url'));
    } finally {
      await putConfirmUrl(undefined);
      await putConfirmUrl(undefined, 'second');
    }
  },
};

export const environmentTests: readonly SenderTest[] = [confirmUrls];
