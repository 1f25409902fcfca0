import { createServer as createPlainServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Arrival, Delivery, HeaderLine } from '../core/exchange.ts';
import { Gathering } from '../core/gathering.ts';
import { type Patience, timeouts } from '../core/timeouts.ts';
import type { Certificates } from './certificate.ts';
import { largestBody } from './direct.ts';
import { watchHandshakes } from './handshakes.ts';
import { deliver } from './https.ts';
import { closing, listen } from './listen.ts';

export interface InjectorServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface InjectorServerOptions {
  readonly host: string;
  readonly port?: number;
  /** Plain HTTP where none are given. */
  readonly certificates?: Certificates;
  readonly answer: (arrival: Arrival) => Promise<Delivery>;
  readonly patience?: Partial<Patience>;
  /** Called with the system's code for a TLS connection that fails. */
  readonly onTlsFailure?: (code: string) => void;
}

/** A server that passes every complete request on, and does on the connection what the answer says. A body that is too long ends the connection. */
export async function injectorServer({
  host,
  port = 0,
  certificates,
  answer,
  patience,
  onTlsFailure,
}: InjectorServerOptions): Promise<InjectorServer> {
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    response.sendDate = false;
    const { socket } = request;
    const gathered = new Gathering(largestBody);
    request.on('data', (piece: Uint8Array) => {
      if (!gathered.add(piece)) socket.destroy();
    });
    request.on('error', () => {});
    response.on('error', () => {});
    request.on('end', () => {
      const body = gathered.whole();
      if (body === undefined) return;
      const { method = '', url = '', rawHeaders } = request;
      const headers: HeaderLine[] = [];
      for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
      const arrival: Arrival = {
        request: { method, target: url, headers, body },
        peer: socket.remoteAddress ?? '',
        secure: certificates !== undefined,
      };
      answer(arrival).then(
        (delivery) => {
          if (!socket.destroyed) deliver(delivery, socket, response);
        },
        () => socket.destroy(),
      );
    });
  };
  const server = certificates
    ? createServer({ ...timeouts(patience), key: certificates.key, cert: certificates.certificate, minVersion: 'TLSv1.2' }, onRequest)
    : createPlainServer(timeouts(patience), onRequest);
  // A client that refuses the certificate ends the handshake: that is what the test wants.
  if (certificates && onTlsFailure) watchHandshakes(server, onTlsFailure);
  server.on('clientError', (_error, socket) => socket.destroy());
  const close = closing(server);
  return { port: await listen(server, host, port), close };
}
