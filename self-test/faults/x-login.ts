import type { Call } from '../../core/decisions/provider.ts';
import { headerValue } from '../../core/exchange.ts';

/** The X-Login of a call; the empty text where it has none. */
export function loginOf({ arrival }: Call): string {
  return headerValue(arrival.request.headers, 'X-Login') ?? '';
}
