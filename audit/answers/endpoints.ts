import { errorCodeIn } from '../../core/contract/answer-body.ts';
import { parseJson } from '../../core/json.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { successSchema } from '../../schemas/contract.ts';
import { violationsOf } from '../../schemas/exact.ts';
import { doubtful, held, judged, nothing, observed, pending } from '../judgement.ts';
import { answerReason } from './answer-content.ts';
import type { Call } from './call.ts';
import { readableMs } from './idempotency.ts';
import type { AnswerContext, AnswerRule } from './rule.ts';

/** A status that the contract does not name: it is open which 2XX a creation gets (C14). */
function isUnnamed({ operation, response: { status } }: Call, { law: { contract } }: AnswerContext): boolean {
  const isPayment = Object.values(contract.resources).some(({ create, reverse }) => reverse !== undefined && create === operation.id);
  return !isPayment && !operation.responses.has(String(status));
}

/** The answer under a key may be that of another operation (C9). */
export const successDocumented = {
  clause: 'END-01',
  missing: said('needed-success'),
  judgeCall(call: Call, context: AnswerContext) {
    const { seen, response, operation, succeeded, isKeyOfAnother } = call;
    if (!succeeded || isKeyOfAnother) return nothing;
    const statuses = [...operation.responses.keys()].filter((status) => /^2/.test(status)).join(' or ');
    const [expected, actual] = [reason('documented-status', { status: statuses }), () => answerReason(response, context.law)];
    return judged(!isUnnamed(call, context), expected, actual, [seen], { difference: operation.id });
  },
} as const satisfies AnswerRule;

export const answerFitsSchema = {
  clause: 'END-02',
  missing: said('needed-success'),
  judgeCall(call: Call, context: AnswerContext) {
    const { seen, response, operation, succeeded, isKeyOfAnother } = call;
    const { status, body } = response;
    // END-01 judges a status without a schema.
    const isJudged = seen.readable && succeeded && !isKeyOfAnother && !isUnnamed(call, context);
    const schema = isJudged ? successSchema(operation, status) : undefined;
    if (schema === undefined) return nothing;
    const text = decodeUtf8(body);
    const tree = text === undefined ? undefined : parseJson(text);
    const [first] = tree === undefined ? [{ pointer: '', message: said('is-no-json') }] : violationsOf(schema, tree);
    const actual = () => reason('schema-broken', { pointer: first?.pointer || said('whole-body'), rule: first?.message ?? '' });
    return judged(first === undefined, reason('fits-schema'), actual, [seen], { difference: operation.id });
  },
} as const satisfies AnswerRule;

export const serverErrors = {
  clause: 'END-04',
  missing: said('recurrence-not-asked'),
  judgeCall({ response, operation }: Call, { law }: AnswerContext) {
    const { status } = response;
    return status < 500
      ? nothing
      : observed({ subject: operation.id, seen: `status ${status}, code ${errorCodeIn(response, law.contract.errorMembers) ?? 'none'}` });
  },
} as const satisfies AnswerRule;

/** A creation that was never found needs a person: we do not choose how often it is asked for. */
export const createdReadable = {
  clause: 'END-06',
  needs: ['creates'],
  missing: said('needed-creation-and-status'),
  judgeCall({ seen, succeeded, deposit, madeId: id }: Call, { history }: AnswerContext) {
    const read = deposit?.created !== undefined && succeeded ? held : nothing;
    if (id === undefined || history.deposits.get(id)?.created !== undefined) return read;
    return pending(() => {
      const { missed, isRead } = history.deposits.get(id) ?? {};
      if (isRead || missed === undefined || missed.seen.startedAt - seen.endedAt <= readableMs) return nothing;
      const seconds = Math.round((missed.seen.startedAt - seen.endedAt) / 1000);
      return doubtful(said('deposit-not-found-later', { id, number: seen.number, seconds, number2: missed.seen.number }), [
        seen,
        missed.seen,
      ]);
    });
  },
} as const satisfies AnswerRule;

export const statusesSeen = {
  clause: 'END-09',
  needs: ['creates'],
  missing: said('needed-status'),
  judgeCall(call: Call) {
    const status = call.shown?.status;
    if (status === undefined) return nothing;
    const last = call.deposit?.status;
    const move = last === undefined || last === status ? undefined : `${named(last)} to ${named(status)}`;
    return [
      ...held,
      ...observed({ ambiguity: 'C22', subject: 'status', seen: named(status) }),
      ...(move === undefined ? [] : observed({ ambiguity: 'C22', subject: 'move', seen: move })),
    ];
  },
} as const satisfies AnswerRule;

/** A status as a report names it; a text that is not the name of one is not repeated. */
function named(status: string): string {
  return /^[A-Z][A-Z_]{0,40}$/.test(status) ? status : said('no-name-of-status');
}
