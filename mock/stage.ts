import { type Script, type StageExchange, served } from '../core/contract/stage-script.ts';
import type { Answer, Arrival, Delivery } from '../core/exchange.ts';
import { said } from '../language/sentences.ts';
import { direct } from './direct.ts';
import type { MockProvider } from './provider.ts';

/** What stands before a client: the mock, behind a script that may lose, delay or change what passes. */
export interface Stage {
  /** @param where the place that the request came to: `configured`, or the name of another */
  answer(arrival: Arrival, where: string): Promise<Delivery>;
  /** What happens to the requests from now on; without one each is served. */
  script(script: Script | undefined): void;
  /** Every request since the stage was cleared, in order of arrival. */
  seen(): readonly StageExchange[];
  clear(): void;
}

export interface StageOptions {
  readonly mock: MockProvider;
  /** The address that the mock takes the client to have. */
  readonly peer: string;
  readonly pass: (ms: number) => Promise<void>;
  readonly elsewhere: { readonly https: string; readonly http: string };
  /** Is told of each request whose answer has left, or will not. */
  readonly told?: (exchange: StageExchange) => void;
}

const pending: Answer = { kind: 'none', reason: 'timeout', detail: said('no-answer-left') };

/** Puts the mock behind a script. */
export function stage({ mock, peer, pass, elsewhere, told }: StageOptions): Stage {
  const call = direct(mock);
  let acting: Script | undefined;
  let seen: StageExchange[] = [];
  const arrived = new Map<string, number>();
  return {
    async answer({ request, secure }, where) {
      const startedAt = mock.now();
      const index = seen.length;
      const book = seen;
      book.push({ number: index + 1, request, startedAt, endedAt: startedAt, answer: pending, secure, where });
      const settle = (answer: Answer): void => {
        const one = book[index];
        if (one === undefined) return;
        const done = { ...one, endedAt: mock.now(), answer };
        book[index] = done;
        told?.(done);
      };
      const nth = (arrived.get(request.method) ?? 0) + 1;
      if (where === 'configured') arrived.set(request.method, nth);
      const act = where === 'configured' && acting ? acting(request, nth) : served;
      const serve = () => call(request, { peer, secure: true, environment: 'first' });
      const delivery = await act({ serve, pass, elsewhere, request });
      if (delivery.kind === 'response') settle(delivery);
      else if (delivery.kind === 'closed') settle({ kind: 'none', reason: 'closed', detail: said('connection-closed-without-answer') });
      return delivery;
    },
    script(script) {
      acting = script;
      arrived.clear();
    },
    seen: () => seen,
    clear() {
      seen = [];
      acting = undefined;
      arrived.clear();
    },
  };
}
