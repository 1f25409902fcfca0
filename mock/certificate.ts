// The library's containers need the metadata polyfill before it is loaded.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate authority that lives as long as the process, and the certificate it signed for loopback. PEM texts. */
export interface Certificates {
  /** What a client has to trust. */
  readonly ca: string;
  readonly certificate: string;
  /** Secret, and gone with the process. */
  readonly key: string;
}

/** The properties of a certificate. */
export interface CertificateWishes {
  /** IP addresses that it is valid for; 127.0.0.1 and ::1 where none are given. */
  readonly addresses?: readonly string[];
  /** Host names that it is valid for; localhost where none are given. */
  readonly names?: readonly string[];
  /** The span in which it is valid; a year from now by default. */
  readonly valid?: { readonly from: Date; readonly until: Date };
  /** Self-signed: `ca` is the certificate then. */
  readonly selfSigned?: true;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

const ownAddresses = ['127.0.0.1', '::1'];

/**
 * Makes both in memory: no key is ever stored (ECDSA P-256, SHA-256). They have what RFC 5280 §4.2 requires, key identifiers too, because strict
 * clients refuse a chain without them (Python 3.13's default context does). The authority's own key is discarded at once, so that what a client
 * trusts signs nothing else.
 */
export async function certificates({
  addresses = ownAddresses,
  names = ['localhost'],
  valid,
  selfSigned,
}: CertificateWishes = {}): Promise<Certificates> {
  const pair = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const [authority, server] = await Promise.all([pair(), pair()]);
  const authorityName = 'CN=Countersign loopback CA';
  const span = valid === undefined ? {} : { notBefore: valid.from, notAfter: valid.until };
  const ca = await X509CertificateGenerator.createSelfSigned({
    ...span,
    name: authorityName,
    keys: authority,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(authority.publicKey),
    ],
  });
  const certificate = await X509CertificateGenerator.create({
    ...span,
    subject: 'CN=localhost',
    issuer: selfSigned ? 'CN=localhost' : authorityName,
    publicKey: server.publicKey,
    signingKey: selfSigned ? server.privateKey : authority.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      await AuthorityKeyIdentifierExtension.create(selfSigned ? server.publicKey : authority.publicKey),
      await SubjectKeyIdentifierExtension.create(server.publicKey),
      new SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns' as const, value })),
        ...addresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
    ],
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', server.privateKey)).toString('base64');
  return {
    ca: `${(selfSigned ? certificate : ca).toString('pem')}\n`,
    certificate: `${certificate.toString('pem')}\n`,
    key: `-----BEGIN PRIVATE KEY-----\n${key.replace(/.{1,64}/g, '$&\n')}-----END PRIVATE KEY-----\n`,
  };
}
