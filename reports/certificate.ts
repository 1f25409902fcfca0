import { createHash } from 'node:crypto';
import { decide } from '../core/verdict/gate.ts';
import { cannotBeWaived, hasExpired } from '../core/verdict/waiver.ts';
import { sentencesOf } from '../language/sentences.ts';
import schema from '../schemas/certificate.schema.json' with { type: 'json' };
import reportSchema from '../schemas/report.schema.json' with { type: 'json' };
import { compile } from '../schemas/validate.ts';
import type { Judging } from '../specs/clauses/catalogue.ts';
import type { CertificatePredicate, CountersignCertificate } from '../specs/types/certificate.ts';
import { canonicalJson } from './digest.ts';
import { extentOf, judging, owedOf, type PartReport, standardOf } from './judgement.ts';
import { unprintableIn } from './printable.ts';
import type { Report } from './report.ts';

/** How long a certificate is valid from the end of its run, ms: 90 days. */
const validityMs = 90 * 24 * 60 * 60 * 1000;

const predicateType = 'urn:countersign:certificate:1';

/** What a certificate says in addition to its report. */
export interface CertificateFacts extends Pick<CertificatePredicate, 'attestation' | 'catalogue' | 'harness'> {
  readonly nonce?: string;
}

/** Coverage decides nothing and is long: the report has it. */
function withoutCoverage({ coverage: _, ...part }: PartReport): PartReport {
  return part;
}

/**
 * The statement of a report: what was decided, and everything that the decision follows from.
 *
 * @param file the bytes of the report.json that it is about
 */
export function certificateOf(report: Report, file: Uint8Array, { nonce, ...facts }: CertificateFacts): CountersignCertificate {
  const { decision, run } = report;
  const weak = Object.fromEntries(decision.scope.weak.map(({ clause, why }) => [clause, why]));
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'report.json', digest: { sha256: sha256(file) } }],
    predicateType,
    predicate: {
      ...facts,
      ...(nonce === undefined ? {} : { nonce }),
      decision: { name: decision.name, level: decision.level, owed: decision.owed },
      contract: report.contract,
      profile: report.profile.id,
      parts: report.parts.map(withoutCoverage),
      finished: run.finished,
      clauses: report.clauses.map(({ id, party, level, verdict, cases, requests }) => ({
        id,
        party,
        level,
        verdict,
        cases,
        requests,
        ...(weak[id] === undefined ? {} : { weak: weak[id] }),
      })),
      exclusions: decision.scope.excluded,
      interpretations: report.ambiguities.map(({ id, subject, seen }) => ({ id, subject, seen })),
      measurements: report.observations,
      seed: run.seed,
      startedAt: run.startedAt,
      endedAt: run.endedAt,
      validUntil: new Date(Date.parse(run.endedAt) + validityMs).toISOString(),
    },
  };
}

/** A statement as the payload of its envelope: its one legal text. */
export function payloadOf(certificate: CountersignCertificate): string {
  return canonicalJson(certificate);
}

/** SHA-256 of the clauses of contracts, by their norms: ids, parties, levels and statements. */
export function catalogueDigest(
  contracts: readonly {
    readonly id: string;
    readonly words: Readonly<Record<string, string>>;
    readonly profiles: readonly [Judging, ...Judging[]];
  }[],
): string {
  const all = contracts.map(({ id, words, profiles: [norm] }) => ({
    contract: id,
    clauses: [...norm.clauses.values()].map((clause) => ({
      id: clause.id,
      party: clause.party,
      level: clause.level,
      statement: sentencesOf().statementOf(clause.id, words),
    })),
  }));
  return sha256(Buffer.from(canonicalJson(all)));
}

/** Why a statement is not one that this program could have made. */
export interface CertificateFlaw {
  readonly id:
    | 'certificate-not-canonical'
    | 'certificate-ill-formed'
    | 'certificate-unfounded'
    | 'certificate-clause-altered'
    | 'certificate-clause-missing'
    | 'certificate-waiver';
  readonly values: Readonly<Record<string, string>>;
}

/** A statement that was read, or why it is refused. */
export type ReadCertificate =
  | { readonly kind: 'certificate'; readonly certificate: CountersignCertificate }
  | { readonly kind: 'refused'; readonly flaw: CertificateFlaw };

/** Reads the payload of an envelope. */
export function readCertificate(payload: string): ReadCertificate {
  const refused = (id: CertificateFlaw['id'], values: CertificateFlaw['values'] = {}): ReadCertificate => ({
    kind: 'refused',
    flaw: { id, values },
  });
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return refused('certificate-not-canonical');
  }
  const beside = { 'https://countersign.dev/schemas/report.schema.json': reportSchema };
  const violation = compile(schema, beside)(value)[0] ?? unprintableIn(value);
  if (violation) return refused('certificate-ill-formed', { pointer: violation.pointer || '/', message: violation.message });
  // Readers differ in which of two members with one name they use.
  if (canonicalJson(value) !== payload) return refused('certificate-not-canonical');
  return { kind: 'certificate', certificate: value as CountersignCertificate };
}

/**
 * Judges again: everything in a certificate that follows from other members is computed and compared.
 *
 * @param profile by whose levels it was judged
 * @param since the clauses that the certificate cannot have asked, because they were added after it
 * @returns the first thing that does not follow; undefined where everything does
 */
export function flawIn({ predicate }: CountersignCertificate, profile: Judging, since: ReadonlySet<string>): CertificateFlaw | undefined {
  const { clauses, parts, finished, decision, exclusions } = predicate;
  const [first, ...others] = parts;
  if (first === undefined) return { id: 'certificate-unfounded', values: { member: 'parts' } };
  const all = [first, ...others] as const;
  const known = new Map([...profile.clauses.values()].map((clause) => [clause.id as string, clause]));
  const listed = new Set<string>();
  for (const { id, level, party } of clauses) {
    const clause = known.get(id);
    const altered = clause === undefined || clause.party !== party || (!since.has(id) && clause.level !== level);
    if (altered || listed.has(id)) return { id: 'certificate-clause-altered', values: { clause: id } };
    listed.add(id);
  }
  const asked = new Set(parts.flatMap((part) => part.asked));
  const missing = [...asked].find((id) => !listed.has(id)) ?? [...listed].find((id) => !asked.has(id));
  if (missing !== undefined) return { id: 'certificate-clause-missing', values: { clause: missing } };
  const unfounded = waiverFlaw(predicate);
  if (unfounded !== undefined) return { id: 'certificate-waiver', values: { clause: unfounded } };
  const verdicts = clauses.map(({ id, level, verdict }) => ({
    clause: id,
    level,
    verdict,
    // The gate asks only whether there was one.
    outcomes: [{ clause: id, verdict }],
  }));
  const standard = standardOf(all, finished, { clauses: new Map([...profile.clauses].filter(([id]) => !since.has(id))) });
  const left = [...new Set(parts.flatMap((part) => part.excluded))].filter((id) => !listed.has(id));
  const weakObserved = clauses.find(
    ({ level, verdict, weak }) => weak !== undefined && (level === 'observe' || !judging.has(verdict) || verdict === 'fail'),
  );
  const pairs: readonly (readonly [member: string, recorded: unknown, found: unknown])[] = [
    ['decision.name', decision.name, decide(verdicts, standard).decision],
    ['decision.level', decision.level, extentOf(all)],
    ['decision.owed', decision.owed, owedOf(standard.owed, listed)],
    ['exclusions', [...new Set(exclusions.map(({ clause }) => clause))], left],
    ['clauses.weak', weakObserved?.id, undefined],
    ['validUntil', predicate.validUntil, new Date(Date.parse(predicate.endedAt) + validityMs).toISOString()],
    ['endedAt', predicate.endedAt < predicate.startedAt, false],
  ];
  const [member] = pairs.find(([, recorded, found]) => canonicalJson(recorded ?? null) !== canonicalJson(found ?? null)) ?? [];
  return member === undefined ? undefined : { id: 'certificate-unfounded', values: { member } };
}

/** Verdicts that a clause with a waived breach may have: the breach is there, or something worse. */
const waivable: ReadonlySet<string> = new Set(['waived', 'warn', 'review', 'untestable', 'indeterminate', 'fail', 'harness-error']);

/** The first clause whose verdict and waivers contradict each other. */
function waiverFlaw({ clauses, parts }: CertificatePredicate): string | undefined {
  const waivers = parts.flatMap((part) => (part.waivers ?? []).map((waiver) => ({ ...waiver, day: part.startedAt.slice(0, 10) })));
  const of = (id: string) => waivers.filter(({ clause, state }) => clause === id && state === 'used');
  const wrong = clauses.find(({ id, level, verdict }) => {
    const used = of(id);
    return (verdict === 'waived' && used.length === 0) || (used.length > 0 && (!waivable.has(verdict) || cannotBeWaived(id, level)));
  });
  return wrong?.id ?? waivers.find((waiver) => (waiver.state === 'expired') !== hasExpired(waiver, waiver.day))?.clause;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
