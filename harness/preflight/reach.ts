import { lookup } from 'node:dns/promises';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecure, type PeerCertificate } from 'node:tls';
import type { Finding } from '../../core/verdict/finding.ts';

export interface ReachOptions {
  /** Origin, `https://host[:port]`. */
  readonly url: string;
  /** The member of the configuration that it is in. */
  readonly subject: string;
  readonly ca?: string;
  readonly from?: string;
  readonly clientCertificate?: { readonly certificate: string; readonly key: string; readonly passphrase?: string };
  /** Longest wait for a connection and for a handshake, each, ms. */
  readonly deadlineMs: number;
  /** Our own clock, ms since the epoch. */
  readonly now: () => number;
}

/** A certificate that ends sooner gets a warning, ms. */
const soonMs = 14 * 24 * 60 * 60 * 1000;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** The first of an event or an error, in time. The socket is destroyed unless the event came. */
function reached(socket: Socket, event: 'connect' | 'secureConnect', deadlineMs: number): Promise<'reached' | 'late' | Error> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done('late'), deadlineMs);
    const done = (how: 'reached' | 'late' | Error): void => {
      clearTimeout(timer);
      if (how !== 'reached') socket.destroy();
      resolve(how);
    };
    socket.once(event, () => done('reached'));
    // It stays, so that a later error does not end the process.
    socket.on('error', done);
    socket.once('close', () => done(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
  });
}

/** The day of a certificate's end or beginning, for people. */
function dayOf(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : new Date(at).toISOString().slice(0, 10);
}

const selfSigned: ReadonlySet<string> = new Set(['DEPTH_ZERO_SELF_SIGNED_CERT']);

function certificateFinding(subject: string, host: string, code: string, certificate: PeerCertificate): Finding {
  const until = dayOf(certificate.valid_to);
  if (selfSigned.has(code)) return { subject: 'target.ca', state: 'wrong', id: 'certificate-self-signed' };
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return { subject, state: 'wrong', id: 'certificate-expired', values: { until } };
    case 'CERT_NOT_YET_VALID':
      return { subject, state: 'wrong', id: 'certificate-not-yet-valid', values: { from: dayOf(certificate.valid_from) } };
    case 'ERR_TLS_CERT_ALTNAME_INVALID': {
      const names = (certificate.subjectaltname ?? String(certificate.subject.CN ?? 'nobody')).replace(/(?:DNS|IP Address):/g, '');
      return { subject, state: 'wrong', id: 'certificate-of-another-host', values: { names: names.slice(0, 200), host } };
    }
    default: {
      const { O: organisation, CN: name } = certificate.issuer;
      const issuer = String(name ?? organisation ?? 'somebody');
      return { subject: 'target.ca', state: 'wrong', id: 'certificate-unknown', values: { issuer, code } };
    }
  }
}

/** How long the first byte of a handshake may take, ms: an answer takes one round trip, and a host that drops our address never answers. */
const firstByteMs = 6000;

/** Waits for the first byte from there, or for the end of the connection. */
function spokenTo(socket: Socket, waitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      clearInterval(look);
      resolve(socket.bytesRead > 0);
    };
    const timer = setTimeout(done, waitMs);
    // TLS reads the socket below its events, so its byte count is checked.
    const look = setInterval(() => socket.bytesRead > 0 && done(), 20);
    socket.once('close', done);
  });
}

/** Codes by which the other side speaks another protocol. */
function speaksNoTls(code: string): boolean {
  return /WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG|RECORD_LAYER/.test(code);
}

/** Looks up the host, opens a connection and shakes hands: three findings where all is well, and none after the first that is wrong. Sends no request. */
export async function reach({ url, subject, ca, from, clientCertificate, deadlineMs, now }: ReachOptions): Promise<readonly Finding[]> {
  const { hostname, host: place, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const findings: Finding[] = [];
  let address = host;
  if (isIP(host) === 0) {
    try {
      ({ address } = await lookup(host));
    } catch (error) {
      return [{ subject, state: 'wrong', id: 'host-unknown', values: { host, code: codeOf(error) } }];
    }
    findings.push({ subject, state: 'ok', id: 'host-found', values: { host, address } });
  }

  const began = now();
  const socket = connectPlain({ host: address, port: Number(port || 443), ...(from === undefined ? {} : { localAddress: from }) });
  const connected = await reached(socket, 'connect', deadlineMs);
  if (connected === 'late') {
    return [...findings, { subject, state: 'wrong', id: 'connection-timed-out', values: { host: place, seconds: deadlineMs / 1000 } }];
  }
  if (connected !== 'reached') {
    const code = codeOf(connected);
    const id = code === 'ECONNREFUSED' ? 'connection-refused' : code === 'ETIMEDOUT' ? 'connection-timed-out' : 'connection-failed';
    return [...findings, { subject, state: 'wrong', id, values: { host: place, code, seconds: deadlineMs / 1000 } }];
  }
  findings.push({ subject, state: 'ok', id: 'connected', values: { host: place, ms: Math.round(now() - began) } });

  const secure = connectSecure({
    socket,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    host,
    ...(ca === undefined ? {} : { ca }),
    ...(clientCertificate ? { cert: clientCertificate.certificate, key: clientCertificate.key } : {}),
    ...(clientCertificate?.passphrase === undefined ? {} : { passphrase: clientCertificate.passphrase }),
    // The certificate is only described, and nothing is sent over this connection.
    rejectUnauthorized: false,
  });
  const shaking = reached(secure, 'secureConnect', deadlineMs);
  const source = socket.localAddress ?? 'unknown';
  if (!(await spokenTo(socket, Math.min(firstByteMs, deadlineMs)))) {
    secure.destroy();
    const values = { host: place, source, seconds: Math.min(firstByteMs, deadlineMs) / 1000 };
    return [...findings, { subject: 'addresses.allowed', state: 'wrong', id: 'silent-after-connect', values }];
  }
  const shaken = await shaking;
  if (shaken !== 'reached') {
    const code = shaken === 'late' ? 'ETIMEDOUT' : codeOf(shaken);
    return [...findings, { subject, state: 'wrong', id: speaksNoTls(code) ? 'not-tls' : 'tls-failed', values: { host: place, code } }];
  }
  const certificate = secure.getPeerCertificate();
  const { authorized, authorizationError } = secure;
  const protocol = secure.getProtocol() ?? 'TLS';
  secure.destroy();
  if (!authorized) {
    const code = authorizationError instanceof Error ? codeOf(authorizationError) : String(authorizationError ?? 'unknown');
    return [...findings, certificateFinding(subject, host, code, certificate)];
  }
  const ends = Date.parse(certificate.valid_to);
  const until = dayOf(certificate.valid_to);
  return [
    ...findings,
    ends - now() < soonMs
      ? { subject, state: 'warning', id: 'certificate-ends-soon', values: { until } }
      : { subject, state: 'ok', id: 'certificate-right', values: { host, until, protocol } },
  ];
}
