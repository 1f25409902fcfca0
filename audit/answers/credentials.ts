import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { type Judgement, judged, nothing } from '../judgement.ts';
import type { AnswerLaw } from './answer.ts';
import { answerReason } from './answer-content.ts';
import type { Call } from './call.ts';
import { type AnswerContext, type AnswerRule, unasked } from './rule.ts';

export const withoutAuthorization = {
  clause: 'AUT-01',
  missing: unasked(said('no-call-without-authorization')),
  judgeCall: (call: Call, { law }: AnswerContext) => (call.standing === 'no-authorization' ? judgedRefused(call, law) : nothing),
} as const satisfies AnswerRule;

/** Whether a call that lacks something required is refused. A redirect is neither. */
export function judgedRefused({ seen, response, succeeded }: Call, law: AnswerLaw): readonly Judgement[] {
  if (!succeeded && response.status < 400) return nothing;
  return judged(!succeeded, reason('refused'), () => answerReason(response, law), [seen]);
}
