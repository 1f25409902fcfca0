import type { Finding } from '../../audit/finding.ts';
import type { Exchange } from '../../core/exchange.ts';
import { visible } from '../../core/visible.ts';
import { said } from '../../language/sentences.ts';
import { queryWithoutPayer } from '../../reports/payer.ts';

/** A request of a stranger: its first line, its time, and its source. */
export interface Stray {
  readonly method: string;
  readonly target: string;
  readonly bytes: number;
  readonly at: number;
  readonly peer: string;
}

/** What strangers sent, up to a limit and without bodies. */
export interface Strays {
  readonly count: number;
  readonly first: readonly Stray[];
}

/** The most strays that are listed; of the rest the number is printed. */
const mostListed = 10;

const longestTarget = 100;

/** Counts strays as they come. */
export function strayList(): Strays & { add(stray: Pick<Exchange, 'request' | 'startedAt'> & { readonly peer?: string }): void } {
  const first: Stray[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    first,
    add({ request: { method, target, body }, startedAt, peer = 'unknown' }) {
      count += 1;
      if (first.length >= mostListed) return;
      const path = visible(Buffer.from(queryWithoutPayer(target), 'latin1')).slice(0, longestTarget);
      first.push({ method: method.slice(0, longestTarget), target: path, bytes: body.length, at: startedAt, peer });
    },
  };
}

/** The strays for a person. */
export function strayText({ count, first }: Strays): string {
  if (count === 0) return '';
  const lines = first.map(({ at, ...stray }) => said('stray-request', { at: new Date(at).toISOString(), ...stray }));
  const more = count - first.length;
  return `${said('strays', { count })}${lines.join('')}${more > 0 ? said('more-strays', { more }) : ''}`;
}

/** The findings with the number of strays among what was recorded. */
export function withStrays<F extends Finding>(findings: readonly F[], { count }: Strays): readonly F[] {
  const [first, ...rest] = findings;
  if (first === undefined || count === 0) return findings;
  const observation = { subject: said('strays-observed'), seen: String(count) };
  return [{ ...first, observations: [...first.observations, observation] }, ...rest];
}
