import { headerValue } from '../../core/exchange.ts';
import type { SeenRequest } from './request.ts';
import type { RequestContext } from './rule.ts';

/** The answer that redirected a client to where a request went, if one was seen: it shows the cause of a leak. */
export function redirectTo(seen: SeenRequest, { history }: RequestContext): readonly SeenRequest[] {
  const redirect = history.recent.findLast(({ request, answer }) => {
    if (answer.kind === 'none' || answer.response.status < 300 || answer.response.status > 399) return false;
    const location = headerValue(answer.response.headers, 'location');
    const host = headerValue(request.headers, 'host') ?? 'host.invalid';
    const base = `https://${host}`;
    if (location === undefined || !URL.canParse(location, base)) return false;
    const { pathname, search } = new URL(location, base);
    return `${pathname}${search}` === seen.request.target;
  });
  return redirect === undefined ? [] : [redirect];
}
