import { keyRule } from '../../core/contract/credentials.ts';
import { areExchanged } from '../../core/contract/scheme.ts';
import { headerValue } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { broken, held, judged, nothing } from '../judgement.ts';
import { needing } from '../rule.ts';
import { carried } from './carried.ts';
import { redirectTo } from './redirect.ts';
import type { SeenRequest } from './request.ts';
import type { RequestContext, RequestRule } from './rule.ts';

export const configuredHost = {
  clause: 'ENV-05',
  missing: needing(['apiKey'], said('needed-any-call')),
  judge(seen: SeenRequest, context: RequestContext) {
    const { law } = context;
    const { request, where } = seen;
    const expected = reason('configured-host-only');
    if (where !== 'configured') {
      const what = carried(seen, law);
      if (what === undefined) return nothing;
      return broken(expected, reason('sent-to', { where: said('other-host', { where }), what }), [...redirectTo(seen, context), seen]);
    }
    const { apiKey, readOnlyKey } = law.credentials;
    const carrier = law.contract.scheme.login;
    // Without a header that names the account, the key of another environment shows in the signature (SIG-09).
    if (keyRule(law.contract.scheme, 'apiKey') === undefined) return held;
    if (apiKey === undefined) return nothing;
    // CLK-06 judges a date in place of a login: it is not the key of another environment.
    if (carrier === undefined || areExchanged(law.contract.scheme, request)) return nothing;
    const login = headerValue(request.headers, carrier.header);
    // C29: in one interpretation, X-Login of a GET has the read-only key.
    const isOwn = login === undefined || login === apiKey || (request.method === 'GET' && login === readOnlyKey);
    return judged(isOwn, expected, () => reason('header-seen', { header: carrier.header, value: said('another-key-than-configured') }), [
      seen,
    ]);
  },
} as const satisfies RequestRule;
