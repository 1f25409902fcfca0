import { headerValue, type WireRequest } from '../../core/exchange.ts';
import { member } from '../../core/json.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { violationsOf } from '../../schemas/exact.ts';
import type { SchemaViolation } from '../../schemas/validate.ts';
import { broken, judged, nothing, observed } from '../judgement.ts';
import type { Call } from './call.ts';
import type { RequestContext, RequestRule } from './rule.ts';

/** Whether a text ends in the middle of an object or an array of JSON. */
function isUnfinished(text: string): boolean {
  const outside = text.replace(/"(?:[^"\\]|\\.)*"/gs, '');
  const opened = outside.match(/[{[]/g)?.length ?? 0;
  return opened > (outside.match(/[}\]]/g)?.length ?? 0);
}

/**
 * Whether a body ends where its Content-Length says, in the middle of its JSON, and has more bytes than characters: somebody counted the characters. A server
 * reads the rest of it as another request.
 */
export function isLengthInCharacters({ headers, body }: WireRequest): boolean {
  const text = Buffer.from(body).toString('utf8');
  return headerValue(headers, 'content-length') === String(body.length) && text.length < body.length && isUnfinished(text);
}

export const textInUtf8 = {
  clause: 'UTF-05',
  missing: said('names-not-judged'),
  judgeCall({ seen, text }: Call) {
    const { method, body } = seen.request;
    if (method !== 'POST' || text !== undefined || body.length === 0) return nothing;
    return broken(
      reason('well-formed-utf8'),
      reason('value-seen', { value: said(isLengthInCharacters(seen.request) ? 'length-in-characters' : 'bytes-no-utf-8') }),
      [seen],
    );
  },
} as const satisfies RequestRule;

export const bodyFitsSchema = {
  clause: 'CLT-02',
  missing: said('needed-creation'),
  judgeCall({ seen, operation, tree }: Call, { law }: RequestContext) {
    const { method, body } = seen.request;
    if (method !== 'POST') return nothing;
    const expected = reason('fits-schema');
    if (tree === undefined) {
      const isCut = isLengthInCharacters(seen.request);
      const rule = body.length === 0 ? said('no-body') : said(isCut ? 'length-in-characters' : 'it-is-no-json');
      return broken(expected, reason('schema-broken', { rule }), [seen]);
    }
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
