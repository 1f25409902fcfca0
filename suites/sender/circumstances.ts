import fc from 'fast-check';
import { signedIn, signingOf } from '../../audit/notifications/notification.ts';
import { subjectOf } from '../../audit/notifications/subject.ts';
import { mayMove } from '../../core/contract/transitions.ts';
import type { Exchange, SeenExchange } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { weakOracle } from '../../core/verdict/verdict.ts';
import { said, sentencesOf } from '../../language/sentences.ts';
import type { Inbox } from '../../roles/inbox.ts';
import { type Contract, movesOf, payment, reversal, statusesOf, walksOf } from '../../schemas/contract.ts';
import type { Call } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { SenderTest } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { seen as asSeen, broken, isSuccess, responseOf } from '../judgement.ts';
import { Indeterminate, Untestable, Violation } from '../violation.ts';
import { endsOf, type Ids, notifying, type SenderDriver, scenarios, senderDriver, subjectsOf } from './driver.ts';

/** The status call that a merchant makes when a notification comes. */
function statusCall({ calls }: SenderDriver, contract: Contract, about: string, id: string, depositId: string): Call {
  return about === payment(contract).name ? calls.statusCall(id) : calls.refundStatusCall(depositId, id);
}

const readable: SenderTest = {
  clause: 'NTF-06',
  needs: ['receivesNotifications', 'movesStatus'],
  async run(env, run) {
    const driver = senderDriver(env, run);
    const { sender } = env;
    await forAll(run, scenarios(env, fc.constant([200])), 12, ({ about, status, answers }) =>
      driver.alone(async () => {
        let unreadable: unknown;
        const onArrival = async (notification: SeenExchange, { id, depositId }: Ids): Promise<void> => {
          try {
            // An id that was never given is not readable either. Whether an existing one is the right one, NTF-02 asks.
            const named = subjectOf(notification, env.contract)?.id ?? id;
            const isOurs = named === id || Number(named) === Number(id);
            const exchange = await driver.calls.send(statusCall(driver, env.contract, about, isOurs ? id : named, depositId));
            responseOf(exchange);
            if (!isOurs && isSuccess(exchange)) return;
            const now = driver.calls.stateOf(exchange);
            if (isSuccess(exchange) && (now === status || mayMove(payment(env.contract), status, String(now)))) return;
            const actual = isSuccess(exchange) ? reason('status-seen', { status: String(now) }) : asSeen(exchange);
            broken('NTF-06', reason('status-readable-on-arrival', { status }), actual, [notification, exchange]);
          } catch (error) {
            unreadable ??= error;
          }
        };
        const { inbox, made } = await driver.start({ about, status, answers }, onArrival);
        const came = await sender.arrived(inbox, 1);
        if (unreadable !== undefined) throw unreadable;
        if (came.length === 0) throw new Indeterminate(said('no-notification-to', { url: inbox.url }), 'environment', [made]);
      }),
    );
  },
};

/** Characters that no URL library writes in another way. */
const query = '?order=7-1&from=shop';

/** URLs that a provider may refuse for its own sake: no document says which. */
const oddUrls = {
  'notification-url-private': 'https://10.255.255.1/notifications',
  'notification-url-loopback': 'https://127.0.0.1/notifications',
  'notification-url-odd-port': 'https://shop.example:8443/notifications',
  'notification-url-plain': 'http://shop.example/notifications',
} as const;

async function observeOddUrls({ calls }: SenderDriver, contract: Contract, run: ClauseRun): Promise<void> {
  for (const [of, url] of Object.entries(oddUrls) as readonly [keyof typeof oddUrls, string][]) {
    const exchange = await calls.send(calls.depositCall(calls.depositBody(notifying(payment(contract), url))));
    const { status } = responseOf(exchange);
    run.observe({ subject: said(of), seen: said(isSuccess(exchange) ? 'url-accepted' : 'url-refused', { status }) });
  }
}

const url: SenderTest = {
  clause: 'NTF-07',
  needs: ['receivesNotifications', 'movesStatus'],
  async run(env, run) {
    const driver = senderDriver(env, run);
    const { sender } = env;
    const { putConfirmUrl } = sender.controls;
    const confirm = putConfirmUrl && sender.inbox(run.unique('n'), [200]);
    if (!confirm) run.observe(weakOracle(said('confirm-url-not-set'), sentencesOf().capabilities.setsConfirmUrl.nextMove));
    const ofRequest = reason('sent-to-url', { url: said('notification-url-of-request') });

    /** What the inbox got first, at the URL of the request with its query. */
    const atItsUrl = async (inbox: Inbox, made: Exchange): Promise<void> => {
      const [own] = await sender.arrived(inbox, 1);
      if (own === undefined) throw new Indeterminate(said('no-notification-to', { url: inbox.url }), 'environment', [made]);
      // What comes before the name of the inbox, a proxy in front of us may cut.
      if (!`${new URL(inbox.url).pathname}${query}`.endsWith(own.request.target))
        broken('NTF-07', ofRequest, reason('value-seen', { value: own.request.target }), [own]);
    };

    await observeOddUrls(driver, env.contract, run);
    await putConfirmUrl?.(confirm?.url);
    try {
      const { name } = payment(env.contract);
      for (const status of endsOf(env.contract)) {
        run.countCases(2);
        const before = confirm?.seen().length ?? 0;
        const inbox = sender.inbox(run.unique('n'), [200]);
        const { id, made } = await driver.make(name, `${inbox.url}${query}`);
        await driver.move(name, id, status);
        await sender.arrived(inbox, 1);
        const [strayed] = confirm?.seen().slice(before) ?? [];
        if (strayed !== undefined) broken('NTF-07', ofRequest, reason('value-seen', { value: said('delivery-to-confirm-url') }), [strayed]);
        await atItsUrl(inbox, made);
        if (confirm === undefined) continue;
        const { depositId, exchange } = await driver.calls.make(driver.calls.depositBody(notifying(payment(env.contract), null)));
        await driver.move(name, depositId, status);
        const came = await sender.arrived(confirm, before + 1);
        if (came.length === before) {
          broken('NTF-07', reason('sent-to-url', { url: said('confirm-url-where-request-names-none') }), reason('attempt-missing'), [
            exchange,
          ]);
        }
      }
    } finally {
      await putConfirmUrl?.(undefined);
    }
    // Where nothing moves a refund, the bank answers, or the test environment in its place.
    const canMove = sender.can.has('movesRefunds');
    const unseen = (): void => run.observe(weakOracle(said('refund-not-notified'), sentencesOf().capabilities.movesRefunds.nextMove));
    // A refund has a URL of its own, and its deposit another one.
    const reversing = reversal(env.contract)?.name;
    if (reversing === undefined) return;
    for (const status of endsOf(env.contract, reversing).slice(0, canMove ? 2 : 1)) {
      run.countCases(1);
      const [ofDeposit, inbox] = [sender.inbox(run.unique('n'), [200]), sender.inbox(run.unique('n'), [200])];
      const refund = await driver.make(reversing, `${inbox.url}${query}`, ofDeposit.url).catch((error: unknown) => {
        if (canMove || !(error instanceof Indeterminate)) throw error;
      });
      if (refund === undefined) return unseen();
      const { id, made } = refund;
      if (canMove) await driver.move(reversing, id, status);
      await sender.arrived(inbox, 1);
      const strayed = ofDeposit.seen().find((one) => subjectOf(one, env.contract)?.id === id);
      if (strayed !== undefined)
        broken('NTF-07', ofRequest, reason('value-seen', { value: said('delivery-to-url-of-deposit') }), [made, strayed]);
      if (!canMove && inbox.seen().length === 0) return unseen();
      await atItsUrl(inbox, made);
    }
  },
};

/** Changes of one deposit, one after the other; where the documents do not lead to one from the status that it has, that one is left out. */
const walks = [
  ['cancelled', 'completed'],
  ['expired', 'completed'],
  ['pending', 'completed'],
  ['pending', 'review', 'completed'],
  ['pending', 'released', 'completed'],
  ['pending', 'declined'],
] as const;

/** Those of a reversal. */
const walksBack = [['sent', 'completed'], ['details', 'cancelled'], ['declined']] as const;

/** How long after its change a notification may come, ms: the test environment takes some minutes (Deposits API docs, Notifications). */
const toldWithinMs = 3_600_000;

/** How many deposits change at once: a queue that drops every tenth shows it. */
const changedAtOnce = 20;

const changesNotified: SenderTest = {
  clause: 'NTF-13',
  needs: ['receivesNotifications', 'movesStatus'],
  async run(env, run) {
    const driver = senderDriver(env, run);
    const { sender } = env;
    const { passOn, moveRefund, advance } = sender.controls;
    if (!passOn) run.observe(weakOracle(said('second-change-not-made'), sentencesOf().capabilities.passesDepositsOn.nextMove));
    let came = 0;
    let silent: (() => never) | undefined;

    /**
     * Waits for deliveries beyond those that came before the change. Where none came at all so far, it is not said yet that one is missing.
     *
     * @param changedAt after the change, ms on the sender's clock
     */
    const awaited = async (inbox: Inbox, before: number, status: string, exchange: Exchange, changedAt = sender.now()): Promise<void> => {
      const seen = await sender.arrivedBy(inbox, before + 1, changedAt + toldWithinMs);
      came += seen.length - before;
      if (seen.length > before) return;
      // Without a clock that we advance, each further hour would pass.
      if (came === 0 && !advance) throw new Indeterminate(said('no-notification-at-all'), 'environment', [exchange]);
      const missing = (): never => {
        const last = seen.at(-1);
        const expected = reason('change-notified', { status, minutes: toldWithinMs / 60_000 });
        broken('NTF-13', expected, reason('attempt-missing'), [...(last ? [last] : []), exchange]);
      };
      if (came > 0) missing();
      silent ??= missing;
    };

    const paid = payment(env.contract);
    const reversing = reversal(env.contract);
    const walk = async (about: string, statuses: readonly string[]): Promise<void> => {
      const inbox = sender.inbox(run.unique('n'), [200]);
      const { id, made } = await driver.make(about, inbox.url);
      let current = about === paid.name ? String(driver.calls.stateOf(await driver.calls.read(driver.calls.statusCall(id)))) : '';
      for (const status of statuses) {
        if (about === paid.name && !mayMove(paid, current, status)) continue;
        const before = inbox.seen().length;
        await (about === paid.name ? passOn : moveRefund)?.(id, status);
        current = status;
        await awaited(inbox, before, status, made);
        // What belongs to this change has come before the next one.
        await advance?.(600_000);
      }
    };

    const panel = async (about: string, status: string): Promise<void> => {
      const { inbox, made } = await driver.start({ about, status, answers: [200] });
      await awaited(inbox, 0, status, made);
    };
    const ends = subjectsOf(env).flatMap((about) => endsOf(env.contract, about).map((status) => [about, status] as const));
    const changes = [
      ...(passOn ? walksOf(statusesOf(paid), walks).map((statuses) => [paid.name, statuses] as const) : []),
      ...(moveRefund && reversing ? walksOf(statusesOf(reversing), walksBack).map((statuses) => [reversing.name, statuses] as const) : []),
    ];
    run.countCases(ends.length + changes.length + changedAtOnce);
    for (const [about, status] of ends) await panel(about, status);
    for (const [about, statuses] of changes) await walk(about, statuses);
    const inboxes = Array.from({ length: changedAtOnce }, () => sender.inbox(run.unique('n'), [200]));
    const { completed } = movesOf(paid);
    const made = await Promise.all(inboxes.map((inbox) => driver.make(paid.name, inbox.url)));
    await Promise.all(made.map(({ id }) => driver.move(paid.name, id, completed)));
    const changedAt = sender.now();
    for (const [at, inbox] of inboxes.entries()) {
      const own = made[at]?.made;
      if (own) await awaited(inbox, 0, completed, own, changedAt);
    }
    if (came === 0)
      throw new Indeterminate(
        said('no-notification-at-all'),
        'environment',
        made.map((one) => one.made),
      );
    silent?.();
    await forAll(run, scenarios(env, fc.constant([200])), 12, ({ about, status }) => driver.alone(() => panel(about, status)));
  },
};

const sentAgain: SenderTest = {
  clause: 'NTF-12',
  needs: ['receivesNotifications', 'movesStatus', 'resends'],
  async run(env, run) {
    const driver = senderDriver(env, run);
    const { sender } = env;
    await forAll(run, scenarios(env, fc.constant([200])), 6, (scenario) =>
      driver.alone(async () => {
        const { inbox, id, seen } = await driver.watch(scenario);
        await driver.resend(scenario.about, id);
        const all = await sender.arrived(inbox, seen.length + 1);
        if (all.length === seen.length) throw new Indeterminate(said('no-notification-to', { url: inbox.url }), 'environment', [...all]);
        driver.judge('NTF-12', all);
      }),
    );
  },
};

const rotated: SenderTest = {
  clause: 'ROT-05',
  needs: ['receivesNotifications', 'movesStatus', 'senderRotatesKeys'],
  async run(env, run) {
    const driver = senderDriver(env, run);
    const { sender, provider, contract, profile } = env;
    const { rotateKeys, advance } = sender.controls;
    const { moveStatus } = provider.controls;
    if (!rotateKeys || !moveStatus) throw new Untestable(said('no-way-to-roll-keys'));
    const former = sender.keys;
    for (const status of endsOf(contract)) {
      run.countCases(1);
      const begun = await driver.watch({ about: payment(contract).name, status, answers: [500, 200] });
      const later = sender.inbox(run.unique('n'), [200]);
      const { depositId, exchange: made } = await driver.calls.make(driver.calls.depositBody(notifying(payment(env.contract), later.url)));
      const { keys, restore } = await rotateKeys();
      try {
        await moveStatus(depositId, status);
        const fresh = await sender.arrived(later, 1);
        if (fresh.length === 0) throw new Indeterminate(said('no-notification-to', { url: later.url }), 'environment', [made]);
        await advance?.(6 * 60_000);
        const after = [...later.seen(), ...begun.inbox.seen().slice(begun.seen.length)];
        for (const exchange of after) {
          if (signingOf(exchange, { contract, keys: [keys], profile }) !== undefined) continue;
          const old = signingOf(exchange, { contract, keys: former, profile });
          // What verifies by neither is for NTF-08 and NTF-04.
          if (old === undefined) throw new Indeterminate(said('notification-verifies-by-no-interpretation'), 'implementation', [exchange]);
          const signed = signedIn(exchange, { contract, profile }, old.interpretation);
          const actual = reason('value-seen', { value: said('secret-has-ended') });
          throw new Violation({
            clause: 'ROT-05',
            expected: reason('signed-with-new-secret'),
            actual,
            exchanges: [exchange],
            breaking: 0,
            signed,
          });
        }
      } finally {
        await restore();
      }
    }
  },
};

/** What is right around a delivery: that it comes, the status behind it, the URL that it goes to, the keys in force. */
export const circumstanceTests: readonly SenderTest[] = [readable, url, changesNotified, sentAgain, rotated];
