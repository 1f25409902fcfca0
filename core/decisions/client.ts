import type { Authentication } from '../../specs/traits.ts';
import type { Operation } from '../../specs/types/client-protocol.ts';
import type { Credentials } from '../contract/ledger.ts';
import type { Answer, HeaderLine, WireRequest, WireResponse } from '../exchange.ts';
import type { JsonTree } from '../json.ts';

/** What a merchant's client can be asked to do, by the contract's operation ids. */
export type ClientOperation = Operation;

/** One action that a client is asked for. */
export interface ClientAsk {
  readonly operation: ClientOperation;
  readonly method: 'GET' | 'POST';
  readonly authentication: Authentication;
  /** The body of a creation as its caller spelled it, or the parameters of a read. */
  readonly args: JsonTree;
  /** Identifies the user's action: equal for all attempts at it. */
  readonly action: string;
  /** From 1; above 1, the caller repeats after a failure. */
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

/** Texts from which a client may make idempotency keys, each as random as a UUID. */
export interface KeySources {
  readonly perClient: string;
  /** Drawn for the action, and stored on disk before anything is sent. */
  readonly perAction: string;
  /** Drawn for the action, and stored on disk after a call of it has ended. */
  readonly perActionKeptLate: string;
  /** Drawn for the action, and kept until the client ends. */
  readonly perActionInMemory: string;
  readonly perAsk: string;
  readonly perTry: string;
  /** How many requests the client has signed, this one included. */
  readonly number: number;
  /** How often the client has corrected its clock for this action. */
  readonly corrections: number;
  /** How many calls for this action the provider has refused finally: nothing was executed. */
  readonly refusals: number;
  /** How many calls for this action were answered by 409, code 104 or 500: the provider knows the operation already. */
  readonly known: number;
  /** When the request is signed, ms on the client's clock. */
  readonly at: number;
}

/** What a client reports to its caller. */
export type ClientReply = { readonly ok: true; readonly result: JsonTree } | { readonly ok: false; readonly error: string };

/** The last action that failed, and how many failed since one succeeded. */
export interface FailedAction {
  readonly ended: Answer;
  /** When the last call of it ended. */
  readonly at: number;
  readonly failures: number;
}

/** A file of a repository, an object of its history, or a resource of a front end. */
export interface Published {
  readonly where: string;
  readonly content: string;
}

/**
 * Every decision that a merchant's client takes on one action (CLT). The reference in process is assembled from conforming ones; a fault replaces
 * exactly one.
 * All are pure; times are ms on the client's own clock.
 */
export interface ClientDecisions {
  /** ENV-05: the URL that is called, from the configured one. */
  baseUrl(configured: string): string;
  /** TLS-02: whether a URL of that scheme is called at all. */
  dials(scheme: 'https' | 'http'): boolean;
  /** TLS-02: whether a certificate is taken that does not verify. */
  trusts(problem: CertificateProblem): boolean;
  /** ENV-05, AUT-07: the reaction to a redirect. */
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
  /**
   * ROT-06: the key set that a request is signed with, from the one that the client was given last. `first` signed the first try of the same question;
   * undefined for that one itself.
   */
  keysInUse(given: Credentials, first: Credentials | undefined): Credentials;
  login(keys: Credentials): string;
  secret(keys: Credentials): string;
  /** SIG-09: the signed bytes. */
  message(xDate: string, xLogin: string, body: Uint8Array): Uint8Array;
  hash(message: Uint8Array, secret: string): string;
  authorization(scheme: string, hash: string): string;
  /** HDR-04, HDR-07: the header lines, from the documented ones. */
  headers(documented: readonly HeaderLine[], ask: ClientAsk): readonly HeaderLine[];
  /** IDM-15, IDM-16, IDM-17, IDM-19, IDM-23: the idempotency key of a request; undefined for none. */
  key(ask: ClientAsk, sources: KeySources): string | undefined;
  /** CLK-07: whether a request that was signed that many ms ago is signed again before it is repeated. */
  signsAgain(ageMs: number, ask: ClientAsk): boolean;
  /** CLK-07: how long a request waits for its turn after it is signed, ms. */
  queues(tries: number): number;
  /** CLT-01: the longest wait for one answer, ms; Infinity for none. */
  patience(deadlineMs: number, ask: ClientAsk): number;
  /** CLT-01: the answer of a call, where another call got one (`meanwhile`) while this one was under way. */
  takes(own: Answer, meanwhile: Answer | undefined, ask: ClientAsk): Answer;
  /** CLT-01: whether the wait for an answer starts again with each byte of it. */
  waitsAnew(): boolean;
  /** CLT-01: whether a request is repeated after a wait, with that much time left until the deadline, ms. */
  waits(waitMs: number, leftMs: number): boolean;
  /** IDM-18, CLT-01: after how many ms the request is repeated by the client itself; undefined where it is not. */
  repeats(ended: Answer, tries: number, ask: ClientAsk): number | undefined;
  /** CLK-08: how far the client takes the server's clock to be ahead, after an answer 103; undefined leaves it as it is, and the request is not repeated. */
  corrects(
    response: WireResponse,
    receivedAt: number,
    corrections: number,
    before: { readonly surroundings: Surroundings; readonly aheadMs: number },
  ): number | undefined;
  /**
   * CLT-07: how far the client takes the server's clock to be ahead after any answer; `aheadMs` is its value before, a correction after 103 included.
   */
  learns(ended: Answer, receivedAt: number, aheadMs: number): number;
  /** CLT-07: what is reported instead of a call after failures; undefined where the call is made. */
  pauses(failed: FailedAction | undefined, ask: ClientAsk, now: number): string | undefined;
  /** CLT-03: the answer's body as a value. */
  reads(body: Uint8Array, ask: ClientAsk): JsonTree | undefined;
  /** CLT-01, CLT-03, IDM-18: what is reported for an answer; `body` is undefined where there is none or it cannot be read. */
  tells(ended: Answer, body: JsonTree | undefined, ask: ClientAsk): ClientReply;
  /** CLT-04: whether a deposit counts as paid, from an answer about it. */
  paid(body: JsonTree, ask: ClientAsk): boolean;
  /** AUT-07: the lines that are logged for a request. */
  logs(request: WireRequest, ended: Answer, keys: Credentials): readonly string[];
  /** CLT-06: whether the call joins an action that is under way already. */
  joins(ask: ClientAsk): boolean;
  /**
   * What is asked in addition to a creation: before it (`created` is undefined), or after it has succeeded, with its answer.
   * Where the latter fails, so does the creation.
   */
  asksBeside(ask: ClientAsk, created: JsonTree | undefined): ClientAsk | undefined;
  /** AUT-10: the contents of its repository and its front end. */
  publishes(keys: Credentials): readonly Published[];
}
