import type { Call } from '../../core/decisions/provider.ts';
import { headerValue } from '../../core/exchange.ts';
import { scheme } from '../../specs/contracts/deposits-v3/scheme.ts';

/** The X-Login of a call; the empty text where it has none. */
export function loginOf({ arrival }: Call): string {
  return headerValue(arrival.request.headers, scheme.login.header) ?? '';
}
