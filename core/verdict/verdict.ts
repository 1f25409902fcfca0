import type { Capability } from '../../specs/capability.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Exchange } from '../exchange.ts';
import type { Reason } from './reason.ts';

/** The verdicts of a clause. Only `pass` is green: what was not judged is never shown as green. */
export const verdicts = [
  'harness-error',
  'fail',
  'indeterminate',
  'untestable',
  'review',
  'warn',
  'waived',
  'not-observed',
  'not-applicable',
  'pass',
] as const;

export type Verdict = (typeof verdicts)[number];

/** Who has to act next on a verdict that is not a pass. */
export type Blame = 'configuration' | 'implementation' | 'environment' | 'harness';

/** A clause broken once: the expectation, what was seen, and the exchanges that show it (the accepted control first, the breaking one last). */
export interface ViolationData {
  readonly clause: string;
  readonly expected: Reason;
  readonly actual: Reason;
  /** How the breaking case differs from its accepted control: a short noun phrase made from the data of the case. */
  readonly difference?: string;
  readonly exchanges: readonly Exchange[];
  /** Position of the exchange that broke the clause in `exchanges`. */
  readonly breaking: number;
  /** The bytes that were (or should have been) signed in the breaking exchange, where a signature matters. */
  readonly signed?: Uint8Array;
  /** Why the signature of the breaking exchange is wrong, where that is what is wrong. */
  readonly diagnosis?: Diagnosis;
  /** The smallest failing case found, as text. */
  readonly counterexample?: string;
}

/** Which interpretation of an ambiguity was seen, or a figure that was measured. */
export interface Observation {
  readonly ambiguity?: `${'C' | 'O'}${number}`;
  readonly subject: string;
  readonly seen: string;
}

const weakly = 'weak: ';

/**
 * The statement that a clause was judged, but that a breach of it might not have been seen because an oracle is missing.
 *
 * @param unseen what was not looked at or counted
 * @param nextMove what would enable it
 */
export function weakOracle(unseen: string, nextMove: string): Observation {
  return { subject: 'oracle', seen: `${weakly}${unseen}; ${nextMove}` };
}

export function isWeakOracle({ subject, seen }: Pick<Observation, 'subject' | 'seen'>): boolean {
  return subject === 'oracle' && seen.startsWith(weakly);
}

/** What a weak oracle says, where the reader knows already that it is one. */
export function withoutWeak(seen: string): string {
  return seen.startsWith(weakly) ? seen.slice(weakly.length) : seen;
}

/** The result of one clause test. */
export interface Outcome {
  readonly clause: string;
  /** The operation that a generated test is about; absent where the test covers all. */
  readonly subject?: string;
  readonly verdict: Verdict;
  readonly blame?: Blame;
  /** Why the clause neither passed nor failed: one sentence with the next step. */
  readonly note?: string;
  /** The missing capabilities because of which it was not judged. */
  readonly lacks?: readonly Capability[];
  readonly violation?: ViolationData;
  /** The exchanges to look at where the clause could not be judged; the last one decided. */
  readonly exchanges?: readonly Exchange[];
  readonly observations: readonly Observation[];
  readonly cases: number;
  readonly requests: number;
  readonly durationMs: number;
  readonly seed: number;
  /** The clause test in which it was seen, where that tests another clause: its exchanges went through the passive judge. */
  readonly seenIn?: string;
  /** The position of the violation among the cases of the seed; given to `run --path`. */
  readonly path?: string;
}
