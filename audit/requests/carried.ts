import { headerValue } from '../../core/exchange.ts';
import type { SeenRequest } from './request.ts';

/** What a request carries that must not reach the wrong place. */
export function carried({ request: { headers, body } }: SeenRequest): string | undefined {
  if (['authorization', 'x-login'].some((name) => headerValue(headers, name) !== undefined)) return 'credentials';
  return body.length > 0 ? 'a body' : undefined;
}
