import { createServer, type Socket } from 'node:net';

/** A port on loopback that client programs connect to. */
export interface AttachPort {
  readonly port: number;
  /** The next program that connects, or one that waits already; undefined when none has come by then. @param limitMs may be Infinity */
  next(limitMs: number): Promise<Socket | undefined>;
  close(): void;
}

/** Listens for programs that the reader starts. Rejects with the system's error where it cannot. */
export async function attachPort(port: number): Promise<AttachPort> {
  const waiting: Socket[] = [];
  let take: ((socket: Socket) => void) | undefined;
  const server = createServer((socket) => {
    // A caller that leaves before its turn is not asked.
    socket.on('error', () => undefined);
    if (take) take(socket);
    else waiting.push(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    next(limitMs) {
      for (let socket = waiting.shift(); socket; socket = waiting.shift()) if (!socket.destroyed) return Promise.resolve(socket);
      return new Promise((resolve) => {
        const done = (socket?: Socket): void => {
          clearTimeout(timer);
          take = undefined;
          resolve(socket);
        };
        const timer = Number.isFinite(limitMs) ? setTimeout(done, limitMs) : undefined;
        take = done;
      });
    },
    close() {
      server.close();
      for (const socket of waiting) socket.destroy();
    },
  };
}
