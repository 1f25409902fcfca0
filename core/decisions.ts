import type {
  Account,
  Credentials,
  Deposit,
  EnvironmentName,
  IdempotencyRecord,
  LedgerNumbers,
  Memory,
  Refund,
} from './contract/ledger.ts';
import type { NotificationParts } from './contract/notification.ts';
import type { Answer, Arrival, Delivery, HeaderLine, WireRequest, WireResponse } from './exchange.ts';
import type { JsonTree, JsonValue } from './json.ts';

/** What the contract says of an operation, as far as decisions need it. */
export interface OperationFacts {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly authentication: 'signed' | 'read-only';
  readonly idempotency: 'honoured' | 'ignored';
  readonly creates: string | undefined;
}

/** A request on its way through the provider. `now` is the provider's judging clock, ms since the epoch. */
export interface Call {
  readonly arrival: Arrival;
  /** The environment whose host it came to. */
  readonly environment: EnvironmentName;
  readonly now: number;
  readonly operation: OperationFacts;
  /** Path parameters, percent-decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A call that is refused, perhaps before an operation was found for it. */
export type RefusedCall = Omit<Call, 'operation'> & { readonly operation: OperationFacts | undefined };

/** The Authorization field taken apart (SIG-06). `hash` and `token` are the text after the scheme and its one space, unjudged. */
export type Authorization =
  | { readonly scheme: 'signed'; readonly hash: string }
  | { readonly scheme: 'bearer'; readonly token: string }
  /** HTTP Basic with a user name and an empty password, where it is taken at all (C1, C50). */
  | { readonly scheme: 'basic'; readonly user: string }
  | { readonly scheme: 'malformed' };

/** What a request line asks for. `parameters` are the percent-decoded path parameters. */
export type Routing =
  | { readonly kind: 'operation'; readonly operation: OperationFacts; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: 'unknown-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown-path' };

/** One broken rule of a body member or parameter: its JSON pointer (`/country`) and the rule in words. */
export interface Problem {
  readonly pointer: string;
  readonly rule: string;
}

/** Why a request is refused. Data; `answerTo` gives it a status, a code and words. */
export type Refusal =
  | { readonly because: 'path-unknown' }
  | { readonly because: 'method-not-allowed'; readonly allowed: readonly string[] }
  | { readonly because: 'header-missing' | 'header-malformed' | 'header-blank'; readonly header: string }
  | { readonly because: 'credentials-unknown' }
  | { readonly because: 'date-outside' }
  | { readonly because: 'signature-wrong' }
  | { readonly because: 'address-unlisted' }
  | { readonly because: 'key-in-flight' | 'key-conflicting' }
  | { readonly because: 'request-repeated' }
  | { readonly because: 'body-unreadable'; readonly details: readonly string[] }
  | { readonly because: 'body-invalid'; readonly problems: readonly Problem[] }
  | { readonly because: 'not-found'; readonly what: string }
  | { readonly because: 'invoice-taken' }
  | { readonly because: 'deposit-not-completed' | 'refund-exceeds' | 'refund-amount-invalid' }
  | { readonly because: 'failed-inside' }
  /** What never became a call: not HTTP, more than a server takes, or not all there in time. */
  | { readonly because: 'request-malformed' | 'header-too-large' | 'body-too-large' | 'request-too-slow' };

/** The checks before a call is believed, in the order in which they are made (C11). */
export type Check = 'headers' | 'login' | 'date' | 'signature' | 'address';

export type Window = 'inside' | 'behind' | 'ahead';

/** What an idempotency key means for the request that bears it. */
export type Lookup = 'fresh' | 'replayed' | 'conflicting' | 'in-flight';

/** How far a request came: a failure before authentication is not known to come from the merchant (C8). */
export type Stage = 'before-authentication' | 'after-authentication';

/**
 * Every decision that a provider takes on one call. The mock is assembled from honest ones; a fault is a value that replaces exactly one.
 * All are pure: what they may know comes in as arguments, and state is changed by the simulator alone.
 */
export interface ProviderDecisions {
  /** TLS-01, C38: whether this transport is served at all, and how it is refused: without an answer, by a bare 4xx, or by a redirect. */
  transport(arrival: Arrival): 'serve' | 'refuse' | 'refuse-aloud' | 'redirect';
  /** END-05, ENV-01, C34, C37: what method and target ask for, at the host of that environment. */
  route(method: string, target: string, environment: EnvironmentName): Routing;
  /** ENV-02…04: the environments whose memory a call is served from, in the order in which they are looked into; what is made is written to the first. An honest provider looks into the one that was called, alone. */
  looksInto(memory: Memory, call: Call): readonly EnvironmentName[];
  /** ENV-03: where the ids of an environment begin. They may be the same in both, and then one id means two things. */
  numbersOf(environment: EnvironmentName): LedgerNumbers;
  /** C11: which checks an operation's calls pass, in order. */
  checks(operation: OperationFacts): readonly Check[];
  /** HDR-01: names of the headers without which a call is refused. */
  requiredHeaders(call: Call): readonly string[];
  /** HDR-06, C51: the one value of a header from those of all its lines (at least one), or undefined when together they are ill-formed. */
  fieldValue(values: readonly string[], header: string, call: Call): string | undefined;
  /** HDR-03, C44: whether a body of that Content-Type is taken. */
  takesContentType(value: string, call: Call): boolean;
  /** HDR-02: whether a present optional header counts as blank. */
  isBlank(value: string, call: Call): boolean;
  /** SIG-06: reads the Authorization value. */
  authorization(value: string, call: Call): Authorization;
  /** AUT-02: the account that an X-Login names, among those with an active key. */
  accountOf(login: string, accounts: readonly Account[], call: Call): Account | undefined;
  /** AUT-03, AUT-04: the account that a Bearer token names, if it may call this operation. */
  accountOfBearer(token: string, accounts: readonly Account[], call: Call): Account | undefined;
  /** C1, C50: the account that the user name of HTTP Basic names, if it may call this operation. */
  accountOfBasic(user: string, accounts: readonly Account[], call: Call): Account | undefined;
  /** The HMAC keys under which a call with that X-Login verifies. */
  secretsOf(account: Account, login: string, call: Call): readonly string[];
  /** CLK-04: X-Date as ms since the epoch, or undefined when it is ill-formed or impossible. */
  date(text: string, call: Call): number | undefined;
  /** CLK-01…03: where a date stands to the provider's clock. */
  window(dateMs: number, call: Call): Window;
  /** SIG-03…05: the bytes under the HMAC. */
  signedMessage(xDate: string, xLogin: string, body: Uint8Array, call: Call): Uint8Array;
  /** SIG-02, SIG-07: whether the hash text is that of the message. */
  verifies(hash: string, message: Uint8Array, secret: string, call: Call): boolean;
  /** IPA-01, IPA-03: whether the call comes from a listed address. */
  addressListed(account: Account, call: Call): boolean;
  /** C52: what the same signed bytes get inside the window, without an idempotency key. */
  repeats(call: Call): 'executed' | 'refused';
  /** IDM-14, IDM-06, C10: the identity of a key: two requests with equal results carry the same key. Undefined: no key. */
  idempotencyKey(value: string | undefined, call: Call): string | undefined;
  /** IDM-10, C9: within what a key is unique. */
  idempotencyScope(account: Account, call: Call): string;
  /** C6: what "the same request" is told by; equal texts are the same request. */
  fingerprint(call: Call): string;
  /** IDM-01…11: what a kept record means for a request. */
  lookup(record: IdempotencyRecord | undefined, fingerprint: string, call: Call): Lookup;
  /** IDM-10: whether a kept answer is looked up before or after the call is believed. */
  looksUp(call: Call): 'before-checks' | 'after-checks';
  /** IDM-08: whether a key is held from the moment at which it is seen, or only recorded with the answer. */
  reserves(call: Call): boolean;
  /** C7: what a request gets whose key is in flight. */
  whileInFlight(call: Call): 'refuse' | 'wait';
  /** IDM-03, IDM-04, C8: whether this outcome is kept under the key. */
  keeps(response: WireResponse, stage: Stage, call: Call): boolean;
  /** IDM-07: what becomes of a held key whose requester went away before the work began. To work and forget leaves the effect without its kept answer. */
  onAbandoned(call: Call): 'work-anyway' | 'work-and-forget' | 'release' | 'hold';
  /** IDM-02, IDM-20: the answer to a replay, from the kept one. */
  replay(kept: WireResponse, call: Call): WireResponse;
  /** UTF-03: the body as text, or undefined when its bytes are not of an accepted charset. */
  decode(body: Uint8Array, contentType: string | undefined, call: Call): string | undefined;
  /** END-03, C41: the text as JSON, or undefined when it is not (acceptable) JSON. */
  parse(text: string, call: Call): JsonTree | undefined;
  /** END-08: the broken rules of path and query parameters. */
  parameterProblems(call: Call): readonly Problem[];
  /** END-03, END-08: the broken rules of a body. */
  problems(body: JsonValue, call: Call): readonly Problem[];
  /** C42: whether an invoice id may be used once more. */
  invoiceFree(existing: readonly Deposit[], call: Call): boolean;
  /** AUT-06: whether a merchant sees that deposit or refund. */
  owns(account: Account, owner: string, call: Call): boolean;
  /** END-07: whether a deposit may be refunded by this amount (decimal text), given its refunds so far; undefined when it may. */
  refundRefusal(deposit: Deposit, refunds: readonly Refund[], amount: string, call: Call): Refusal | undefined;
  /** END-07: whether the sum is checked in the same atomic step as the refund is written. */
  refundsAtomically(call: Call): boolean;
  /** SIG-02, END-03: what follows a refusal. An honest provider stops. */
  afterRefusal(refusal: Refusal, call: Call): 'stop' | 'work-silently';
  /** IDM-01: how many deposits or refunds one accepted creation makes. */
  copies(call: Call): number;
  /** UTF-01, C39: the body as it is stored. */
  stored(body: JsonValue, call: Call): JsonValue;
  /** END-06: whether a stored deposit can be read already. */
  readable(deposit: Deposit, call: Call): boolean;
  /** END-02: the body of a 2XX answer; `honest` is the documented one. */
  body(honest: JsonValue, call: Call): JsonValue;
  /** C14: the status of a 2XX answer. */
  successStatus(call: Call): number;
  /** ERR, SIG-08: status and body of a refusal. `call` lacks an operation where none was found. `expected` is the right hash where a signature was judged: an honest provider never uses it. */
  answerTo(
    refusal: Refusal,
    call: RefusedCall,
    expected: string | undefined,
  ): { readonly status: number; readonly body: JsonValue | undefined };
  /** UTF-06: JSON as bytes. */
  encode(value: JsonValue): Uint8Array;
  /** HDR-05: the Content-Type of a non-empty answer. */
  contentType(status: number): string | undefined;
  /** CLK-09: the Date field of an answer given at that ms. */
  dateField(now: number): string | undefined;
  /** What happens to the finished answer on the connection. */
  deliver(response: WireResponse, call: Call): Delivery;
}

/** An order as a merchant keeps it. */
export interface Order {
  /** Digits. */
  readonly depositId: string;
  readonly invoiceId: string;
  /** Decimal text in major units. */
  readonly amount: string;
  readonly currency: string;
}

/** The keys of a receiver: those it signs with, and those of before while a rotation overlaps. */
export interface KeyRing {
  readonly current: Credentials;
  readonly previous?: Credentials;
  /** Sets that have ended. */
  readonly ended: readonly Credentials[];
}

/** What a receiver has learnt of a deposit by asking. */
export type StatusSeen =
  /** Number texts as they stood in the answer. */
  | { readonly kind: 'state'; readonly status: string; readonly amount: string; readonly currency: string; readonly invoiceId: string }
  | { readonly kind: 'unknown-deposit' }
  | { readonly kind: 'failed' };

/** What a receiver remembers of a notification's key. */
export interface Remembered {
  /** It was notified before. */
  readonly received: boolean;
  /** The order was released. */
  readonly released: boolean;
  /** The status that was seen last. */
  readonly lastStatus: string | undefined;
}

/** When a notification is acknowledged: when its work is done, or at once, with what becomes of the work meanwhile. */
export type Acknowledging =
  | { readonly when: 'done' }
  | {
      readonly when: 'at-once';
      /** Whether the work outlives a crash. */
      readonly keeps: 'durably' | 'in-memory';
      /** Pauses before each further try, ms. */
      readonly retries: readonly number[];
    };

/** How handling a notification ended, or why it was not handled. */
export type Handled =
  | 'released'
  | 'duplicate'
  | 'queued'
  | 'busy'
  | 'not-paid'
  | 'mismatched'
  | 'no-order'
  | 'unknown-deposit'
  | 'failed'
  | 'unverified'
  | 'unreadable'
  | 'not-taken'
  | 'too-large';

/**
 * Every decision that a merchant's receiver takes on one notification (RCV). The reference in process is assembled from honest ones; a fault replaces
 * exactly one. All are pure; what they remember is kept by the receiver.
 */
export interface ReceiverDecisions {
  /** RCV-15: whether the method and target are those of a notification. */
  takes(request: WireRequest): boolean;
  /** RCV-09: the longest body that is read, bytes. */
  largestBody(): number;
  /** RCV-20: whether the signature is checked before anything is asked. */
  order(): 'verify-first' | 'ask-first';
  /** RCV-01: the value of a header field, or undefined where there is none that can be used. */
  field(headers: readonly HeaderLine[], name: string): string | undefined;
  /** RCV-01: what becomes of a notification without that field. */
  withoutField(name: string, request: WireRequest): 'refuse' | 'believe' | 'take-as-blank';
  /** RCV-01: the hash text of an Authorization value; undefined where it is malformed. */
  hash(authorization: string): string | undefined;
  /** RCV-08: the bytes under the HMAC. */
  signedMessage(xDate: string, xLogin: string, body: Uint8Array, keys: KeyRing): Uint8Array;
  /** RCV-13: the HMAC keys under which a notification verifies now. */
  secrets(keys: KeyRing): readonly string[];
  /** RCV-01: whether the hash is that of the message. A receiver that falls over throws. */
  verifies(hash: string, message: Uint8Array, secret: string): boolean;
  /** RCV-01: what follows a signature that does not verify. */
  unverified(request: WireRequest): 'refuse' | 'work';
  /** RCV-18: whether an X-Date is taken at that time (ms since the epoch); `latest` is the greatest that was taken so far. */
  fresh(xDate: string, now: number, latest: string | undefined): boolean;
  /** RCV-09: the body as text, or undefined. */
  decode(body: Uint8Array): string | undefined;
  /** RCV-09: the text as JSON, or undefined. */
  parse(text: string): JsonTree | undefined;
  /** RCV-06, RCV-09: the deposit that a notification names, as digits. */
  depositId(body: JsonTree, request: WireRequest): string | undefined;
  /** RCV-03: what a duplicate is told by. */
  duplicateKey(depositId: string, request: WireRequest): string;
  /** RCV-03, RCV-07: whether nothing is left to do. */
  isDuplicate(remembered: Remembered): boolean;
  /** RCV-12: what becomes of a notification whose deposit is being worked on. */
  whileWorking(): 'work' | 'wait' | 'refuse' | 'drop';
  /** RCV-05, RCV-14, RCV-19: whether the answer waits for the work. */
  acknowledges(): Acknowledging;
  /** RCV-06: where the status comes from: the API, or something that is told without asking it. */
  source(body: JsonTree, order: Order | undefined): 'api' | StatusSeen;
  /** The request for a deposit's status. */
  statusRequest(depositId: string, keys: KeyRing, now: number): WireRequest;
  /** RCV-14: the longest wait for the status, ms. */
  statusTimeLimit(): number;
  /** RCV-05, RCV-10: what an answer of the status API tells. */
  readStatus(answer: Answer, body: JsonTree, order: Order | undefined): StatusSeen;
  /** RCV-12: which of two answers counts: the one that was asked for last, or the one that came last. Undefined: both are dealt with. */
  overtaken(askedAt: number, latestAskedAt: number): 'dealt-with' | 'dropped';
  /** RCV-02, RCV-06, RCV-11: whether the order is released on that status. */
  releases(seen: StatusSeen & { readonly kind: 'state' }, order: Order): 'release' | 'not-paid' | 'mismatched';
  /** RCV-10: what becomes of a paid deposit that belongs to no order. */
  withoutOrder(): 'leave' | 'release';
  /** RCV-03: how a second release is kept from happening. */
  releaseGuard(): 'atomic' | 'check-then-act' | 'last-status' | 'none';
  /** RCV-03, RCV-19: whether it is remembered across a restart that an order was released. */
  remembersReleases(): 'durably' | 'in-memory';
  /** RCV-19: whether the order is released before the acknowledgement or some time after it. */
  releasesWhen(): 'before-answer' | 'after-answer';
  /** RCV-02, RCV-04, RCV-05, RCV-16: the answer, a closed connection, or none. */
  answer(handled: Handled): Delivery;
}

/** What a merchant's client can be asked to do, by the contract's operation ids. */
export const clientOperations = [
  'createDeposit',
  'depositStatus',
  'createRefund',
  'refundStatus',
  'paymentMethods',
  'exchangeRates',
] as const;

export type ClientOperation = (typeof clientOperations)[number];

/** One action that a client is asked for. */
export interface ClientAsk {
  readonly operation: ClientOperation;
  readonly method: 'GET' | 'POST';
  readonly authentication: 'signed' | 'read-only';
  /** The body of a creation as its caller spelled it, or the parameters of a read. */
  readonly args: JsonTree;
  /** Names the user's action: equal for all attempts at it. */
  readonly action: string;
  /** From 1; above it, the caller repeats after a failure. */
  readonly attempt: number;
}

/** Why a certificate does not verify. */
export type CertificateProblem = 'self-signed' | 'unknown-authority' | 'wrong-host' | 'expired';

/** Where a client runs. */
export interface Surroundings {
  /** Minutes that local time is ahead of UTC. */
  readonly zoneMinutes: number;
  /** `en-US`, `th-TH`, `ar-EG`: what dates and digits are formatted by. */
  readonly locale: string;
}

/** Texts that a client may draw idempotency keys from, each as random as a UUID. */
export interface KeySources {
  readonly perClient: string;
  readonly perAction: string;
  readonly perAsk: string;
  readonly perTry: string;
  /** How many requests the client has signed, this one included. */
  readonly number: number;
  /** How often the client has corrected its clock for this action. */
  readonly corrections: number;
}

/** What a client tells its caller. */
export type ClientReply = { readonly ok: true; readonly result: JsonTree } | { readonly ok: false; readonly error: string };

/** A file of a repository, an object of its history, or a resource of a front end. */
export interface Published {
  readonly where: string;
  readonly content: string;
}

/**
 * Every decision that a merchant's client takes on one action (CLT). The reference in process is assembled from honest ones; a fault replaces exactly one.
 * All are pure; times are ms on the client's own clock.
 */
export interface ClientDecisions {
  /** ENV-05: the URL that is called, from the configured one. */
  baseUrl(configured: string): string;
  /** TLS-02: whether a URL of that scheme is called at all. */
  dials(scheme: 'https' | 'http'): boolean;
  /** TLS-02: whether a certificate is taken that does not verify. */
  trusts(problem: CertificateProblem): boolean;
  /** ENV-05, AUT-07: what a redirect is answered with. */
  follows(status: number, isSameHost: boolean, ask: ClientAsk): 'no' | 'with-credentials' | 'without-credentials';
  /** AUT-07: the request target, from the documented one. */
  target(documented: string, ask: ClientAsk, keys: Credentials): string;
  /** CLT-02, CLT-05: the body as a value, from what the caller gave. */
  body(args: JsonTree, ask: ClientAsk, keys: Credentials): JsonTree;
  /** UTF-05, SIG-09: the body as bytes on the wire. */
  encode(body: JsonTree): Uint8Array;
  /** SIG-09, SIG-11: the bytes that are signed for the body. */
  signedBody(sent: Uint8Array, body: JsonTree | undefined, target: string): Uint8Array;
  /** CLK-06. */
  xDate(now: number, surroundings: Surroundings): string;
  /** SIG-10: the date that is signed; `now` is read a moment later than that of the header. */
  signedDate(xDate: string, now: number, surroundings: Surroundings): string;
  login(keys: Credentials): string;
  secret(keys: Credentials): string;
  /** SIG-09: the bytes under the HMAC. */
  message(xDate: string, xLogin: string, body: Uint8Array): Uint8Array;
  hash(message: Uint8Array, secret: string): string;
  authorization(scheme: string, hash: string): string;
  /** HDR-04, HDR-07: the header lines, from the documented ones. */
  headers(documented: readonly HeaderLine[], ask: ClientAsk): readonly HeaderLine[];
  /** IDM-15, IDM-16, IDM-17, IDM-19, IDM-23: the idempotency key of a request; undefined for none. */
  key(ask: ClientAsk, sources: KeySources): string | undefined;
  /** CLK-07: whether a request that was signed that many ms ago is signed again before it is repeated. */
  signsAgain(ageMs: number): boolean;
  /** CLK-07: how long a request waits for its turn once it is signed, ms. */
  queues(tries: number): number;
  /** CLT-01: the longest wait for one answer, ms; Infinity for none. */
  patience(deadlineMs: number): number;
  /** IDM-18, CLT-01: after how many ms the request is repeated by the client itself; undefined where it is not. */
  repeats(ended: Answer, tries: number, ask: ClientAsk): number | undefined;
  /** CLK-08: how far the client takes the server's clock to be ahead, after an answer 103; undefined leaves it as it is, and the request is not repeated. */
  corrects(response: WireResponse, receivedAt: number, corrections: number): number | undefined;
  /** CLT-03: the answer's body as a value. */
  reads(body: Uint8Array, ask: ClientAsk): JsonTree | undefined;
  /** CLT-01, CLT-03, IDM-18: what is told of an answer; `body` is undefined where there is none or it cannot be read. */
  tells(ended: Answer, body: JsonTree | undefined, ask: ClientAsk): ClientReply;
  /** CLT-04: whether a deposit counts as paid, from an answer about it. */
  paid(body: JsonTree, ask: ClientAsk): boolean;
  /** AUT-07: the lines that are logged of a request. */
  logs(request: WireRequest, ended: Answer, keys: Credentials): readonly string[];
  /** CLT-06: whether an action that is under way already is joined. */
  joins(ask: ClientAsk): boolean;
  /**
   * What is asked beside a creation: before it (`created` is undefined), or when it has succeeded, with its answer. Where the latter fails, so does the
   * creation.
   */
  asksBeside(ask: ClientAsk, created: JsonTree | undefined): ClientAsk | undefined;
  /** AUT-10: what its repository and its front end hold. */
  publishes(keys: Credentials): readonly Published[];
}

/** One lie: a fault replaces one decision of an otherwise honest counterpart. `instead` gets the honest decision, to depart from it in one case only. */
export type Replacement<D> = {
  readonly [K in keyof D]: { readonly decision: K; readonly instead: (honest: D[K], all: D) => D[K] };
}[keyof D];

/** A set of decisions with one replaced. */
export function replaced<D extends object>(honest: D, replacement: Replacement<D>): D {
  return { ...honest, [replacement.decision]: replacement.instead(honest[replacement.decision], honest) };
}

/** One attempt to deliver a notification, as its sender knows it. Times are ms since the epoch on the sender's clock. */
export interface Notice {
  readonly about: 'deposit' | 'refund';
  /** The `deposit_id` or `refund_id`. */
  readonly id: number;
  readonly merchant: string;
  /** The status that caused it. */
  readonly status: string;
  readonly changedAt: number;
  /** A change of status, or a person at the panel who asked for it again. */
  readonly cause: 'change' | 'resend';
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  readonly now: number;
}

/**
 * Every decision that a sender of notifications takes (NTF). The mock's is assembled from honest ones; a fault replaces exactly one. All are pure: what
 * waits, and until when, is kept by the notifier.
 */
export interface SenderDecisions {
  /** NTF-12: how long after a change its first attempt is made, ms; undefined where it is not told at all. */
  tellsAfter(notice: Notice): number | undefined;
  /** NTF-06: how long after its announcement a new status becomes readable, ms. */
  writesAfter(notice: Notice): number;
  /** NTF-07: where a notification goes: the request's own URL, the panel's Confirm URL, or nowhere. */
  url(notificationUrl: string | undefined, confirmUrl: string | undefined, notice: Notice): string | undefined;
  /** NTF-05: how many times an attempt is made at once. */
  copies(notice: Notice): number;
  /** NTF-02: the body. */
  body(notice: Notice): Uint8Array;
  /** NTF-11: the moment that X-Date names, ms; `firstAt` is the one of the first attempt. */
  date(notice: Notice, firstAt: number): number;
  /** ROT-05: the set of keys that signs, of those in force (the newest first) and the one that signed the first attempt. */
  keys(inForce: readonly Credentials[], before: Credentials | undefined, notice: Notice): Credentials | undefined;
  /** NTF-08: the text of the HMAC key. */
  secret(keys: Credentials, notice: Notice): string;
  /** NTF-08: the bytes under the HMAC. */
  message(parts: NotificationParts, notice: Notice): Uint8Array;
  /** NTF-08: the hash of the message, 64 lower-case hex digits. */
  hash(message: Uint8Array, secret: string, notice: Notice): string;
  /** NTF-01: the Authorization value; undefined leaves the field out. */
  authorization(hash: string, notice: Notice): string | undefined;
  /** The fields that go out, from the right ones. */
  headers(lines: readonly HeaderLine[], notice: Notice): readonly HeaderLine[];
  /** NTF-04: a repeat, from the attempt before and one made afresh. */
  repeat(before: WireRequest, afresh: WireRequest, notice: Notice): WireRequest;
  /** NTF-03, C24: whether an answer ends the repeats. */
  ends(answer: Answer, notice: Notice): boolean;
  /** NTF-03, C25: the pause before the next attempt, ms; undefined when this was the last. */
  gap(notice: Notice): number | undefined;
}
