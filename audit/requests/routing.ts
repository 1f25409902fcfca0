import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { broken, doubtful, held, observed } from '../judgement.ts';
import type { Call } from './call.ts';
import { carried } from './carried.ts';
import type { RequestContext, RequestRule } from './rule.ts';

/**
 * A call that nearly matches an operation is a misspelled one. One that matches none may belong to another API on the same host, so a person has to
 * look.
 */
export const documentedCall = {
  clause: 'CLT-08',
  missing: said('needed-any-call'),
  onAnyPath: true,
  judgeCall({ seen, operation, fits }: Call, { law }: RequestContext) {
    if (fits === 'exactly') return held;
    const { method, target } = seen.request;
    const [path = ''] = target.split(/[?#]/, 1);
    const call = `${method} ${path}`;
    // A request that checks whether the host is there has nothing of the merchant.
    if (carried(seen, law) === undefined) return observed({ subject: said('calls-without-credentials'), seen: call });
    const nearest = `${operation.method} ${operation.path}`;
    if (fits === 'nearly') return broken(reason('documented-call', { operation: nearest }), reason('call-seen', { call }), [seen]);
    return doubtful(said('call-of-no-operation', { number: seen.number, call, nearest }), [seen]);
  },
} as const satisfies RequestRule;
