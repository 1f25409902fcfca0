import type { Refused, Stage } from '../../core/contract/error-codes.ts';
import type { MessageParts } from '../../core/contract/scheme.ts';
import type { WireResponse } from '../../core/exchange.ts';
import type { Operation } from '../../schemas/contract.ts';
import type { SeenAnswer } from './answer.ts';

/** How a signed call relates to the rule: `lacking` a field, signed `right` or `wrong`, or `unknown` where interpretations differ or it cannot be seen here. */
export type Standing = 'right' | 'wrong' | 'no-authorization' | 'lacking' | 'unknown';

/** A call of a documented operation that was answered. */
export interface Answered {
  readonly seen: SeenAnswer;
  readonly response: WireResponse;
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
  readonly standing: Standing;
  /** What the request shows of its signed parts, each text without the blanks around it; its date in ms since the epoch, where it can be read. */
  readonly parts: MessageParts;
  readonly datedAt: number | undefined;
  /** The API's own code of a refusal. */
  readonly code: string | undefined;
  /** What the code refuses, by the contract. */
  readonly refused: Refused | undefined;
  /** When the code comes, by the contract. */
  readonly stage: Stage | undefined;
  readonly succeeded: boolean;
  /** The id of what it made, where that is the main resource, such as a deposit. */
  readonly madeId: string | undefined;
  /** The id in the path of a read of the main resource. */
  readonly readId: string | undefined;
  /** The status of the main resource that it showed, and whether that is final. */
  readonly shown: { readonly status: string; readonly isFinal: boolean } | undefined;
  /** The idempotency key; undefined where it is blank. */
  readonly key: string | undefined;
}

/** A request under a key, whatever its result. */
export interface Sent {
  readonly seen: SeenAnswer;
  readonly answered?: Answered;
}

/** What answers are compared with: earlier ones and, where a judgement is pending, later ones. */
export interface AnswerHistory {
  /** Requests of each operation, login and key. */
  readonly underKey: Map<string, readonly Sent[]>;
  readonly signatures: Set<string>;
  /** The operations that each key was sent to, each with the time of its first request, ms since the epoch. */
  readonly usesOf: Map<string, Map<string, number>>;
  /** How many signed calls were judged, and which of them, by their number, were the first and the last rightly signed and accepted one. */
  signedCalls: number;
  firstAccepted: number | undefined;
  lastAccepted: number | undefined;
  /** Rightly signed calls that were accepted with an X-Date clearly inside the window. */
  readonly inside: AcceptedInside;
  /** Whether one was accepted with an X-Date clearly outside. */
  isOutsideAccepted: boolean;
  readonly deposits: Map<string, DepositHistory>;
}

/**
 * Of all dates accepted inside the window only these are kept: each further behind, or further ahead, than those before it.
 * The first date that is too far from another one is always among them.
 */
export interface AcceptedInside {
  readonly behind: Answered[];
  readonly ahead: Answered[];
}

/** What was seen of one deposit. */
export interface DepositHistory {
  created?: Answered;
  /** The latest status call that did not find it. */
  missed?: Answered;
  isRead?: true;
  /** The latest status. */
  status?: string;
  /** Status calls that had an idempotency key or a final status: what a keyed read is compared with. */
  readonly reads: Answered[];
}

export function emptyHistory(): AnswerHistory {
  return {
    underKey: new Map(),
    signatures: new Set(),
    usesOf: new Map(),
    signedCalls: 0,
    firstAccepted: undefined,
    lastAccepted: undefined,
    inside: { behind: [], ahead: [] },
    isOutsideAccepted: false,
    deposits: new Map(),
  };
}
