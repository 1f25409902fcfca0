import { createHash } from 'node:crypto';
import type { Exchange } from '../../core/exchange.ts';
import type { Outcome } from '../../core/verdict/verdict.ts';
import type { Coverage } from '../../specs/types/report.ts';

/** What an exchange says, without its times. */
const said = ({ request: { method, target, headers, body }, answer }: Exchange): unknown => [method, target, headers, body, answer];

const asText = (_member: string, value: unknown): unknown => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value);

/** @returns what a clause test recorded, as text: two runs of one seed have the same one */
export function recordOf(outcomes: readonly Outcome[], covered: Coverage | undefined): string {
  const kept = outcomes.map(({ durationMs: _, exchanges, violation, ...outcome }) => ({
    ...outcome,
    exchanges: exchanges?.map(said),
    violation: violation && { ...violation, exchanges: violation.exchanges.map(said) },
  }));
  return JSON.stringify([kept, covered], asText);
}

/** A short form of texts, to compare. */
export const digestOf = (texts: readonly string[]): string => createHash('sha256').update(texts.join('\n')).digest('hex');
