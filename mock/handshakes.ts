import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';

/**
 * The code of a connection that was closed during or after its handshake, without a request: a program that does not trust the certificate ends this
 * way.
 */
export const closedUnused = 'CLOSED_UNUSED';

/**
 * Listens for TLS connections without a request. A connection on which nothing was sent is a probe of the port, and is not reported.
 *
 * @param server of HTTPS
 * @param report gets the system's code, or `closedUnused`
 */
export function watchHandshakes(server: EventEmitter & { readonly listening: boolean }, report: (code: string) => void): void {
  /** Ports of the other side: the socket of a request is not the one that was connected, but they share these. */
  const known = new Set<number | undefined>();
  server.on('tlsClientError', ({ code = '' }: Error & { readonly code?: string }, socket: Socket) => {
    if (code === 'ECONNRESET') return;
    known.add(socket.remotePort);
    report(code);
  });
  server.on('request', ({ socket }: { readonly socket: Socket }) => known.add(socket.remotePort));
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    socket.once('close', () => {
      const wasKnown = known.delete(remotePort);
      if (server.listening && !wasKnown && socket.bytesRead > 0) report(closedUnused);
    });
  });
}
