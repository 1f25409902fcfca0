import type { Credentials } from '../contract/ledger.ts';
import type { Answer, Delivery, HeaderLine, WireRequest } from '../exchange.ts';
import type { JsonTree } from '../json.ts';

/** An order as a merchant keeps it. */
export interface Order {
  /** Digits. */
  readonly depositId: string;
  readonly invoiceId: string;
  /** Decimal text in major units. */
  readonly amount: string;
  readonly currency: string;
}

/** The keys of a receiver: those it signs with, and the previous ones while a rotation overlaps. */
export interface KeyRing {
  readonly current: Credentials;
  readonly previous?: Credentials;
  /** Sets that have ended. */
  readonly ended: readonly Credentials[];
}

/** What a receiver has learnt about a deposit by asking. */
export type StatusSeen =
  /** Number texts as the answer had them. */
  | { readonly kind: 'state'; readonly status: string; readonly amount: string; readonly currency: string; readonly invoiceId: string }
  | { readonly kind: 'unknown-deposit' }
  | { readonly kind: 'failed' };

/** What a receiver has learnt of a refund by asking. */
export type RefundSeen =
  | { readonly kind: 'state'; readonly status: string; readonly depositId: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'failed' };

/** What a receiver remembers of a notification's key. */
export interface Remembered {
  /** It was notified before. */
  readonly received: boolean;
  /** The order was released. */
  readonly released: boolean;
  /** The last status that was seen. */
  readonly lastStatus: string | undefined;
}

/** When a notification is acknowledged: when its work is done, or at once, and what happens to the work meanwhile. */
export type Acknowledging =
  | { readonly when: 'done' }
  | {
      readonly when: 'at-once';
      /** Whether the work survives a crash. */
      readonly keeps: 'durably' | 'in-memory';
      /** Pauses before each further try, ms. */
      readonly retries: readonly number[];
      /**
       * One worker does everything in turn: it keeps an item until that is done, or puts it back after each try. Several work where this is not set.
       */
      readonly inTurn?: 'until-done' | 'by-try';
    };

/** How handling a notification ended, or why it was not handled. */
export type Handled =
  | 'released'
  | 'refund-counted'
  | 'duplicate'
  | 'queued'
  | 'busy'
  | 'crowded'
  | 'not-paid'
  | 'mismatched'
  | 'no-order'
  | 'unknown-deposit'
  | 'failed'
  | 'unverified'
  | 'unreadable'
  | 'not-taken'
  | 'too-large';

/** What a receiver knows when it answers a notification. */
export interface Handling {
  readonly request: WireRequest;
  readonly keys: KeyRing;
  /** The bytes whose signature was compared. */
  readonly message: Uint8Array | undefined;
  /** The last answer of the status API. */
  readonly statusAnswer: Answer | undefined;
}

/**
 * Every decision that a merchant's receiver takes on one notification (RCV). The reference in process is assembled from conforming ones; a fault
 * replaces exactly one.
 * All are pure; the receiver stores what they have to remember.
 */
export interface ReceiverDecisions {
  /** RCV-15: whether the method and target are those of a notification. */
  takes(request: WireRequest): boolean;
  /** RCV-09: the longest body that is read, bytes. */
  largestBody(): number;
  /** RCV-08: the body as it is read from the packets in which it arrived. */
  reads(packets: readonly Uint8Array[], request: WireRequest): Uint8Array;
  /** RCV-09: whether the unread body of a request that ended this way stays on its connection, where it is read as the next request. */
  leavesBody(handled: Handled): boolean;
  /** RCV-20: whether the signature is checked before anything is asked. */
  order(): 'verify-first' | 'ask-first';
  /** RCV-01: the value of a header field, or undefined where there is none that can be used. */
  field(headers: readonly HeaderLine[], name: string): string | undefined;
  /** RCV-01: what happens to a notification without that field. */
  withoutField(name: string, request: WireRequest): 'refuse' | 'accept' | 'take-as-blank';
  /** RCV-01: the hash text of an Authorization value; undefined where it is malformed. */
  hash(authorization: string): string | undefined;
  /** RCV-08: the signed bytes. */
  signedMessage(xDate: string, xLogin: string, body: Uint8Array, keys: KeyRing): Uint8Array;
  /** RCV-26: the merchants with whose keys a notification may verify, of all on the URL; the first is the default. */
  candidates(xLogin: string, merchants: readonly KeyRing[]): readonly KeyRing[];
  /** RCV-26: with whose keys the status is asked; undefined where the order is not of the merchant whose keys verified. */
  askedBy(verified: KeyRing, ofOrder: KeyRing, merchants: readonly KeyRing[]): KeyRing | undefined;
  /** RCV-13: the HMAC keys with which a notification verifies now. */
  secrets(keys: KeyRing): readonly string[];
  /** RCV-01: whether the hash is that of the message. A receiver that crashes throws. */
  verifies(hash: string, message: Uint8Array, secret: string): boolean;
  /** RCV-01: what follows a signature that does not verify. */
  unverified(request: WireRequest): 'refuse' | 'work';
  /** RCV-18: whether an X-Date is accepted at that time (ms since the epoch); `latest` is the greatest that was accepted so far. */
  fresh(xDate: string, now: number, latest: string | undefined): boolean;
  /** RCV-09: the body as text, or undefined. */
  decode(body: Uint8Array): string | undefined;
  /** RCV-09: the text as JSON, or undefined. */
  parse(text: string): JsonTree | undefined;
  /** RCV-06, RCV-09: the deposit that a notification names, as digits. */
  depositId(body: JsonTree, request: WireRequest): string | undefined;
  /** RCV-03: what identifies a duplicate. */
  duplicateKey(depositId: string, request: WireRequest): string;
  /** RCV-03, RCV-07: whether nothing is left to do. */
  isDuplicate(remembered: Remembered): boolean;
  /** RCV-12: what happens to a notification whose deposit is being processed. */
  whileWorking(): 'work' | 'wait' | 'refuse' | 'drop';
  /** RCV-05, RCV-14, RCV-19: whether the answer waits for the work. */
  acknowledges(): Acknowledging;
  /** RCV-06: where the status comes from: the API, or another source. */
  source(body: JsonTree, order: Order | undefined): 'api' | StatusSeen;
  /** RCV-06: the request for a deposit's status. */
  statusRequest(depositId: string, keys: KeyRing, now: number, body: JsonTree): WireRequest;
  /** AUT-07: whether a redirect of the status API is followed, and with which of the headers that have keys. */
  follows(): 'no' | 'with-keys' | 'with-login' | 'without-keys';
  /** RCV-14: the longest wait for the status, ms. */
  statusTimeLimit(): number;
  /** RCV-05, RCV-10: what an answer of the status API means. */
  readStatus(answer: Answer, body: JsonTree, order: Order | undefined): StatusSeen;
  /** RCV-05: how long no status is asked after five failed calls in a row, ms, and what becomes of a notification meanwhile. */
  circuitBreaker(): { readonly ms: number; readonly meanwhile: 'failed' | 'not-paid' } | undefined;
  /** RCV-12: which of two answers counts: the one that was requested last, or the one that came last. Undefined: both are processed. */
  overtaken(askedAt: number, latestAskedAt: number): 'dealt-with' | 'dropped';
  /** RCV-02, RCV-06, RCV-11: whether the order is released on that status. */
  releases(seen: StatusSeen & { readonly kind: 'state' }, order: Order): 'release' | 'release-unmarked' | 'not-paid' | 'mismatched';
  /** RCV-10, RCV-22: what happens to a deposit that belongs to no order yet. One that is kept is checked again for that many ms. */
  withoutOrder(): 'leave' | 'release' | { readonly keptFor: number };
  /** RCV-03: how a second release is prevented. */
  releaseGuard(): 'atomic' | 'check-then-act' | 'last-status' | 'none';
  /** RCV-03, RCV-19: whether a release is remembered across a restart, or for how long, or for how many orders. */
  remembersReleases(): 'durably' | 'in-memory' | 'in-two-memories' | { readonly forMs: number } | { readonly last: number };
  /**
   * RCV-06, RCV-19: whether the order is released in one step with its mark and before the acknowledgement, or some time after or before one of them,
   * or before the status is asked and taken back where it is not paid.
   */
  releasesWhen(): 'before-answer' | 'after-answer' | 'after-mark' | 'before-mark' | 'before-status';
  /**
   * RCV-03: when a mail is sent: with the release, or for every notification of a paid or of any deposit, or before checking whether the order was
   * released.
   */
  mails(): 'with-release' | 'before-guard' | 'when-paid' | 'when-notified';
  /**
   * RCV-03, RCV-06, RCV-07: what the return page of the payer does: nothing, or it asks the status, or believes the payer, and releases with the guard
   * of the notifications or without, or gives an order up that is not paid.
   */
  returnPage(): 'shows' | 'asks' | 'asks-and-sends-no-mail' | 'cancels' | 'believes' | 'asks-unguarded' | 'asks-if-unreleased';
  /** RCV-24: the refund that a notification names, as digits. */
  refundId(body: JsonTree): string | undefined;
  /** RCV-24: whether the status of a refund is asked, or a notification says enough. */
  refundSource(): 'api' | 'notification';
  /** RCV-24: what an answer of the status API tells of a refund. */
  readRefund(answer: Answer): RefundSeen;
  /** RCV-10, RCV-24: whether a refund counts; there may be no order of its deposit. */
  countsRefund(seen: RefundSeen & { readonly kind: 'state' }, order: Order | undefined): boolean;
  /** RCV-24: what identifies a refund that was counted. */
  refundKey(refundId: string, depositId: string, request: WireRequest): string;
  /** RCV-24: whether it is remembered across a restart which refunds were counted. */
  remembersRefunds(): 'durably' | 'in-memory' | 'not';
  /** RCV-03: whether an order whose refund was counted still counts as released. */
  staysReleased(): boolean;
  /** RCV-25: the request that makes a refund of a whole order. */
  refundRequest(order: Order, keys: KeyRing, now: number): WireRequest;
  /** RCV-25: what the answer to its own refund does: nothing, or it counts the refund, with the mark of a notification or without, or takes the mark away. */
  ownRefund(): 'waits-for-notification' | 'counts' | 'counts-unmarked' | 'takes-mark-away';
  /** RCV-25: what becomes of a notification of a refund while the answer to a refund of its own is not there yet. */
  whileRefunding(): 'work' | 'wait' | 'refuse' | 'drop';
  /** How many notifications are worked on at once: those above get 503. */
  mostAtOnce(): number;
  /** RCV-02, RCV-04, RCV-05, RCV-16, AUT-11: the answer, a closed connection, or none. */
  answer(handled: Handled, about: Handling): Delivery;
  /** AUT-11: what it prints. */
  prints(handled: Handled, about: Handling): string;
}
