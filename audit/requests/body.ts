import { member } from '../../core/json.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { violationsOf } from '../../schemas/exact.ts';
import type { SchemaViolation } from '../../schemas/validate.ts';
import { broken, judged, nothing, observed } from '../judgement.ts';
import type { Call } from './call.ts';
import type { RequestContext, RequestRule } from './rule.ts';

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
  judgeCall({ seen, operation, tree }: Call, { law }: RequestContext) {
    const { method, body } = seen.request;
    if (method !== 'POST') return nothing;
    const expected = reason('fits-schema');
    if (tree === undefined)
      return broken(expected, reason('schema-broken', { rule: body.length === 0 ? said('no-body') : said('it-is-no-json') }), [seen]);
    // C56: an id of the merchant that is a number.
    const { reference: name } = (operation.creates && law.contract.resources[operation.creates]?.members) || {};
    const reference = name !== undefined && member(tree, name)?.kind === 'number' ? `/${name}` : undefined;
    const violations = operation.requestBody ? violationsOf(operation.requestBody, tree) : [];
    const isRefused = law.profile.requires.includes('C56') && law.profile.interpretations.C56 === 'refuse-201';
    const isOpen = ({ pointer, keyword }: SchemaViolation) => !isRefused && keyword === 'type' && pointer === reference;
    const first = violations.find((one) => !isOpen(one));
    if (first === undefined && violations.length > 0)
      return observed({ ambiguity: 'C56', subject: said('reference-sent'), seen: said('as-number') });
    const actual = () => reason('schema-broken', { pointer: first?.pointer || '/', rule: first?.message ?? '' });
    return judged(first === undefined, expected, actual, [seen]);
  },
} as const satisfies RequestRule;
