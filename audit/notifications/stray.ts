import { headerValues, type SeenExchange } from '../../core/exchange.ts';
import { signingOf } from './notification.ts';
import type { NotificationLaw } from './record.ts';

/**
 * Whether a delivery has a mark of the judged sender: a right signature or, at the path that only the sender knows, its key. Where no message of the
 * contract contains a key, the header of the signature counts instead.
 * A delivery without a mark may be anybody's: no clause judges it.
 *
 * @param isAtPath whether it came to the path that was given to the sender
 */
export function isOfSender(
  exchange: Pick<SeenExchange, 'request'>,
  law: Pick<NotificationLaw, 'contract' | 'profile' | 'keys'>,
  isAtPath: boolean,
): boolean {
  if (signingOf(exchange, law) !== undefined) return true;
  if (!isAtPath) return false;
  const { headers } = exchange.request;
  const { login, signature } = law.contract.scheme;
  if (login === undefined) return signature !== undefined && headerValues(headers, signature.header).length > 0;
  return law.keys.some(({ apiKey }) => apiKey !== '' && headers.some(([, value]) => value.includes(apiKey)));
}
