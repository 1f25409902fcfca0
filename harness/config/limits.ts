import { usualAnswerBytes } from '../../core/content.ts';

/** How much is read of what the other side sends. */
export interface Limits {
  /** The largest answer, bytes, with and without its content coding. */
  readonly answerBytes: number;
}

export const usualLimits: Limits = { answerBytes: usualAnswerBytes };
