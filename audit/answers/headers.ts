import { saysJson } from '../../core/contract/answer-body.ts';
import { headerValue } from '../../core/exchange.ts';
import { parseJson } from '../../core/json.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { broken, held, nothing } from '../judgement.ts';
import type { Call } from './call.ts';
import { judgedRefused } from './credentials.ts';
import { type AnswerContext, type AnswerRule, unasked } from './rule.ts';

export const withoutMandatoryHeaders = {
  clause: 'HDR-01',
  needs: ['signed'],
  missing: unasked(said('no-call-without-headers')),
  judgeCall(call: Call, { law }: AnswerContext) {
    const lacks = call.standing === 'lacking' || (call.standing === 'no-authorization' && call.operation.authentication === 'signed');
    return lacks ? judgedRefused(call, law) : nothing;
  },
} as const satisfies AnswerRule;

export const jsonDeclared = {
  clause: 'HDR-05',
  missing: said('needed-any-call'),
  judgeCall({ seen, response: { headers, body }, operation }: Call) {
    if (!seen.readable || body.length === 0) return nothing;
    const type = headerValue(headers, 'content-type');
    const text = decodeUtf8(body);
    const wrong = !saysJson(type)
      ? reason('content-type-seen', { value: type ?? 'none' })
      : text === undefined
        ? reason('value-seen', { value: said('body-no-utf-8') })
        : parseJson(text) === undefined
          ? reason('value-seen', { value: said('body-no-json') })
          : undefined;
    return wrong ? broken(reason('json-declared-as-json'), wrong, [seen], { difference: operation.id }) : held;
  },
} as const satisfies AnswerRule;
