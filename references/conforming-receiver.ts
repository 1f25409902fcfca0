import { compareAmounts, parseAmount } from '../core/contract/amounts.ts';
import { joined, signedMessage } from '../core/contract/canonical.ts';
import { formatXDate } from '../core/contract/clock.ts';
import { type NotificationForm, notificationHashes, notificationMessage } from '../core/contract/notification.ts';
import { authorizationValue, sign, verifies } from '../core/contract/signature.ts';
import type { Handled, KeyRing, Order, ReceiverDecisions, StatusSeen } from '../core/decisions/receiver.ts';
import { type Answer, type Delivery, headerValues, noBody } from '../core/exchange.ts';
import { type JsonTree, member, parseJson } from '../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';

/** Statuses of answers. After any status but 2XX the notification comes again (Deposits API docs, Notifications). */
const statuses: Readonly<Record<Handled, number>> = {
  released: 200,
  duplicate: 200,
  queued: 202,
  busy: 409,
  crowded: 503,
  // A missing payment is not a failure: its status will change, and that is notified.
  'not-paid': 200,
  // A person has to look at it; another notification changes nothing.
  mismatched: 200,
  'no-order': 404,
  'refund-counted': 200,
  'unknown-deposit': 404,
  failed: 503,
  unverified: 401,
  unreadable: 400,
  'not-taken': 405,
  'too-large': 413,
};

/** An answer with a short JSON body that says how it went. */
function answerOf(handled: Handled, status: number): Delivery {
  const body = encodeUtf8(JSON.stringify({ result: handled }));
  return { kind: 'response', response: { status, headers: [['Content-Type', 'application/json']], body } };
}

/** A number or a string of the answer as text; the empty text where there is none. */
function textOf(tree: JsonTree, name: string): string {
  const found = member(tree, name);
  return found?.kind === 'number' ? found.text : found?.kind === 'string' ? found.value : '';
}

/** Reads what a body of the status endpoint says. */
function stateIn(tree: JsonTree): StatusSeen {
  return {
    kind: 'state',
    status: textOf(tree, 'status'),
    amount: textOf(tree, 'local_amount'),
    currency: textOf(tree, 'currency'),
    invoiceId: textOf(tree, 'invoice_id'),
  };
}

/** The body of an answer that tells a status. */
function answerTree(answer: Answer): JsonTree | 'unknown' | 'failed' {
  if (answer.kind !== 'response') return 'failed';
  // 404 not found, 400 no valid id (Deposits API docs, Deposit status): asking again changes neither.
  if (answer.response.status === 404 || answer.response.status === 400) return 'unknown';
  const text = answer.response.status === 200 ? decodeUtf8(answer.response.body) : undefined;
  const tree = text === undefined ? undefined : parseJson(text);
  return tree === undefined || member(tree, 'status') === undefined ? 'failed' : tree;
}

function readStatus(answer: Answer): StatusSeen {
  const tree = answerTree(answer);
  return tree === 'unknown' ? { kind: 'unknown-deposit' } : tree === 'failed' ? { kind: tree } : stateIn(tree);
}

function sameAmount(left: string, right: string): boolean {
  const [a, b] = [parseAmount(left), parseAmount(right)];
  return a !== undefined && b !== undefined && compareAmounts(a, b) === 0;
}

function releases(seen: StatusSeen & { readonly kind: 'state' }, order: Order): ReturnType<ReceiverDecisions['releases']> {
  if (seen.status !== 'COMPLETED') return 'not-paid';
  const same = sameAmount(seen.amount, order.amount) && seen.currency === order.currency && seen.invoiceId === order.invoiceId;
  return same ? 'release' : 'mismatched';
}

/** The decisions of a conforming receiver: it verifies raw bytes, asks the status, releases once, and answers when that is done. */
export function conformingReceiver(form: NotificationForm): ReceiverDecisions {
  return {
    takes: ({ method }) => method === 'POST',
    largestBody: () => 256 * 1024,
    reads: (packets) => joined(packets),
    leavesBody: () => false,
    order: () => 'verify-first',
    field(headers, name) {
      const values = headerValues(headers, name);
      return values.length === 1 ? values[0] : undefined;
    },
    withoutField: (name) => (form.interpretation === 'body-only' && name !== 'authorization' ? 'take-as-blank' : 'refuse'),
    hash: (authorization) => notificationHashes(authorization, form)[0],
    signedMessage: (xDate, xLogin, body) =>
      form.interpretation === 'body-only'
        ? notificationMessage({ date: xDate, login: xLogin, body }, form)
        : signedMessage(xDate, xLogin, body),
    candidates(xLogin, merchants) {
      const named = merchants.find(({ current }) => current.apiKey === xLogin);
      // A notification that names nobody, as where only its body is signed (C26), may belong to any of them.
      return named ? [named] : merchants;
    },
    askedBy: (verified, ofOrder) => (verified === ofOrder ? verified : undefined),
    secrets: ({ current, previous }: KeyRing) => [current.apiSignature, ...(previous ? [previous.apiSignature] : [])],
    verifies: (hash, message, secret) => secret !== '' && verifies(hash, message, secret),
    unverified: () => 'refuse',
    // A repeat may be 13 hours old (RCV-18), and a release happens only once anyway.
    fresh: () => true,
    decode: decodeUtf8,
    parse: parseJson,
    depositId(body) {
      const id = body.kind === 'object' ? member(body, 'deposit_id') : undefined;
      return id?.kind === 'number' && /^[1-9]\d*$/.test(id.text) ? id.text : undefined;
    },
    duplicateKey: (depositId) => depositId,
    isDuplicate: ({ released }) => released,
    whileWorking: () => 'work',
    acknowledges: () => ({ when: 'done' }),
    source: () => 'api',
    statusRequest(depositId, { current }, now) {
      const xDate = formatXDate(now);
      const hash = sign(signedMessage(xDate, current.apiKey, noBody), current.apiSignature);
      return {
        method: 'GET',
        target: `/v3/deposits/${depositId}`,
        headers: [
          ['X-Date', xDate],
          ['X-Login', current.apiKey],
          ['Authorization', authorizationValue(form.scheme, hash)],
        ],
        body: noBody,
      };
    },
    follows: () => 'no',
    statusTimeLimit: () => 3000,
    readStatus,
    circuitBreaker: () => undefined,
    overtaken: () => 'dealt-with',
    releases,
    withoutOrder: () => 'leave',
    releaseGuard: () => 'atomic',
    remembersReleases: () => 'durably',
    releasesWhen: () => 'before-answer',
    mails: () => 'with-release',
    returnPage: () => 'shows',
    refundId: (body) => (body.kind === 'object' ? /^[1-9]\d*$/.exec(textOf(body, 'refund_id'))?.[0] : undefined),
    refundSource: () => 'api',
    readRefund(answer) {
      const tree = answerTree(answer);
      if (tree === 'unknown' || tree === 'failed') return { kind: tree };
      return { kind: 'state', status: textOf(tree, 'status'), depositId: textOf(tree, 'deposit_id') };
    },
    countsRefund: ({ status }, order) => status === 'COMPLETED' && order !== undefined,
    refundKey: (refundId) => refundId,
    remembersRefunds: () => 'durably',
    staysReleased: () => true,
    refundRequest({ depositId, invoiceId, amount }, { current }, now) {
      const xDate = formatXDate(now);
      const body = encodeUtf8(`{"deposit_id":${depositId},"invoice_id":"${invoiceId}","amount":${amount}}`);
      return {
        method: 'POST',
        target: '/v3/refunds',
        headers: [
          ['Content-Type', 'application/json'],
          ['X-Date', xDate],
          ['X-Login', current.apiKey],
          ['Authorization', authorizationValue(form.scheme, sign(signedMessage(xDate, current.apiKey, body), current.apiSignature))],
        ],
        body,
      };
    },
    ownRefund: () => 'waits-for-notification',
    whileRefunding: () => 'work',
    mostAtOnce: () => Number.POSITIVE_INFINITY,
    answer: (handled) => answerOf(handled, statuses[handled]),
    prints: (handled) => `notification: ${handled}`,
  };
}
