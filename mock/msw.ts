import { type HttpHandler, HttpResponse, http } from 'msw';
import type { Answer, Arrival, Delivery, HeaderLine, WireRequest, WireResponse } from '../core/exchange.ts';

export interface InterceptingOptions {
  /** Where the API is called: scheme, host and port, without a path (`https://api-stg.onekeypayments.com`). */
  readonly baseUrl: string;
  /** The address that replaces the caller's, which has no socket here. */
  readonly peer: string;
  /** What happens to a request. */
  readonly answer: (arrival: Arrival) => Promise<Answer | Delivery>;
}

/** Statuses whose answer has no body; the Fetch standard refuses to make one. */
const withoutBody: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/**
 * The adapter for Mock Service Worker: everything that is sent to the base URL goes to the mock, which routes it.
 * Interception sees what fetch or node:http give it: header names are in lower case and duplicates are joined. Where the sent bytes matter, use a
 * port.
 */
export function intercepting({ baseUrl, peer, answer }: InterceptingOptions): HttpHandler {
  const { origin, protocol } = new URL(baseUrl);
  return http.all(`${origin}/*`, async ({ request }) =>
    fetchResponse(await answer({ request: await wireRequest(request), peer, secure: protocol === 'https:' }), request.signal),
  );
}

async function wireRequest(request: Request): Promise<WireRequest> {
  const { pathname, search } = new URL(request.url);
  const headers: HeaderLine[] = [...request.headers];
  return { method: request.method, target: `${pathname}${search}`, headers, body: new Uint8Array(await request.arrayBuffer()) };
}

function fetchResponse(answer: Answer | Delivery, signal: AbortSignal): Response | Promise<Response> {
  if (answer.kind === 'response') return response(answer.response);
  // A caller without a deadline waits for ever, as it would for a silent server.
  if (answer.kind === 'silent' || (answer.kind === 'none' && answer.reason === 'timeout')) return aborted(signal);
  return HttpResponse.error();
}

function response({ status, headers, body }: WireResponse): Response {
  const lines = headers.map(([name, value]): [string, string] => [name, value]);
  return new HttpResponse(withoutBody.has(status) ? null : Uint8Array.from(body), { status, headers: lines });
}

function aborted(signal: AbortSignal): Promise<Response> {
  return new Promise((resolve) => {
    const end = (): void => resolve(HttpResponse.error());
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
