import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { enveloped } from '../../core/verdict/envelope.ts';
import { catalogueDigest, certificateOf, payloadOf } from '../../reports/certificate.ts';
import { certificatePage } from '../../reports/certificate-page.ts';
import type { Report } from '../../reports/report.ts';
import { contractOf, shippedContracts } from '../../schemas/contracts.ts';
import { readBack } from '../../schemas/read-back.ts';
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };
import { catalogueDigestOfVersion, catalogueVersion } from '../../specs/clauses/versions.ts';
import type { CountersignCertificate } from '../../specs/types/certificate.ts';
import { signingKeyValue } from '../config/environment.ts';
import { UsageError } from '../runner/usage.ts';
import { writeWhole } from '../whole-file.ts';
import { harnessBuild } from './build.ts';
import { signingKey } from './signing-key.ts';

/** How a run is to be certified. */
export interface Signing {
  readonly key: KeyObject;
  /** Who runs it is who asks for the certificate. */
  readonly operator: boolean;
  readonly nonce?: string;
}

export interface CertificateFiles {
  readonly certificate: string;
  readonly page: string;
}

/**
 * How the options want a certificate to be signed; undefined where they do not.
 * @throws UsageError where the key cannot be used, or an option is about a certificate that is not asked for
 */
export function signingOf({
  sign,
  operator,
  nonce,
}: {
  readonly sign?: string;
  readonly operator?: true;
  readonly nonce?: string;
}): Signing | undefined {
  const key = signingKey(sign, signingKeyValue());
  const [without] = Object.entries({ '--operator': operator, '--nonce': nonce }).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  );
  if (key === undefined && without !== undefined) throw new UsageError('sign-missing', { name: without });
  return key && { key, operator: operator === true, ...(nonce === undefined ? {} : { nonce }) };
}

let known: CountersignCertificate['predicate']['catalogue'] | undefined;

/** Version and digest of the clause catalogue of this program, made once. */
export function catalogue(): CountersignCertificate['predicate']['catalogue'] {
  known ??= { version: catalogueVersion, digest: catalogueDigest(shippedContracts.map(contractOf)) };
  if (known.digest !== catalogueDigestOfVersion)
    throw new Error(
      `The clause catalogue changed: record ${known.digest} in specs/clauses/versions.ts, with a new version once one is published.`,
    );
  return known;
}

/**
 * Writes certificate.json and certificate.html beside a report, each aside and renamed.
 * @param folder of the report
 */
export function writeCertificate(folder: string, { key, operator, nonce }: Signing): CertificateFiles {
  const file = readFileSync(join(folder, 'report.json'));
  const report = readBack<Report>('report.json', JSON.parse(file.toString('utf8')), reportSchema);
  const certificate = certificateOf(report, file, {
    attestation: operator ? 'operator' : 'self-attested',
    catalogue: catalogue(),
    harness: harnessBuild(),
    ...(nonce === undefined ? {} : { nonce }),
  });
  const envelope = enveloped(payloadOf(certificate), key);
  return {
    certificate: written(join(folder, 'certificate.json'), envelope),
    page: written(join(folder, 'certificate.html'), certificatePage(certificate, envelope)),
  };
}

function written(path: string, text: string): string {
  writeWhole(path, text);
  return path;
}
