import { decodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { judged, nothing } from '../judgement.ts';
import { answerReason } from './answer-content.ts';
import type { Call } from './call.ts';
import type { AnswerContext, AnswerRule } from './rule.ts';

export const answersInUtf8 = {
  clause: 'UTF-06',
  missing: said('no-text-beyond-ascii'),
  judgeCall({ seen, response, operation }: Call, { law }: AnswerContext) {
    const { body } = response;
    if (!seen.readable || !body.some((byte) => byte > 0x7f)) return nothing;
    const difference = operation.id;
    return judged(decodeUtf8(body) !== undefined, reason('well-formed-utf8'), () => answerReason(response, law), [seen], { difference });
  },
} as const satisfies AnswerRule;
