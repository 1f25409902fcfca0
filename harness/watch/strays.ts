import type { Finding } from '../../audit/finding.ts';
import type { Exchange } from '../../core/exchange.ts';
import { visible } from '../../core/visible.ts';
import { said } from '../../language/sentences.ts';
import { queryWithoutPayer } from '../../reports/payer.ts';

type Stray = Pick<Exchange, 'request' | 'startedAt'> & { readonly peer?: string };

/** Most strays that are listed; of the rest the number is said. */
const mostListed = 10;

const longestTarget = 100;

/** The strays for a person: when each came, and from where; nothing of its body. */
export function strayText(strays: readonly Stray[]): string {
  if (strays.length === 0) return '';
  const lines = strays.slice(0, mostListed).map(({ request, startedAt, peer = 'unknown' }) => {
    const target = visible(Buffer.from(queryWithoutPayer(request.target), 'latin1')).slice(0, longestTarget);
    return said('stray-request', {
      at: new Date(startedAt).toISOString(),
      method: request.method,
      target,
      peer,
      bytes: request.body.length,
    });
  });
  const more = strays.length - lines.length;
  return `${said('strays', { count: strays.length })}${lines.join('')}${more > 0 ? said('more-strays', { more }) : ''}`;
}

/** The findings with the number of strays among what was recorded. */
export function withStrays<F extends Finding>(findings: readonly F[], strays: readonly Stray[]): readonly F[] {
  const [first, ...rest] = findings;
  if (first === undefined || strays.length === 0) return findings;
  const observation = { subject: said('strays-observed'), seen: String(strays.length) };
  return [{ ...first, observations: [...first.observations, observation] }, ...rest];
}
