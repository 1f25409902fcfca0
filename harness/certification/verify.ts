import { readFileSync } from 'node:fs';
import { keyFingerprint } from '../../core/verdict/envelope.ts';
import { said, sentencesOf } from '../../language/sentences.ts';
import { contractFrom } from '../../schemas/contracts.ts';
import type { CountersignCertificate } from '../../specs/types/certificate.ts';
import { UsageError } from '../runner/usage.ts';
import { deskExitCode, deskRows, deskTable, expiring, readPolicy } from './desk.ts';
import { verifyingKey } from './signing-key.ts';
import { type Verification, verification } from './verification.ts';

export interface VerifyOptions {
  readonly key?: string;
  readonly report?: string;
  readonly nonce?: string;
  readonly at?: string;
  readonly fingerprint?: string;
  readonly json?: true;
  readonly policy?: string;
  readonly remind?: number;
  /** The folder of a contract of one's own, or the id of one that comes with the package. */
  readonly contract?: string;
}

/** What is printed of a check, and its exit code. */
interface Verified {
  readonly text: string;
  readonly exitCode: number;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
}

/**
 * The moment for which a certificate is verified, ms since the epoch.
 *
 * @throws UsageError for what is not a date or an instant in UTC
 */
function instantOf(at: string | undefined, now: number): number {
  if (at === undefined) return now;
  const ms = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?$/.test(at) ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(ms)) throw new UsageError('at-not-time', { at });
  return ms;
}

/** @throws UsageError where the file cannot be read */
function certificateText(place: string): string {
  try {
    // Every byte counts: what is not UTF-8 must not become a signed text.
    return readFileSync(place).toString('latin1');
  } catch (error) {
    throw new UsageError('certificate-unreadable', { place, code: codeOf(error) });
  }
}

function reportBytes(place: string): Uint8Array {
  try {
    return readFileSync(place);
  } catch (error) {
    throw new UsageError('certificate-report-unreadable', { place, code: codeOf(error) });
  }
}

/**
 * Judges the certificates in a folder by the policy of a desk.
 * @param now ms since the epoch
 * @throws UsageError for a policy or a folder that cannot be used, and for options that are about one certificate
 */
function verifiedByPolicy(folder: string, file: string, { at, json, remind, contract, ...one }: VerifyOptions, now: number): Verified {
  for (const [name, value] of Object.entries({
    '--key': one.key,
    '--report': one.report,
    '--nonce': one.nonce,
    '--fingerprint': one.fingerprint,
  }))
    if (value !== undefined) throw new UsageError('option-of-one', { name });
  const policy = readPolicy(file);
  const asOf = instantOf(at, now);
  const rows = deskRows(folder, policy, asOf, contract === undefined ? undefined : contractFrom(contract));
  const exitCode = deskExitCode(rows, policy.merchants);
  const soon = remind === undefined ? undefined : expiring(rows, remind, asOf);
  if (json) {
    const value = { exitCode, certificates: rows, ...(soon === undefined ? {} : { expiring: soon }) };
    return { text: `${JSON.stringify(value, undefined, 2)}\n`, exitCode };
  }
  const reminders =
    soon === undefined || remind === undefined
      ? ''
      : soon.length === 0
        ? said('desk: no-reminders', { days: remind })
        : `${said('desk: reminders', { days: remind })}${deskTable(soon)}`;
  return { text: `${deskTable(rows)}${reminders}`, exitCode };
}

/**
 * Verifies the certificate in a file.
 * @param now ms since the epoch
 * @throws UsageError for files that cannot be read and for a time that is not one
 */
export function verified(place: string, options: VerifyOptions, now: number): Verified {
  const { key, report, nonce, at, fingerprint, json, policy, contract } = options;
  if (policy !== undefined) return verifiedByPolicy(place, policy, options, now);
  if (options.remind !== undefined) throw new UsageError('option-of-desk', { name: '--remind' });
  const found = verification(certificateText(place), {
    at: instantOf(at, now),
    ...(key === undefined ? {} : { key: verifyingKey('--key', key) }),
    ...(report === undefined ? {} : { report: reportBytes(report) }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(contract === undefined ? {} : { contract: contractFrom(contract) }),
  });
  const { exitCode } = found;
  if (json) return { text: `${JSON.stringify(summaryOf(found, report !== undefined), undefined, 2)}\n`, exitCode };
  const lines = [headline(found)];
  if (found.kind !== 'refused' && found.certificate !== undefined) {
    lines.push(about(found.certificate, key === undefined ? '' : keyFingerprint(verifyingKey('--key', key))));
    if (found.uncovered.length > 0)
      lines.push(said('verify: degraded', { count: found.uncovered.length, clauses: found.uncovered.join(', ') }));
    if (found.certificate.predicate.harness.build.endsWith('+dirty'))
      lines.push(said('verify: dirty', { build: found.certificate.predicate.harness.build }));
    if (report === undefined) lines.push(said('verify: without-report'));
  }
  return { text: lines.join(''), exitCode };
}

function headline({ kind, why = '', certificate }: Verification): string {
  if (kind === 'refused' || certificate === undefined) return said('verify: refused', { why });
  const { decision, validUntil } = certificate.predicate;
  const values = { decision: sentencesOf().decisions[decision.name].label, level: decision.level };
  return kind === 'accepted' ? said('verify: accepted', { ...values, until: validUntil }) : said('verify: other', values);
}

function about({ predicate }: CountersignCertificate, key: string): string {
  const { parts, contract, profile, attestation } = predicate;
  return said('verify: about-what', {
    attestation: said(attestation === 'operator' ? 'page: operator' : 'page: self-attested'),
    target: [...new Set(parts.map(({ target }) => `${target.command ?? target.url} (${target.environment})`))].join(', '),
    parties: [...new Set(parts.flatMap(({ parties }) => parties))].join(', '),
    contract: `${contract.title} ${contract.version}`,
    profile,
    key,
  });
}

/** The same for machines. */
function summaryOf({ kind, exitCode, why, certificate, uncovered }: Verification, reportCompared: boolean) {
  return {
    result: kind,
    exitCode,
    ...(why === undefined ? {} : { why }),
    uncovered,
    reportCompared,
    ...(certificate === undefined || kind === 'refused' ? {} : { certificate: certificate.predicate }),
  };
}
