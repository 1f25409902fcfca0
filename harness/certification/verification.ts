import { createHash, type KeyObject } from 'node:crypto';
import { opened, unopened } from '../../core/verdict/envelope.ts';
import { said } from '../../language/sentences.ts';
import { type CertificateFlaw, certificateOf, flawIn, payloadOf, readCertificate } from '../../reports/certificate.ts';
import { textFingerprint } from '../../reports/certificate-page.ts';
import { mustFollow } from '../../reports/consistency.ts';
import { unprintableIn } from '../../reports/printable.ts';
import type { Report } from '../../reports/report.ts';
import { validateReport } from '../../reports/write.ts';
import type { Contract } from '../../schemas/contract.ts';
import { contractOf, shippedContracts } from '../../schemas/contracts.ts';
import { notCoveredSince } from '../../specs/clauses/versions.ts';
import { type Profile, profileOf } from '../../specs/profile.ts';
import type { CountersignCertificate } from '../../specs/types/certificate.ts';
import { version } from '../runner/version.ts';
import { catalogue } from './certificate-files.ts';

/** What a certificate is checked against. */
export interface Checks {
  /** The public key of the signer; without one nothing is authentic. */
  readonly key?: KeyObject;
  /** The bytes of the report.json. */
  readonly report?: Uint8Array;
  readonly nonce?: string;
  /** The moment of the check, ms since the epoch. */
  readonly at: number;
  /** The text fingerprint of a printed certificate. */
  readonly fingerprint?: string;
  /** Clauses whose waiver is accepted. */
  readonly waivers?: readonly string[];
  /** A contract of one's own that it may be about, beside those that come with the package. */
  readonly contract?: Contract;
}

/** The result. `other`: authentic, but not a certificate in force. */
export interface Verification {
  readonly kind: 'accepted' | 'other' | 'refused';
  readonly exitCode: 0 | 1 | 2;
  /** Why it is refused. */
  readonly why?: string;
  /** The content of the envelope, as far as it could be read; nothing in a refused one can be relied on. */
  readonly certificate?: CountersignCertificate;
  /** Clauses of the present catalogue that it does not cover. */
  readonly uncovered: readonly string[];
}

/** Checks one certificate: signature, form, dates, nonce, report; and judges again. */
export function verification(text: string, checks: Checks): Verification {
  if (checks.key === undefined) return refused(said('refused: no-key'), claimed(text));
  const envelope = opened(text, checks.key);
  if (envelope.kind === 'refused') return refused(said(`refused: ${envelope.flaw}`));
  const read = readCertificate(envelope.payload);
  if (read.kind === 'refused') return refused(flawSaid(read.flaw));
  const { certificate } = read;
  const { predicate } = certificate;
  const judge = judgeOf(certificate, checks.contract);
  if (typeof judge === 'string') return refused(judge, certificate);
  const since = notCoveredSince(predicate.catalogue.version);
  const flaw = flawIn(certificate, judge.profile, since);
  if (flaw !== undefined) return refused(flawSaid(flaw), certificate);
  const why = untimely(predicate, checks) ?? unlike(text, checks) ?? reportFlaw(certificate, checks.report, judge.contract);
  if (why !== undefined) return refused(why, certificate);
  const parties = new Set(predicate.parts.flatMap((part) => part.parties));
  const uncovered = [...judge.profile.clauses.values()].filter(({ id, party }) => since.has(id) && parties.has(party)).map(({ id }) => id);
  const isCertified =
    predicate.decision.name === 'certified' ||
    (predicate.decision.name === 'certified-with-waivers' && waivedClauses(certificate).every((id) => checks.waivers?.includes(id)));
  const inForce = isCertified && uncovered.length === 0;
  return { kind: inForce ? 'accepted' : 'other', exitCode: inForce ? 0 : 2, certificate, uncovered };
}

/** The clauses that a certificate waives. */
export function waivedClauses({ predicate }: CountersignCertificate): readonly string[] {
  return [...new Set(predicate.parts.flatMap(({ waivers = [] }) => waivers.map(({ clause }) => clause)))];
}

function refused(why: string, certificate?: CountersignCertificate): Verification {
  return { kind: 'refused', exitCode: 1, why, uncovered: [], ...(certificate === undefined ? {} : { certificate }) };
}

/** What a text claims to be, unauthenticated. */
function claimed(text: string): CountersignCertificate | undefined {
  const payload = unopened(text);
  const read = payload === undefined ? undefined : readCertificate(payload);
  return read?.kind === 'certificate' ? read.certificate : undefined;
}

function flawSaid({ id, values }: CertificateFlaw): string {
  const { pointer = '', message = '', member = '', clause = '' } = values;
  if (id === 'certificate-ill-formed') return said(id, { pointer, message });
  if (id === 'certificate-unfounded') return said(id, { member });
  if (id === 'certificate-not-canonical') return said(id);
  return said(id, { clause });
}

/** The contract and profile by which it is judged again, or why it cannot be. */
function judgeOf(
  { predicate }: CountersignCertificate,
  own: Contract | undefined,
): { readonly contract: Contract; readonly profile: Profile } | string {
  const { contract: of, profile: id } = predicate;
  const shipped = shippedContracts.map(contractOf).find(({ title }) => title === of.title);
  const contract = own?.digest === of.digest ? own : shipped;
  const profile = contract && profileOf(contract, id);
  if (contract === undefined || profile === undefined) return said('refused: contract', { title: of.title, profile: id });
  // A folder can have the title of a contract that comes with this version, and promise less.
  if (predicate.harness.version === version && contract.digest !== of.digest) return said('refused: other-contract', { title: of.title });
  const known = catalogue();
  const { version: since, digest } = predicate.catalogue;
  if (since > known.version) return said('refused: newer', { version: since, own: known.version });
  if (since === known.version && digest !== known.digest) return said('refused: catalogue', { version: since });
  return { contract, profile };
}

function untimely({ validUntil, endedAt }: CountersignCertificate['predicate'], { at }: Checks): string | undefined {
  if (at > Date.parse(validUntil)) return said('refused: expired', { until: validUntil });
  return at < Date.parse(endedAt) ? said('refused: not-yet', { endedAt }) : undefined;
}

function unlike(text: string, { nonce, fingerprint, key: _ }: Checks): string | undefined {
  const plain = (one: string): string => one.replace(/\s/g, '').toLowerCase();
  if (fingerprint !== undefined && plain(fingerprint) !== plain(textFingerprint(text))) return said('refused: fingerprint');
  return nonce !== undefined && claimed(text)?.predicate.nonce !== nonce ? said('refused: nonce') : undefined;
}

/** Why a report is not the one of the certificate; undefined where it is, or where none is given. */
function reportFlaw(certificate: CountersignCertificate, bytes: Uint8Array | undefined, contract: Contract): string | undefined {
  if (bytes === undefined) return undefined;
  const [subject] = certificate.subject;
  if (createHash('sha256').update(bytes).digest('hex') !== subject?.digest.sha256) return said('refused: report-digest');
  const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
  const violation = validateReport(value)[0] ?? unprintableIn(value);
  if (violation !== undefined) return said('refused: report-unfounded', { why: `${violation.pointer || '/'} ${violation.message}` });
  // Its schema has just been held against it.
  const report = value as Report;
  try {
    mustFollow(report, contract);
  } catch (error) {
    return said('refused: report-unfounded', { why: error instanceof Error ? error.message : '' });
  }
  const { attestation, catalogue: of, harness, nonce } = certificate.predicate;
  const facts = { attestation, catalogue: of, harness, ...(nonce === undefined ? {} : { nonce }) };
  return payloadOf(certificateOf(report, bytes, facts)) === payloadOf(certificate) ? undefined : said('refused: report-differs');
}
