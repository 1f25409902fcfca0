import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Answer, HeaderLine, WireRequest } from '../core/exchange.ts';
import { Gathering } from '../core/gathering.ts';
import { type Patience, timeouts } from '../core/timeouts.ts';
import type { Certificates } from './certificate.ts';
import { largestBody } from './direct.ts';
import { closing, hostInUrl, listen } from './listen.ts';

export interface StatusServing {
  /** Base URL, without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

export interface StatusServingOptions {
  readonly host?: string;
  readonly port?: number;
  readonly patience?: Partial<Patience>;
  /** Where it is given, HTTPS is served with that certificate. */
  readonly tls?: Pick<Certificates, 'certificate' | 'key'>;
}

/**
 * Serves the status API over plain HTTP, which a receiver in any language can ask, or over HTTPS where a certificate is given.
 * Rejects with the system's error when the port is not available.
 */
export async function serveStatus(
  answers: (request: WireRequest) => Promise<Answer>,
  { host = '127.0.0.1', port = 0, patience, tls }: StatusServingOptions,
): Promise<StatusServing> {
  const answering = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    const gathered = new Gathering(largestBody);
    request.on('data', (piece: Buffer) => {
      if (!gathered.add(piece)) socket.destroy();
    });
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    request.on('end', async () => {
      const body = gathered.whole();
      if (body === undefined) return;
      const { method = '', url = '', rawHeaders } = request;
      const headers: HeaderLine[] = [];
      for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
      deliver(await answers({ method, target: url, headers, body }), socket, response);
    });
  };
  const server = tls
    ? createSecureServer({ ...timeouts(patience), key: tls.key, cert: tls.certificate }, answering)
    : createServer(timeouts(patience), answering);
  const close = closing(server);
  const bound = await listen(server, host, port);
  return { url: `${tls ? 'https' : 'http'}://${hostInUrl(host)}:${bound}`, close };
}

function deliver(answer: Answer, socket: Socket, response: ServerResponse): void {
  if (answer.kind === 'none') {
    socket.destroy();
    return;
  }
  const { status, headers, body } = answer.response;
  response.sendDate = false;
  const sized = headers.some(([name]) => name.toLowerCase() === 'content-length');
  // A receiver that is ended and started again leaves no connection open.
  response.writeHead(status, [...headers.flat(), ...(sized ? [] : ['Content-Length', `${body.length}`]), 'Connection', 'close']);
  response.end(body);
}
