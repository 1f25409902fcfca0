import { active } from '../core/contract/credentials.ts';
import type { Ledger, SigningSet } from '../core/contract/ledger.ts';
import { type NotificationForm, notificationParties } from '../core/contract/notification.ts';
import { dateText, lineOf, type MessageParts } from '../core/contract/scheme.ts';
import type { Notice, SenderDecisions } from '../core/decisions/sender.ts';
import type { Answer, WireRequest } from '../core/exchange.ts';
import type { JsonValue } from '../core/json.ts';

/** Sends a notification and waits for the answer. Never rejects because of the network. */
export type Post = (url: URL, request: WireRequest) => Promise<Answer>;

/** Which URLs a sender connects to. */
export type Reach = (url: URL) => boolean;

/** The documented policy: ports 80 and 443, of any host (Deposits API docs, Notifications). */
export const documentedReach: Reach = ({ protocol, port }) =>
  (protocol === 'http:' && (port === '' || port === '443')) || (protocol === 'https:' && (port === '' || port === '80'));

/** Only loopback, on any port: what a mock in a test calls. */
export const loopbackReach: Reach = ({ protocol, hostname }) =>
  /^https?:$/.test(protocol) && (hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname));

/** A deposit or refund whose status changed. */
export interface Change {
  readonly about: Notice['about'];
  readonly id: number;
  readonly status: string;
}

export interface NotifierOptions {
  readonly decisions: SenderDecisions;
  /** How notifications are signed, and which parts are sent (C26). */
  readonly form: NotificationForm;
  readonly ledger: Ledger;
  /** The member of a creation that says where its notifications go. */
  readonly urlMember: string | undefined;
  /** The sender's clock, ms since the epoch. */
  readonly now: () => number;
  readonly post: Post;
  readonly reach: Reach;
  /** Called when something was queued. */
  readonly queued?: () => void;
}

/**
 * The provider as sender of notifications: what waits to be sent, and until when. It has no timers: its owner advances the clock and calls `step`,
 * the virtual clock of a test or the timer of a running mock.
 */
export interface Notifier {
  /** Announces a change of status, and writes it: `write` makes it readable (NTF-06). */
  changed(change: Change, write: () => void): void;
  /** Sends once more, as a person at the panel can. False for an unknown id. */
  resend(about: Notice['about'], id: number): boolean;
  /** The panel's Confirm URL of a merchant; undefined removes it. */
  putConfirmUrl(merchant: string, url: string | undefined): void;
  /** When the next step is due, ms since the epoch; undefined while nothing waits. */
  nextAt(): number | undefined;
  /** Does everything that is due at once; resolves when every attempt had its answer or its end. */
  step(): Promise<void>;
}

interface Waiting {
  readonly at: number;
  readonly number: number;
  readonly go: () => Promise<void> | undefined;
}

/** What the attempts of one notification share. */
interface Thread {
  readonly notice: Omit<Notice, 'attempt' | 'now'>;
  readonly url: URL;
  firstAt: number | undefined;
  keys: SigningSet | undefined;
  before: WireRequest | undefined;
}

function textMember(value: JsonValue, name: string): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const member = (value as Readonly<Record<string, JsonValue>>)[name];
  return typeof member === 'string' && member !== '' ? member : undefined;
}

function parsed(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

/** A notifier over the ledger of one environment. One call for each change of status; what waits is lost with the process. */
export function notifier({ decisions, form, ledger, urlMember, now, post, reach, queued }: NotifierOptions): Notifier {
  const confirmUrls = new Map<string, string>();
  const waiting = new Set<Waiting>();
  const underway = new Set<Promise<void>>();
  let number = 0;

  function wait(at: number, go: Waiting['go']): void {
    number += 1;
    waiting.add({ at, number, go });
    queued?.();
  }

  function requestOf(thread: Thread, notice: Notice): WireRequest | undefined {
    const account = ledger.account(notice.merchant);
    if (account === undefined) return undefined;
    const keys = decisions.keys(active(account.signingSets, notice.now), thread.keys, notice);
    if (keys === undefined) return undefined;
    thread.keys ??= keys;
    const body = decisions.body(notice);
    const { pathname, search, host } = thread.url;
    const line = { method: 'POST', target: `${pathname}${search}` };
    const parts: MessageParts = {
      date: dateText(form.by, decisions.date(notice, thread.firstAt ?? notice.now)),
      login: keys.apiKey,
      // One message keeps its id, however often it is sent.
      id: `${notice.about}-${notice.id}-${notice.changedAt}`,
      ...line,
      body,
    };
    const hash = decisions.hash(decisions.message(parts, notice), decisions.secret(keys, notice, account), notice);
    const authorization = decisions.authorization(hash, parts.date, notice);
    const signature = lineOf(form.by.signature, authorization);
    return {
      ...line,
      headers: [
        ['Host', host],
        ...decisions.headers([['Content-Type', 'application/json'], ...notificationParties(parts, form), ...signature], notice),
      ],
      body,
    };
  }

  async function attempt(thread: Thread, attemptNumber: number): Promise<void> {
    const notice: Notice = { ...thread.notice, attempt: attemptNumber, now: now() };
    const afresh = requestOf(thread, notice);
    if (afresh === undefined) return;
    const request = thread.before === undefined ? afresh : decisions.repeat(thread.before, afresh, notice);
    thread.firstAt ??= notice.now;
    thread.before = request;
    const answers = await Promise.all(Array.from({ length: decisions.copies(notice) }, () => post(thread.url, request)));
    const gap = decisions.gap(notice);
    if (gap === undefined || answers.some((answer) => decisions.ends(answer, notice))) return;
    wait(notice.now + gap, () => attempt(thread, attemptNumber + 1));
  }

  /** The URL that a deposit or refund asks to notify, and its merchant. */
  function subjectOf(
    about: Notice['about'],
    id: number,
  ): { readonly merchant: string; readonly status: string; readonly url: string | undefined } | undefined {
    const refund = about === 'refund' ? ledger.refund(id) : undefined;
    const deposit = about === 'refund' ? refund && ledger.deposit(refund.depositId) : ledger.deposit(id);
    if (deposit === undefined) return undefined;
    return {
      merchant: deposit.merchant,
      status: (refund ?? deposit).status,
      url: about === 'refund' ? refund?.notificationUrl : textMember(deposit.request, urlMember ?? ''),
    };
  }

  function send(about: Notice['about'], id: number, status: string, cause: Notice['cause']): Notice | undefined {
    const subject = subjectOf(about, id);
    if (subject === undefined) return undefined;
    const changedAt = now();
    const notice = { about, id, merchant: subject.merchant, status, changedAt, cause };
    const first: Notice = { ...notice, attempt: 1, now: changedAt };
    const after = cause === 'change' ? decisions.tellsAfter(first) : 0;
    if (after === undefined) return first;
    const text = decisions.url(subject.url, confirmUrls.get(subject.merchant), first);
    const url = text === undefined ? undefined : parsed(text);
    if (url !== undefined && reach(url)) {
      const thread: Thread = { notice, url, firstAt: undefined, keys: undefined, before: undefined };
      wait(changedAt + after, () => attempt(thread, 1));
    }
    return first;
  }

  return {
    changed({ about, id, status }, write) {
      const notice = send(about, id, status, 'change');
      const late = notice === undefined ? 0 : decisions.writesAfter(notice);
      if (late === 0) write();
      else {
        wait(now() + late, () => {
          write();
          return undefined;
        });
      }
    },
    resend(about, id) {
      const subject = subjectOf(about, id);
      if (subject === undefined) return false;
      send(about, id, subject.status, 'resend');
      return true;
    },
    putConfirmUrl(merchant, url) {
      if (url === undefined) confirmUrls.delete(merchant);
      else confirmUrls.set(merchant, url);
    },
    nextAt() {
      let next: number | undefined;
      for (const { at } of waiting) if (next === undefined || at < next) next = at;
      return next;
    },
    async step() {
      const at = now();
      const due = [...waiting].filter((each) => each.at <= at).sort((a, b) => a.at - b.at || a.number - b.number);
      for (const each of due) waiting.delete(each);
      for (const { go } of due) {
        const work = Promise.resolve(go()).finally(() => underway.delete(work));
        underway.add(work);
      }
      // Also those that another step began: what follows them is queued when they end.
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}
