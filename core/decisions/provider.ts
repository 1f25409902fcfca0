import type { Authentication } from '../../specs/traits.ts';
import type { Window } from '../contract/clock.ts';
import type { Lookup } from '../contract/idempotency.ts';
import type { Account, Deposit, EnvironmentName, IdempotencyRecord, LedgerNumbers, Memory, Refund } from '../contract/ledger.ts';
import type { Problem, Refusal } from '../contract/refusal.ts';
import type { Authorization } from '../contract/scheme.ts';
import type { Arrival, Delivery, WireResponse } from '../exchange.ts';
import type { JsonTree, JsonValue } from '../json.ts';

/** What the contract says about an operation, as far as decisions need it. */
export interface OperationFacts {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly authentication: Authentication;
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

/** What a request line asks for. `parameters` are the percent-decoded path parameters. */
export type Routing =
  | { readonly kind: 'operation'; readonly operation: OperationFacts; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: 'unknown-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown-path' };

/** The checks before a call is authenticated, in the order in which they are made (C11). */
export type Check = 'headers' | 'login' | 'date' | 'signature' | 'address';

/** How far a request was processed: a failure before authentication is not known to come from the merchant (C8). */
export type Stage = 'before-authentication' | 'after-authentication';

/**
 * Every decision that a provider takes on one call. The mock is assembled from conforming ones; a fault is a value that replaces exactly one.
 * All are pure: they get what they may know as arguments, and only the simulator changes state.
 */
export interface ProviderDecisions {
  /** TLS-01, C38: whether this transport is served at all, and how it is refused: without an answer, by a bare 4xx, or by a redirect. */
  transport(arrival: Arrival): 'serve' | 'refuse' | 'refuse-aloud' | 'redirect';
  /** END-05, ENV-01, C34, C37: what method and target ask for, at the host of that environment. */
  route(method: string, target: string, environment: EnvironmentName, arrival?: Arrival): Routing;
  /**
   * ENV-02…04: the environments whose storage serves a call, in the order in which they are searched; new data is written to the first. A conforming
   * provider searches only the one that was called.
   */
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
  /** ROT-01, ROT-02: the account with the keys that count at a call; the decisions below see no others. */
  inForce(account: Account, call: Call): Account;
  /** AUT-02: the account that an X-Login names, among those with an active key. */
  accountOf(login: string, accounts: readonly Account[], call: Call): Account | undefined;
  /** AUT-03, AUT-04: the account that a Bearer token names, if it may call this operation. */
  accountOfBearer(token: string, accounts: readonly Account[], call: Call): Account | undefined;
  /** C1, C50: the account that the user name of HTTP Basic names, if it may call this operation. */
  accountOfBasic(user: string, accounts: readonly Account[], call: Call): Account | undefined;
  /** The HMAC keys with which a call with that X-Login verifies. */
  secretsOf(account: Account, login: string, call: Call): readonly string[];
  /** CLK-04: X-Date as ms since the epoch, or undefined when it is ill-formed or impossible. */
  date(text: string, call: Call): number | undefined;
  /** CLK-01…03: how a date compares with the provider's clock. */
  window(dateMs: number, call: Call): Window;
  /** SIG-03…05: the signed bytes. */
  signedMessage(xDate: string, xLogin: string, body: Uint8Array, call: Call): Uint8Array;
  /** SIG-02, SIG-07: whether the hash text is that of the message. */
  verifies(hash: string, message: Uint8Array, secret: string, call: Call): boolean;
  /** C57: for how long valid calls of a merchant are refused, ms, after that many wrong signatures since the last lock-out; 0: not at all. */
  lockOutMs(wrong: number, call: Call): number;
  /** IPA-01, IPA-03: whether the call comes from a listed address. */
  addressListed(account: Account, call: Call): boolean;
  /** C52: the answer to the same signed bytes inside the window, without an idempotency key. */
  repeats(call: Call): 'executed' | 'refused';
  /** IDM-14, IDM-06, C10: the identity of a key: two requests with equal results have the same key. Undefined: no key. */
  idempotencyKey(value: string | undefined, call: Call): string | undefined;
  /** IDM-10, C9: the scope within which a key is unique. */
  idempotencyScope(account: Account, call: Call): string;
  /** C6: what identifies "the same request"; equal texts are the same request. */
  fingerprint(call: Call): string;
  /** IDM-01…11: what a kept record means for a request. */
  lookup(record: IdempotencyRecord | undefined, fingerprint: string, call: Call): Lookup;
  /** IDM-10: whether a kept answer is looked up before or after the call is authenticated. */
  looksUp(call: Call): 'before-checks' | 'after-checks';
  /** IDM-08: whether a key is reserved when it is first seen, or only recorded with the answer. */
  reserves(call: Call): boolean;
  /** C7: the answer to a request whose key is in flight. */
  whileInFlight(call: Call): 'refuse' | 'wait';
  /** IDM-03, IDM-04, C8: whether this outcome is kept under the key. */
  keeps(response: WireResponse, stage: Stage, call: Call): boolean;
  /**
   * IDM-07: what happens to a reserved key whose caller closed the connection before the work began. To execute and forget leaves the effect without
   * its kept answer.
   */
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
  problems(body: JsonValue, call: Call, tree?: JsonTree): readonly Problem[];
  /** C42: what a creation gets whose invoice id those deposits have (at least one): a refusal, a further deposit, or the answer of the existing one. */
  usedInvoice(existing: readonly Deposit[], call: Call): 'refused' | 'further' | 'existing';
  /** AUT-06: whether a merchant sees that deposit or refund, which has that status. */
  owns(account: Account, owner: string, call: Call, status?: string): boolean;
  /** END-07: whether a deposit may be refunded by this amount (decimal text), given its refunds so far; undefined when it may. */
  refundRefusal(deposit: Deposit, refunds: readonly Refund[], amount: string, call: Call): Refusal | undefined;
  /** END-11: the amount (decimal text) of a refund that names none, given the refunds so far. */
  wholeRefund(deposit: Deposit, refunds: readonly Refund[], call: Call): string;
  /** END-07: whether the sum is checked in the same atomic step as the refund is written. */
  refundsAtomically(call: Call): boolean;
  /** SIG-02, END-03: what follows a refusal. A conforming provider stops. */
  afterRefusal(refusal: Refusal, call: Call): 'stop' | 'work-silently';
  /** IDM-01: how many deposits or refunds one accepted creation makes. */
  copies(call: Call): number;
  /** UTF-01, C39: the body as it is stored. */
  stored(body: JsonValue, call: Call): JsonValue;
  /** END-06: whether a stored deposit can be read already. */
  readable(deposit: Deposit, call: Call): boolean;
  /** END-02: the body of a 2XX answer; `documented` is the one of the contract. */
  body(documented: JsonValue, call: Call): JsonValue;
  /** C14: the status of a 2XX answer. */
  successStatus(call: Call): number;
  /** ERR, SIG-08: status and body of a refusal. `call` lacks an operation where none was found. `expected` is the right hash where a signature was judged: a conforming provider never uses it. */
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
