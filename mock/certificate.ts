import { generate } from 'selfsigned';

/** A certificate authority that lives as long as the process, and the certificate it signed for loopback. PEM texts. */
export interface Certificates {
  /** What a client has to trust. */
  readonly ca: string;
  readonly certificate: string;
  /** Secret, and gone with the process. */
  readonly key: string;
}

/**
 * Makes both afresh, in memory: no key is ever kept (ECDSA P-256, SHA-256; the library would sign with SHA-1 unless told). The authority's own key is
 * forgotten at once, so that nothing else is ever signed by what a client was told to trust.
 * @param address a further IP address to be valid for, beside 127.0.0.1, ::1 and localhost
 */
export async function certificates(address?: string): Promise<Certificates> {
  const common = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;
  const ca = await generate([{ name: 'commonName', value: 'Countersign loopback CA' }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const addresses = new Set(['127.0.0.1', '::1', ...(address === undefined ? [] : [address])]);
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...common,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }, ...[...addresses].map((ip) => ({ type: 7 as const, ip }))] },
    ],
  });
  return { ca: ca.cert, certificate: leaf.cert, key: leaf.private };
}
