import { type ClientExchange, type Script, served } from '../core/contract/fault-injection.ts';
import type { Answer, Arrival, Delivery, WireRequest, WireResponse } from '../core/exchange.ts';
import { said } from '../language/sentences.ts';
import { direct } from './direct.ts';
import type { MockProvider } from './provider.ts';

/** The mock as a client reaches it: a script may lose, delay or change requests and answers. */
export interface FaultInjector {
  /** @param where the host to which the request came: `configured`, or the name of another */
  answer(arrival: Arrival, where: string): Promise<Delivery>;
  /** What happens to the requests from now on; without one each is served. */
  script(script: Script | undefined): void;
  /** Every request since the last `clear`, in order of arrival. */
  seen(): readonly ClientExchange[];
  clear(): void;
}

export interface FaultInjectorOptions {
  readonly mock: MockProvider;
  /** The client's address, as the mock sees it. */
  readonly peer: string;
  readonly pass: (ms: number) => Promise<void>;
  /** The true time, ms since the epoch: the mock's clock may be set to another. */
  readonly now: () => number;
  readonly elsewhere: { readonly https: string; readonly http: string };
  /** The storage of requests and answers until they are judged; in memory by default. */
  readonly keep?: <M extends WireRequest | WireResponse>(message: M) => M;
}

const pending: Answer = { kind: 'none', reason: 'timeout', detail: said('no-answer-left') };

/** Puts the mock behind a script. */
export function faultInjector({ mock, peer, pass, now, elsewhere, keep = (message) => message }: FaultInjectorOptions): FaultInjector {
  const call = direct(mock);
  let current: Script | undefined;
  let seen: ClientExchange[] = [];
  const arrived = new Map<string, number>();
  return {
    async answer({ request, secure }, where) {
      const [startedAt, trueAt] = [mock.now(), now()];
      const index = seen.length;
      const book = seen;
      book.push({ number: index + 1, request: keep(request), startedAt, endedAt: startedAt, answer: pending, secure, where, trueAt });
      const settle = (answer: Answer): void => {
        const one = book[index];
        if (one === undefined) return;
        book[index] = { ...one, endedAt: mock.now(), answer };
      };
      const nth = (arrived.get(request.method) ?? 0) + 1;
      if (where === 'configured') arrived.set(request.method, nth);
      const injection = where === 'configured' && current ? current(request, nth) : served;
      const serve = () => call(request, { peer, secure: true, environment: 'first' });
      const delivery = await injection({ serve, pass, elsewhere, request });
      // An answer that is sent byte by byte is not complete yet.
      if (delivery.kind === 'response' && delivery.everyMs !== undefined) return delivery;
      if (delivery.kind === 'response') settle({ kind: 'response', response: keep(delivery.response) });
      else if (delivery.kind === 'closed') settle({ kind: 'none', reason: 'closed', detail: said('connection-closed-without-answer') });
      return delivery;
    },
    script(script) {
      current = script;
      arrived.clear();
    },
    seen: () => seen,
    clear() {
      seen = [];
      current = undefined;
      arrived.clear();
    },
  };
}
