import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect as connectPlainly, isIP, type Socket } from 'node:net';
import { connect, createSecureContext, type SecureContext } from 'node:tls';

/** How a socket to a target is opened. */
export interface SocketWay {
  /** PEM of the authority that signed the target's certificate, where the system does not know it. */
  readonly ca?: string;
  /** Source address of ordinary calls, where the machine has several. */
  readonly from?: string;
  /** URL of an HTTP proxy; user and password in it are sent to it. */
  readonly proxy?: string;
  /** Our certificate in the handshake (PEM). */
  readonly clientCertificate?: { readonly certificate: string; readonly key: string; readonly passphrase?: string };
  /** How long to wait for it, ms. */
  readonly deadlineMs: number;
}

/** The settings of TLS. */
export function tlsOf({ ca, clientCertificate: ours }: Pick<SocketWay, 'ca' | 'clientCertificate'>) {
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(ours ? { cert: ours.certificate, key: ours.key, ...(ours.passphrase === undefined ? {} : { passphrase: ours.passphrase }) } : {}),
  };
}

function late(): Error {
  return Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' });
}

/** A tunnel through an HTTP proxy to `host:port` (RFC 9110 §9.3.6). */
function tunnel(proxy: string, authority: string, signal: AbortSignal): Promise<Socket> {
  const { protocol, hostname, port, username, password } = new URL(proxy);
  const shown =
    username === ''
      ? {}
      : {
          'Proxy-Authorization': `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`,
        };
  const secure = protocol === 'https:';
  const asked = (secure ? httpsRequest : httpRequest)({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (secure ? 443 : 80)),
    method: 'CONNECT',
    path: authority,
    headers: { Host: authority, ...shown },
    agent: false,
    signal,
  });
  return new Promise((resolve, reject) => {
    asked.once('error', (error) => reject(signal.aborted ? late() : error));
    // Anything but a tunnel: the proxy's answer is not the target's.
    asked.once('response', (response) => {
      response.destroy();
      reject(new Error(`the proxy answered ${response.statusCode}`));
    });
    asked.once('connect', (response, socket) => {
      if (response.statusCode === 200) resolve(socket as Socket);
      else {
        socket.destroy();
        reject(new Error(`the proxy answered ${response.statusCode}`));
      }
    });
    asked.end();
  });
}

async function ready(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Socket> {
  socket.setNoDelay(true);
  try {
    await once(socket, event, { signal });
  } catch (error) {
    socket.destroy();
    throw signal.aborted ? late() : error;
  }
  return socket;
}

/**
 * What one connection leaves for the next of the same kind: certificates that are read, and by origin the session that it resumes (RFC 8446 §2.2).
 */
interface Kept {
  readonly context: SecureContext;
  readonly sessions: Map<string, Buffer>;
}

const keptOf = new WeakMap<SocketWay, Kept>();

function kept(way: SocketWay): Kept {
  const known = keptOf.get(way) ?? { context: createSecureContext(tlsOf(way)), sessions: new Map<string, Buffer>() };
  keptOf.set(way, known);
  return known;
}

/**
 * Our own socket to an origin, through the proxy where there is one; over TLS its certificate is verified.
 *
 * @throws the system's error, or one with code ETIMEDOUT where it does not open in time
 */
export async function openSocket(base: string, way: SocketWay): Promise<Socket> {
  const { protocol, hostname, port } = new URL(base);
  const host = hostname.replace(/^\[|\]$/g, '');
  const signal = AbortSignal.timeout(way.deadlineMs);
  const local = way.from === undefined ? {} : { localAddress: way.from };
  if (protocol === 'http:') return ready(connectPlainly({ host, port: Number(port || 80), ...local }), 'connect', signal);
  const { context, sessions } = kept(way);
  const session = sessions.get(base);
  const socket = connect({
    ...(way.proxy === undefined
      ? { host, port: Number(port || 443), ...local }
      : { socket: await tunnel(way.proxy, `${hostname}:${port || 443}`, signal) }),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    secureContext: context,
    ...(session ? { session } : {}),
    ALPNProtocols: ['http/1.1'],
  });
  socket.on('session', (next: Buffer) => sessions.set(base, next));
  return ready(socket, 'secureConnect', signal);
}
