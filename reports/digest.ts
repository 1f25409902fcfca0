import { createHash } from 'node:crypto';
import type { CountersignReport } from '../specs/types/report.ts';

/** A value as canonical JSON (RFC 8785): members sorted by their UTF-16 code units, no spaces, numbers and strings as ECMAScript writes them. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}

/** SHA-256 over all members except the digest itself. It shows a change; it is not a signature. */
export function digestOf({ digest: _, ...rest }: Omit<CountersignReport, 'digest'> & { readonly digest?: string }): string {
  return `sha256:${createHash('sha256').update(canonicalJson(rest), 'utf8').digest('hex')}`;
}

/** The same report with its digest. */
export function sealed(report: Omit<CountersignReport, 'digest'>): CountersignReport {
  return { ...report, digest: digestOf(report) };
}
