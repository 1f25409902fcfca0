import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { broken, nothing } from '../judgement.ts';
import { carried } from './carried.ts';
import { redirectTo } from './redirect.ts';
import type { SeenRequest } from './request.ts';
import type { RequestContext, RequestRule } from './rule.ts';

export const encrypted = {
  clause: 'TLS-02',
  missing: said('no-plain-call'),
  judge(seen: SeenRequest, context: RequestContext) {
    const { law } = context;
    const what = carried(seen, law);
    if (seen.secure || what === undefined) return nothing;
    return broken(reason('nothing-sent', { where: 'http' }), reason('sent-to', { where: said('over-plain-http'), what }), [
      ...redirectTo(seen, context),
      seen,
    ]);
  },
} as const satisfies RequestRule;
