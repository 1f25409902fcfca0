import type { Finding, FindingState } from '../../core/verdict/finding.ts';
import { findingText } from '../../language/sentences.ts';
import { onContract } from '../../reports/reproduction.ts';
import type { Contract } from '../../schemas/contract.ts';

const marks: Readonly<Record<FindingState, string>> = { ok: 'ok     ', warning: 'warning', wrong: 'wrong  ' };

/** A finding as lines for people: what was found and, after an arrow, what to do. */
export function findingLines(
  { says, next }: { readonly says: string; readonly next: string | undefined },
  { state, subject }: Finding,
): string {
  return `${marks[state]}  ${subject}: ${says}\n${state === 'ok' || next === undefined ? '' : `         -> ${next}\n`}`;
}

/** The text of a finding, in words of the contract, and with its name in each command. */
export function findingOn({ source, words }: Pick<Contract, 'source' | 'words'>, finding: Finding): ReturnType<typeof findingText> {
  const { says, next } = findingText(finding, words);
  return { says: onContract(says, source), next: next === undefined ? undefined : onContract(next, source) };
}
