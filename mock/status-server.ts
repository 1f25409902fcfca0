import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Answer, HeaderLine } from '../core/exchange.ts';
import { Gathering } from '../core/gathering.ts';
import { type Patience, timeouts } from '../core/timeouts.ts';
import { largestBody } from './direct.ts';
import { closing, hostInUrl, listen } from './listen.ts';
import type { StatusApi } from './status-api.ts';

export interface StatusServing {
  /** Base URL, without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the status API over plain HTTP, so that a receiver in any language can ask it without a certificate authority.
 * Rejects with the system's error when the port is not available.
 */
export async function serveStatus(
  status: StatusApi,
  { host = '127.0.0.1', port = 0, patience }: { readonly host?: string; readonly port?: number; readonly patience?: Partial<Patience> },
): Promise<StatusServing> {
  const server = createServer(timeouts(patience), (request, response) => {
    const gathered = new Gathering(largestBody);
    request.on('data', (piece: Buffer) => {
      if (!gathered.add(piece)) request.socket.destroy();
    });
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    request.on('end', async () => {
      const body = gathered.whole();
      if (body === undefined) return;
      const { method = '', url = '', rawHeaders } = request;
      const headers: HeaderLine[] = [];
      for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
      deliver(await status.answer({ method, target: url, headers, body }), request, response);
    });
  });
  const close = closing(server);
  const bound = await listen(server, host, port);
  return { url: `http://${hostInUrl(host)}:${bound}`, close };
}

function deliver(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  if (answer.kind === 'none') {
    request.socket.destroy();
    return;
  }
  const { status, headers, body } = answer.response;
  response.sendDate = false;
  const sized = headers.some(([name]) => name.toLowerCase() === 'content-length');
  // A receiver that is ended and started again leaves no connection open.
  response.writeHead(status, [...headers.flat(), ...(sized ? [] : ['Content-Length', `${body.length}`]), 'Connection', 'close']);
  response.end(body);
}
