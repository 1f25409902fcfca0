import type { Interpretations } from '../../specs/types/ambiguities.ts';
import type { Answer } from '../exchange.ts';

const minute = 60_000;

/** The pauses between the attempts of a notification, ms (Deposits API docs, Notifications): four are given for at most five repeats. */
export const documentedGaps: readonly number[] = [5 * minute, 25 * minute, 125 * minute, 625 * minute];

/** The fifth pause, which the documents do not state (C25). */
const fifthGaps: Readonly<Record<Interpretations['C25'], readonly number[]>> = {
  'fifth-gap-3125': [3125 * minute],
  'fifth-gap-625': [625 * minute],
  'four-repeats': [],
};

/** All pauses of an interpretation, ms. */
export function gapsOf(interpretation: Interpretations['C25']): readonly number[] {
  return [...documentedGaps, ...fifthGaps[interpretation]];
}

/** The pause before a fifth repeat, by interpretation; undefined where there is none. */
export function fifthGap(interpretation: Interpretations['C25']): number | undefined {
  return fifthGaps[interpretation][0];
}

export const fifthGapInterpretations: readonly Interpretations['C25'][] = ['fifth-gap-3125', 'fifth-gap-625', 'four-repeats'];

/** Whether an answer ends the repeats. A missing answer never does (NTF-03); which 2XX do is open (C24). */
export function endsRepeats(answer: Answer, interpretation: Interpretations['C24']): boolean {
  if (answer.kind === 'none') return false;
  const { status } = answer.response;
  return interpretation === 'only-200' ? status === 200 : status >= 200 && status < 300;
}

/** How late a repeat may come, ms. No document says; a sender that looks for due work once a minute is right. */
export interface Tolerance {
  readonly earlyMs: number;
  readonly lateMs: number;
  /** A share of the pause, in addition to `lateMs`: queues grow with it. */
  readonly lateShare: number;
}

/** The tolerance for a sender with its own clock and queue. */
export const usualTolerance: Tolerance = { earlyMs: 60_000, lateMs: 180_000, lateShare: 0.1 };
