import { type HttpHandler, HttpResponse, http } from 'msw';
import type { Answer, HeaderLine, WireRequest, WireResponse } from '../core/exchange.ts';
import { direct } from './direct.ts';
import type { EnvironmentName, MockProvider } from './provider.ts';

export interface HandlersOptions {
  /** Where the API is called: scheme, host and port, without a path (`https://api-stg.onekeypayments.com`). */
  readonly baseUrl: string;
  readonly environment?: EnvironmentName;
  /** The address that stands for the caller's, who has no socket here. */
  readonly peer?: string;
}

/** Statuses whose answer has no body; the Fetch standard refuses to make one. */
const withoutBody: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/**
 * The twin as handlers of Mock Service Worker, for a merchant's own tests: `setupServer(...handlers(mock, { baseUrl }))`. Routing is ours, behind one handler.
 * Interception sees what fetch or node:http give it: header names come in lower case and duplicates joined. Where bytes on the wire matter, use `serve`.
 */
export function handlers(
  mock: MockProvider,
  { baseUrl, environment = 'first', peer = '127.0.0.1' }: HandlersOptions,
): readonly HttpHandler[] {
  const base = baseUrl.endsWith('/') ? baseUrl.slice(0, -1) : baseUrl;
  const secure = new URL(base).protocol === 'https:';
  const send = direct(mock);
  return [
    http.all(`${base}/*`, async ({ request }) => {
      const answer = await send(await wireRequest(request), { peer, secure, environment });
      return fetchResponse(answer, request.signal);
    }),
  ];
}

async function wireRequest(request: Request): Promise<WireRequest> {
  const { pathname, search } = new URL(request.url);
  const headers: HeaderLine[] = [...request.headers];
  return { method: request.method, target: `${pathname}${search}`, headers, body: new Uint8Array(await request.arrayBuffer()) };
}

function fetchResponse(answer: Answer, signal: AbortSignal): Response | Promise<Response> {
  if (answer.kind === 'response') return response(answer.response);
  // A caller that sets no deadline waits for ever, as it would for a silent server.
  if (answer.reason === 'timeout') return aborted(signal);
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
