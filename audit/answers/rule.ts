import type { Secrets } from '../../core/redaction/redaction.ts';
import { said } from '../../language/sentences.ts';
import type { Judgement } from '../judgement.ts';
import type { Rule } from '../rule.ts';
import type { AnswerLaw, SeenAnswer } from './answer.ts';
import type { Call } from './call.ts';
import type { AnswerHistory } from './history.ts';

/** What answers are judged with. */
export interface AnswerContext {
  readonly law: AnswerLaw;
  /** The keys that allow anybody to sign. */
  readonly hidden: Secrets;
  readonly history: AnswerHistory;
}

/** How a clause is judged in the answers of a provider, one after the other. Pure: times are those of the exchanges. */
export interface AnswerRule extends Rule<AnswerContext> {
  /** What any exchange says about it, whether or not it is about a documented operation. */
  judge?(seen: SeenAnswer, context: AnswerContext): readonly Judgement[];
  /** What the answer to a call of a documented operation says about it. */
  judgeCall?(call: Call, context: AnswerContext): readonly Judgement[];
}

const asked = said('certify-sends-such-calls');

/** The note for a clause whose calls an application does not make by itself. */
export const unasked = (what: string): string => `${what}: ${asked}`;
