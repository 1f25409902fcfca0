import type { Finding, FindingState } from '../../core/verdict/finding.ts';

const marks: Readonly<Record<FindingState, string>> = { ok: 'ok     ', warning: 'warning', wrong: 'wrong  ' };

/** A finding as lines for people: what was found and, after an arrow, what to do. */
export function findingLines(
  { says, next }: { readonly says: string; readonly next: string | undefined },
  { state, subject }: Finding,
): string {
  return `${marks[state]}  ${subject}: ${says}\n${state === 'ok' || next === undefined ? '' : `         -> ${next}\n`}`;
}
