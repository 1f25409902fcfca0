import { keyNames } from '../../core/contract/credentials.ts';
import { areExchanged, credentialHeaders } from '../../core/contract/scheme.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { broken, held, nothing } from '../judgement.ts';
import { needing } from '../rule.ts';
import { redirectTo } from './redirect.ts';
import type { SeenRequest } from './request.ts';
import type { RequestContext, RequestRule } from './rule.ts';

/** The keys are in the headers that the contract has for them, and nowhere else. That of the hash is in none. */
export const keysKeptSecret = {
  clause: 'AUT-07',
  missing: needing(['apiSignature'], said('needed-any-call')),
  judge(seen: SeenRequest, context: RequestContext) {
    const { law, hidden } = context;
    const { request, where } = seen;
    const { scheme } = law.contract;
    // CLK-06 judges a login that is in the header for the date.
    const exchanged = areExchanged(scheme, request) && scheme.date?.header !== undefined ? [scheme.date.header] : [];
    const own = new Set([...credentialHeaders(scheme), ...exchanged].map((name) => name.toLowerCase()));
    const places: readonly { readonly place: string; readonly text: string; readonly header?: string }[] = [
      { place: said('in-the-url'), text: request.target },
      { place: said('in-the-url'), text: percentDecoded(request.target) },
      { place: said('in-the-body'), text: Buffer.from(request.body).toString('latin1') },
      ...request.headers.map(([name, value]) => ({ place: said('in-the-header', { name }), text: value, header: name })),
    ];
    const rolesIn = ({ text, header = '' }: (typeof places)[number]): readonly string[] => {
      const roles = hidden.rolesIn(text);
      const isOwn = where === 'configured' && own.has(header.toLowerCase());
      return isOwn ? roles.filter((role) => role === keyNames(scheme).apiSignature) : roles;
    };
    const found = places.find((one) => rolesIn(one).length > 0);
    if (found === undefined) return law.credentials.apiSignature === undefined ? nothing : held;
    const role = rolesIn(found).join(' and the ');
    const place = where === 'configured' ? found.place : said('at-another-host', { where: found.place });
    const led = where === 'configured' ? [] : redirectTo(seen, context);
    return broken(reason('key-kept-secret'), reason('key-seen', { role, where: place }), [...led, seen]);
  },
} as const satisfies RequestRule;

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
