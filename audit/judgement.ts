import type { Exchange } from '../core/exchange.ts';
import type { Reason } from '../core/verdict/reason.ts';
import type { Observation, ViolationData } from '../core/verdict/verdict.ts';

/** A breach of the clause whose rule found it. */
export type Breach = Omit<ViolationData, 'clause'>;

/** What a breach shows besides what was expected and seen. */
type Showing = Partial<Pick<ViolationData, 'signed' | 'diagnosis' | 'difference'>>;

/** What a rule says about its clause. */
export type Judgement =
  /** The clause held once more. */
  | { readonly kind: 'held' }
  /** The breach is made only when it is shown: the search for a wrong signature takes up to a second. */
  | { readonly kind: 'broken'; readonly breach: () => Breach }
  /** A person must look: what was seen may be right or wrong. */
  | { readonly kind: 'doubtful'; readonly note: string; readonly exchanges: readonly Exchange[] }
  | { readonly kind: 'observed'; readonly observation: Observation }
  /** One of the parts that a pass needs was seen. */
  | { readonly kind: 'part'; readonly part: string }
  /** Later exchanges decide: it is evaluated each time that findings are wanted. */
  | { readonly kind: 'pending'; readonly settle: () => readonly Judgement[] };

export const nothing: readonly Judgement[] = [];

export const held: readonly Judgement[] = [{ kind: 'held' }];

/** The clause was broken by the last of these exchanges. */
export function broken(expected: Reason, actual: Reason, exchanges: readonly Exchange[], showing: Showing = {}): readonly Judgement[] {
  return brokenBy(() => ({ expected, actual, exchanges, breaking: exchanges.length - 1, ...showing }));
}

/** @param breach what takes time to find, such as the cause of a wrong signature */
export function brokenBy(breach: () => Breach): readonly Judgement[] {
  return [{ kind: 'broken', breach }];
}

export function judged(
  holds: boolean,
  expected: Reason,
  actual: () => Reason,
  exchanges: readonly Exchange[],
  showing: Showing = {},
): readonly Judgement[] {
  return holds ? held : broken(expected, actual(), exchanges, showing);
}

export function doubtful(note: string, exchanges: readonly Exchange[]): readonly Judgement[] {
  return [{ kind: 'doubtful', note, exchanges }];
}

export function observed(observation: Observation): readonly Judgement[] {
  return [{ kind: 'observed', observation }];
}

export function partSeen(part: string): readonly Judgement[] {
  return [{ kind: 'part', part }];
}

export function pending(settle: () => readonly Judgement[]): readonly Judgement[] {
  return [{ kind: 'pending', settle }];
}
