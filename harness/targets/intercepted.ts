import { setupServer } from 'msw/node';
import type { Answer, Arrival, HeaderLine, WireRequest } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import type { Direct, DirectSending } from '../../mock/direct.ts';
import { intercepting } from '../../mock/msw.ts';

/** The mock as a merchant's own tests reach it: by this process's fetch, which Mock Service Worker intercepts. */
export interface Intercepted {
  readonly call: Direct;
  close(): void;
}

/** The longest wait for an answer, ms of the machine's own clock: a conforming mock always answers. */
const deadlineMs = 20_000;

const lost: Answer = { kind: 'none', reason: 'abandoned', detail: said('answer-not-awaited') };

/** Each way to reach the mock has its own host, because fetch does not show sockets. */
function originOf({ peer, secure, environment }: DirectSending): string {
  return `${secure ? 'https' : 'http'}://from-${peer.replaceAll(/[^0-9a-z]/gi, '-')}.${environment}.example`;
}

/** Puts the mock behind Mock Service Worker, and calls it by fetch. */
export function intercepted(mock: Direct): Intercepted {
  const server = setupServer();
  server.listen({ onUnhandledFrame: 'error' });
  const known = new Set<string>();

  function reach(how: DirectSending): string {
    const origin = originOf(how);
    if (known.has(origin)) return origin;
    known.add(origin);
    const { environment } = how;
    const answer = ({ request, peer, secure }: Arrival): Promise<Answer> => mock(request, { peer, secure, environment });
    server.use(intercepting({ baseUrl: origin, peer: how.peer, answer }));
    return origin;
  }

  return {
    async call(request, how) {
      const answer = await fetched(request, `${reach(how)}${request.target}`, how.abandon === 'before-last-byte');
      return how.abandon === undefined ? answer : lost;
    },
    close: () => server.close(),
  };
}

/** A body that is cancelled before its last byte. */
function unfinished(body: Uint8Array): ReadableStream<Uint8Array> {
  let pulls = 0;
  return new ReadableStream({
    pull(controller) {
      pulls += 1;
      if (pulls === 1 && body.length > 1) controller.enqueue(body.slice(0, -1));
      else controller.error(new Error('given up'));
    },
  });
}

/** Sends by fetch. What fetch refuses to send, content with a GET, ends as a lost answer. */
async function fetched({ method, headers, body }: WireRequest, url: string, givesUp: boolean): Promise<Answer> {
  const lines = headers.map(([name, value]): [string, string] => [name, value]);
  const sent = givesUp ? { body: unfinished(body), duplex: 'half' as const } : body.length === 0 ? {} : { body: Uint8Array.from(body) };
  try {
    const response = await fetch(url, { method, headers: lines, redirect: 'manual', signal: AbortSignal.timeout(deadlineMs), ...sent });
    const received: HeaderLine[] = [...response.headers];
    return {
      kind: 'response',
      response: { status: response.status, headers: received, body: new Uint8Array(await response.arrayBuffer()) },
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') return { kind: 'none', reason: 'timeout', detail: error.name };
    return { kind: 'none', reason: 'closed', detail: error instanceof Error ? error.name : said('unknown-error') };
  }
}
