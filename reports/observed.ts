import type { WatchedFinding } from '../audit/finding.ts';
import type { Secrets } from '../core/redaction/redaction.ts';
import type { ViolationData } from '../core/verdict/verdict.ts';
import { visible } from '../core/visible.ts';
import { explainWithoutBody, fixOf, said, sentence, sentencesOf, statementOf } from '../language/sentences.ts';
import type { Contract } from '../schemas/contract.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import { queryWithoutPayer } from './payer.ts';
import { underContract } from './report.ts';

/** The most breaches of one clause that are shown; the rest is a count. */
const mostShown = 3;

/** @param statement of the clause, which is not printed again where it is all that was expected */
function breachText({ expected, actual, exchanges, diagnosis }: ViolationData, statement: string): string {
  const { words } = sentencesOf();
  const exchange = exchanges.at(-1);
  const request = exchange && `${exchange.request.method} ${visible(Buffer.from(queryWithoutPayer(exchange.request.target), 'latin1'))}`;
  const explained = diagnosis ? explainWithoutBody(diagnosis) : [];
  return [
    `    ${said('observed-request', { number: exchange?.number ?? '?', request: request ?? '' })}`,
    ...(sentence(expected) === statement ? [] : [`      ${words.expected}  ${sentence(expected)}`]),
    `      ${words.actual.padEnd(words.expected.length)}  ${sentence(actual)}`,
    ...explained.map((line) => `      ${line}`),
  ].join('\n');
}

/** What to do about a broken clause. An explanation of a wrong signature has it already. */
function fixText(clause: ClauseId, violation: ViolationData | undefined, words: Readonly<Record<string, string>>): readonly string[] {
  if (violation === undefined || violation.diagnosis !== undefined) return [];
  return [`    ${sentencesOf().words.fix}: ${fixOf(clause, violation.actual, words)}`];
}

/** What breaks a clause, with the request and the fix; it may show a key that stands where none belongs. */
export function complaintOf(clause: ClauseId, violation: ViolationData, words: Readonly<Record<string, string>>): string {
  const statement = statementOf(clause, words);
  return [`${clause}  ${statement}`, breachText(violation, statement), ...fixText(clause, violation, words)].join('\n');
}

/** What a person has to look at, whether it breaks a clause. */
export function doubtOf(clause: ClauseId, note: string, words: Readonly<Record<string, string>>): string {
  return `${clause}  ${statementOf(clause, words)}\n    ${note}`;
}

/** What was seen of a client, clause by clause: what was broken, what passed, and what to do to see the rest. */
export function observedText(
  findings: readonly WatchedFinding[],
  requests: number,
  secrets: Secrets,
  contract: Pick<Contract, 'words' | 'ambiguities'>,
): string {
  const { verdicts } = sentencesOf();
  const { words } = contract;
  const broken = findings.filter(({ breaches }) => breaches.length > 0);
  const held = findings.filter(({ verdict }) => verdict === 'pass');
  const unseen = findings.filter(({ verdict }) => verdict === 'not-observed');
  const doubtful = findings.filter(({ verdict, breaches }) => verdict === 'review' && breaches.length === 0);
  const observations = findings.flatMap((finding) => finding.observations).map((one) => underContract(one, contract));
  const lines = [
    said('observed-requests', { requests }),
    ...broken.flatMap(({ clause, verdict, breaches, cases }) => [
      '',
      `${verdicts[verdict].label}  ${clause}  ${statementOf(clause, words)}`,
      `  ${said('observed-times', { breaches: breaches.length, cases })}`,
      ...breaches.slice(0, mostShown).map((breach) => breachText(breach, statementOf(clause, words))),
      ...(breaches.length > mostShown ? [`    ${said('observed-more', { more: breaches.length - mostShown })}`] : []),
      ...fixText(clause, breaches[0], words),
    ]),
    ...doubtful.flatMap(({ clause, note }) => [
      '',
      `${verdicts.review.label}  ${clause}  ${statementOf(clause, words)}`,
      `  ${note ?? ''}`,
    ]),
    '',
    held.length === 0
      ? said('observed-none-held')
      : said('observed-held', { clauses: held.map(({ clause, cases }) => `${clause} (${cases})`).join(', ') }),
    ...(observations.length === 0 ? [] : [said('observed-recorded')]),
    ...observations.map(({ ambiguity, subject, seen }) => `  ${ambiguity ? `${ambiguity} ` : ''}${subject}: ${seen}`),
    ...(unseen.length === 0 ? [] : [said('observed-not')]),
    ...unseen.map(({ clause, note }) => `  ${clause}  ${note ?? ''}`),
    '',
  ];
  return secrets.redactText(lines.join('\n'));
}
