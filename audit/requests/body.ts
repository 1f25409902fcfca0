import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { violationsOf } from '../../schemas/exact.ts';
import { broken, judged, nothing } from '../judgement.ts';
import type { Call } from './call.ts';
import type { RequestRule } from './rule.ts';

export const textInUtf8 = {
  clause: 'UTF-05',
  missing: said('names-not-judged'),
  judgeCall({ seen, text }: Call) {
    const { method, body } = seen.request;
    if (method !== 'POST' || text !== undefined || body.length === 0) return nothing;
    return broken(reason('well-formed-utf8'), reason('value-seen', { value: said('bytes-no-utf-8') }), [seen]);
  },
} as const satisfies RequestRule;

export const bodyFitsSchema = {
  clause: 'CLT-02',
  missing: said('occasion-creation'),
  judgeCall({ seen, operation, tree }: Call) {
    const { method, body } = seen.request;
    if (method !== 'POST') return nothing;
    const expected = reason('fits-schema');
    if (tree === undefined)
      return broken(expected, reason('schema-broken', { rule: body.length === 0 ? said('no-body') : said('it-is-no-json') }), [seen]);
    const [first] = operation.requestBody ? violationsOf(operation.requestBody, tree) : [];
    const actual = () => reason('schema-broken', { pointer: first?.pointer || '/', rule: first?.message ?? '' });
    return judged(first === undefined, expected, actual, [seen]);
  },
} as const satisfies RequestRule;
