import { connect } from 'node:net';
import { addressListed } from '../../core/contract/addresses.ts';

/** Networks whose addresses are valid only locally (RFC 1918, RFC 6598, RFC 4193, RFC 4291). */
const homely = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  '::1',
  'fc00::/7',
  'fe80::/10',
];

function isHomely(address: string): boolean {
  return addressListed(address, homely);
}

/** An IPv4-mapped address as the IPv4 address that it carries. */
export function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '');
}

/**
 * The address that a target sees of us, from both ends of a connection to it; undefined where there may be a translation between: a local address is
 * not what a remote target sees.
 *
 * @internal Only tests call it.
 */
export function seenAs(local: string | undefined, remote: string | undefined): string | undefined {
  if (local === undefined || remote === undefined) return undefined;
  return isHomely(unmapped(local)) && !isHomely(unmapped(remote)) ? undefined : unmapped(local);
}

/**
 * The address from which calls to a URL go out, as its target sees it, from a connection that is opened and closed; undefined where that is unknown.
 */
export function sourceAddress(url: string, deadlineMs: number): Promise<string | undefined> {
  const { hostname, port, protocol } = new URL(url);
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (protocol === 'http:' ? 80 : 443)) });
  return new Promise((resolve) => {
    const done = (address: string | undefined): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(address);
    };
    const timer = setTimeout(() => done(undefined), deadlineMs);
    socket.once('connect', () => done(seenAs(socket.localAddress, socket.remoteAddress)));
    socket.on('error', () => done(undefined));
  });
}
