import type { DisputeId } from '../disputes.ts';

/** What every table has: where its shape and its maker are, what its members mean, and its cases. */
interface Table<Name extends string, Case> {
  readonly schema: `${Name}.schema.json`;
  readonly generator: `${Name}.generate.py`;
  readonly notes: readonly string[];
  readonly flags: Readonly<Record<string, { readonly description: string }>>;
  readonly numberOfCases: number;
  readonly cases: readonly Case[];
}

interface CaseHead {
  readonly id: string;
  readonly comment: string;
  /** Keys of the table's `flags`. */
  readonly flags: readonly string[];
}

/** Whether the server lets an X-Date pass. With a dispute, either decision of a provider is allowed; without one, only `decision` is. */
export interface WindowCase extends CaseHead {
  /** The server's clock in milliseconds of Unix time. */
  readonly serverMs: number;
  /** In the documented form. */
  readonly xDate: string;
  readonly toleranceMs: 5000;
  /** X-Date minus the server's clock in ms: negative is behind, positive ahead. */
  readonly differenceMs: number;
  readonly decision: 'inside' | 'outside';
  readonly source: string;
  readonly dispute?: 'C4';
}

/** The shape of window.json. */
export type WindowTable = Table<'window', WindowCase>;

/**
 * `executed`: carried out, its outcome kept under the key if it has one. `replayed`: answered with the kept outcome of `answerOf`.
 * `conflicting`: refused, the key belongs to another request. `in-flight`: refused, the key is being worked on.
 * `not-stored`: answered for its own sake, nothing kept. `ignored`: carried out, the key has no effect.
 */
export type ReplayDecision = 'executed' | 'replayed' | 'conflicting' | 'in-flight' | 'not-stored' | 'ignored';

/** How far a request would come if it were carried out; `inside` is a failure of the provider. */
type ReplayStage = 'before-authentication' | 'validation' | 'business' | 'inside' | 'effect';

/** What is decided of a call, and what else is allowed: `acceptable` holds every allowed decision, the expected one first. */
type ReplayExpectation = (
  | { readonly expected: 'replayed'; readonly answerOf: string }
  | { readonly expected: Exclude<ReplayDecision, 'replayed'>; readonly answerOf?: never }
) &
  (
    | { readonly dispute: DisputeId; readonly acceptable: readonly ReplayDecision[] }
    | { readonly dispute?: never; readonly acceptable?: never }
  );

/** A request with (or, `key` null, without) an idempotency key. */
export type ReplayCall = {
  /** One letter, unique in the case. */
  readonly call: string;
  /** Time since the first step, ms. */
  readonly atMs: number;
  readonly environment: 'stg' | 'prod';
  readonly merchant: 'm1' | 'm2';
  /** `rotated`: the same account under a newer set of keys. */
  readonly credentials: 'current' | 'rotated';
  readonly method: 'POST' | 'GET' | 'DELETE';
  readonly path: string;
  readonly key: string | null;
  /** A key of `ReplayTable.bodies`. */
  readonly body: string;
  /** What the request would be answered if it were carried out now. */
  readonly execution: { readonly status: number; readonly stage: ReplayStage };
  /** Begun, and not answered until the step that ends it. */
  readonly staysOpen: boolean;
} & ReplayExpectation;

/** The end of a call that stayed open. */
interface ReplayEnd {
  readonly ends: string;
  readonly atMs: number;
  readonly how: 'answered' | 'answer-lost';
}

/** A sequence that starts with nothing kept. */
export interface ReplayCase extends CaseHead {
  readonly clauses: readonly string[];
  readonly source: readonly string[];
  /** Deposits, refunds and transactions made if every step goes as expected. */
  readonly effects: number;
  readonly steps: readonly (ReplayCall | ReplayEnd)[];
}

/** The shape of replay.json. */
export interface ReplayTable extends Table<'replay', ReplayCase> {
  /** The life of keys that the expected decisions assume (C9), ms. */
  readonly lifeMs: 86400000;
  /** Bodies by name, as text. */
  readonly bodies: Readonly<Record<string, string>>;
}

type RefundDecision = 'accepted' | 'refused';

/** A refund asked for. Amounts are decimal texts in major units. */
interface RefundStep {
  /** Null: the amount is absent, which asks for the whole. */
  readonly refund: string | null;
  readonly expected: RefundDecision;
  /** What is refunded in all after the step, in its shortest spelling. */
  readonly refundedAfter: string;
  /** Every allowed decision, the expected one first. */
  readonly acceptable?: readonly RefundDecision[];
}

/** The deposit's status moves. */
interface RefundStatusStep {
  readonly becomes: string;
}

/** A deposit and what is asked of it. */
export interface RefundCase extends CaseHead {
  readonly clauses: readonly ['END-07'];
  readonly source: readonly string[];
  readonly deposit: {
    readonly amount: string;
    readonly currency: string;
    readonly status: string;
    readonly paymentType: 'BANK_TRANSFER' | 'CREDIT_CARD';
  };
  /** `any`: the steps run concurrently and are alike; `accepts` says how many are accepted. */
  readonly order: 'sequential' | 'any';
  readonly dispute?: DisputeId;
  readonly accepts: number;
  readonly refunded: string;
  readonly remaining: string;
  readonly steps: readonly (RefundStep | RefundStatusStep)[];
}

/** The shape of refund-sums.json. */
export type RefundTable = Table<'refund-sums', RefundCase>;

/** What a receiver does with an attempt: a status, or no answer. */
type ReceiverAnswer = number | 'closed' | 'refused' | 'time-out';

/** One notification and its repeats. Minutes count from the first attempt. */
export interface RetryCase extends CaseHead {
  readonly clause: string;
  /** `observe`: what a sender does otherwise is recorded, never judged. */
  readonly weight: 'must' | 'observe';
  /** One entry per attempt; the last is repeated for ever. */
  readonly answers: readonly ReceiverAnswer[];
  /** Attempts that the documents promise. */
  readonly attemptMinutes: readonly number[];
  /** Attempts that follow when the factor of 5 goes on (C25). */
  readonly furtherMinutes: readonly number[];
  /** `furtherMinutes` and what the other readings have in its place. */
  readonly acceptableFurtherMinutes: readonly (readonly number[])[];
  readonly ends: 'acknowledged' | 'exhausted';
  readonly dispute?: DisputeId;
}

/** The shape of retry-schedule.json. */
export interface RetryTable extends Table<'retry-schedule', RetryCase> {
  readonly source: readonly string[];
  readonly gapsMinutes: readonly [5, 25, 125, 625];
  readonly fifthGapMinutes: 3125;
}
