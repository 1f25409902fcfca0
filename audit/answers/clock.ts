import { parseHttpDate } from '../../core/contract/clock.ts';
import { refusedBy } from '../../core/contract/error-codes.ts';
import { dateHeader } from '../../core/contract/scheme.ts';
import { headerValue } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { broken, doubtful, held, type Judgement, judged, nothing, pending } from '../judgement.ts';
import { needing } from '../rule.ts';
import { answerReason } from './answer-content.ts';
import { type Call, isAccepted } from './call.ts';
import { type AnswerContext, type AnswerRule, unasked } from './rule.ts';
import { apart, toleranceOf, within } from './window.ts';

const keys = ['apiKey', 'apiSignature'] as const;

export const staleRefused = {
  clause: 'CLK-01',
  needs: ['dated'],
  missing: needing(keys, unasked(said('no-call-behind'))),
  judgeCall: (call: Call, context: AnswerContext) => judgedOutside(call, 'behind', context),
} as const satisfies AnswerRule;

export const futureRefused = {
  clause: 'CLK-02',
  needs: ['dated'],
  missing: needing(keys, unasked(said('no-call-ahead'))),
  judgeCall: (call: Call, context: AnswerContext) => judgedOutside(call, 'ahead', context),
} as const satisfies AnswerRule;

export const insideAccepted = {
  clause: 'CLK-03',
  needs: ['dated'],
  missing: needing(keys, said('needed-dated-answer')),
  judgeCall(call: Call, { law }: AnswerContext) {
    const { seen, standing, succeeded, code, earlier, isResent } = call;
    if (standing !== 'right' || within(call) !== 'inside') return nothing;
    if (succeeded) return held;
    if (refusedBy(law.contract, code) !== 'date' || earlier.length > 0 || isResent) return nothing;
    return doubtful(said('date-refused-inside', { number: seen.number }), [seen]);
  },
} as const satisfies AnswerRule;

/** Each answer has a Date. Where X-Dates were accepted and none was inside the window by the Date of its answer, another clock judged them. */
export const dateOfTheJudgingClock = {
  clause: 'CLK-09',
  missing: said('needed-any-call'),
  judgeCall(call: Call, { history }: AnswerContext) {
    const { seen, response } = call;
    const value = headerValue(response.headers, 'date');
    const actual = reason('value-seen', { value: value ?? said('date-lacking') });
    const hasDate =
      response.status >= 500 ? nothing : judged(parseHttpDate(value ?? '') !== undefined, reason('date-header'), () => actual, [seen]);
    const where = isSigned(call) && isAccepted(call) ? within(call) : undefined;
    const isFirstOutside = (where === 'behind' || where === 'ahead') && !history.isOutsideAccepted;
    if (!isFirstOutside) return hasDate;
    const expected = reason('date-header', { seconds: toleranceOf(call) / 1000 });
    const difference = said('other-clock');
    const isOtherClock = () => history.inside.behind.length === 0;
    return [...hasDate, ...pending(() => (isOtherClock() ? broken(expected, actual, [seen], { difference }) : nothing))];
  },
} as const satisfies AnswerRule;

const isSigned = ({ operation }: Call): boolean => operation.authentication === 'signed';

/**
 * A date that is clearly outside by the Date of its answer.
 * The Date may come from another clock than the one that judges (C53). What no clock could have accepted is a second date, further away than the
 * width of the window.
 */
function judgedOutside(call: Call, where: 'behind' | 'ahead', { law, history: { inside } }: AnswerContext): readonly Judgement[] {
  const { seen, response, standing, succeeded, parts } = call;
  if (standing !== 'right' || within(call) !== where) return nothing;
  if (!succeeded) return response.status < 400 ? nothing : held;
  return pending(() => {
    const other = inside[where === 'ahead' ? 'behind' : 'ahead'].find((one) => apart(one, call));
    return other
      ? broken(reason('refused'), answerReason(response, law), [other.seen, seen], {
          difference: `${dateHeader(law.contract.scheme)} ${parts.date}`,
        })
      : doubtful(said('date-accepted-outside', { number: seen.number, where }), [seen]);
  });
}
