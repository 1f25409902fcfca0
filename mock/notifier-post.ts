import { Agent, errors } from 'undici';
import type { Answer, HeaderLine } from '../core/exchange.ts';
import { noBody } from '../core/exchange.ts';
import type { Post } from './notifier.ts';

/** How long a sender waits for an answer by default, ms. No document states it. */
const usualTimeLimitMs = 30_000;

/** A way to post over HTTP and HTTPS, with the end of its connections. */
export interface HttpPost {
  readonly post: Post;
  close(): Promise<void>;
}

function none(error: unknown): Answer {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = code === '' ? 'unknown error' : code;
  if (
    (error instanceof Error && error.name === 'TimeoutError') ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError
  ) {
    return { kind: 'none', reason: 'timeout', detail };
  }
  if (code === 'ECONNREFUSED') return { kind: 'none', reason: 'refused', detail };
  return { kind: 'none', reason: /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/.test(code) ? 'tls' : 'closed', detail };
}

/** Posts notifications unchanged. Each has its own connection, no redirect is followed, and only the status of the answer is read. */
export function httpPost(timeLimitMs: number = usualTimeLimitMs): HttpPost {
  const agent = new Agent({ connect: { timeout: timeLimitMs }, headersTimeout: timeLimitMs, bodyTimeout: timeLimitMs });
  return {
    async post({ origin }, { method, target, headers, body }) {
      // For connection, header lines and the rest of the answer together.
      const signal = AbortSignal.timeout(timeLimitMs);
      try {
        const response = await agent.request({
          origin,
          path: target,
          method: method as 'POST',
          headers: headers.flat(),
          body,
          reset: true,
          signal,
        });
        // Only its status counts: of an endless body, `dump` reads a limited part.
        await response.body.dump().catch(() => undefined);
        const lines = Object.entries(response.headers).map(([name, value]): HeaderLine => [name, String(value)]);
        return { kind: 'response', response: { status: response.statusCode, headers: lines, body: noBody } };
      } catch (error) {
        return none(error);
      }
    },
    close: () => agent.destroy(),
  };
}
