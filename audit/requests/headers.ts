import { headerValue } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { broken, judged, nothing, observed } from '../judgement.ts';
import type { Call } from './call.ts';
import type { RequestContext, RequestRule } from './rule.ts';

/** C44: it is open whether a charset may follow the type; it has to be UTF-8. */
const json = /^application\/json[ \t]*(;[ \t]*charset="?utf-?8"?[ \t]*)?$/i;

const isBlank = ({ seen }: Call, name: string): boolean => (headerValue(seen.request.headers, name) ?? '').trim() === '';

const lacks = (header: string) => reason('header-missing', { header });

export const creationHeaders = {
  clause: 'HDR-04',
  needs: ['signed'],
  missing: said('needed-creation'),
  onAnyPath: true,
  judgeCall(call: Call, { law }: RequestContext) {
    const { seen, isSigned } = call;
    const { signature, login, date, id } = law.contract.scheme;
    const mandatory = [...[signature, login, date, id].flatMap((part) => part?.header ?? []), 'Content-Type'];
    if (seen.request.method === 'GET' || !isSigned) return nothing;
    const lacking = mandatory.find((name) => isBlank(call, name));
    if (lacking !== undefined) return broken(reason('mandatory-headers', { header: lacking }), lacks(lacking), [seen]);
    const value = headerValue(seen.request.headers, 'content-type') ?? '';
    const expected = reason('mandatory-headers', { header: 'Content-Type: application/json' });
    return judged(json.test(value), expected, () => reason('content-type-seen', { value }), [seen]);
  },
} as const satisfies RequestRule;

export const readHeaders = {
  clause: 'HDR-07',
  missing: said('needed-reads'),
  judgeCall(call: Call, { law }: RequestContext) {
    const { seen, operation } = call;
    const { login, date } = law.contract.scheme;
    // The seed requires both on calls with the read-only key, and no official client sends them (C27).
    const unsent = operation.authentication === 'signed' ? [] : [login, date].flatMap((part) => part?.header ?? []);
    const notes = unsent
      .filter((header) => headerValue(seen.request.headers, header) === undefined)
      .flatMap((header) => observed({ ambiguity: 'C27', subject: said('on-read-only-calls', { header }), seen: said('not-sent') }));
    if (seen.request.method !== 'GET') return notes;
    const header = 'Content-Type';
    return [...notes, ...judged(!isBlank(call, header), reason('mandatory-headers', { header }), () => lacks(header), [seen])];
  },
} as const satisfies RequestRule;
