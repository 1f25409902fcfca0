import type { WatchedFinding } from '../audit/finding.ts';
import type { Secrets } from '../core/redaction/redaction.ts';
import type { ViolationData } from '../core/verdict/verdict.ts';
import { visible } from '../core/visible.ts';
import { explainWithoutBody, sentence, sentencesOf, statementOf } from '../language/sentences.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import { queryWithoutPayer } from './payer.ts';

/** Most breaches of one clause that are shown; the rest is a count. */
const mostShown = 3;

function breachText({ expected, actual, exchanges, diagnosis }: ViolationData): string {
  const exchange = exchanges.at(-1);
  const request = exchange && `${exchange.request.method} ${visible(Buffer.from(queryWithoutPayer(exchange.request.target), 'latin1'))}`;
  const explained = diagnosis ? explainWithoutBody(diagnosis) : [];
  return [
    `    request ${exchange?.number ?? '?'}: ${request ?? ''}`,
    `      Expected  ${sentence(expected)}`,
    `      Actual    ${sentence(actual)}`,
    ...explained.map((line) => `      ${line}`),
  ].join('\n');
}

/** What breaks a clause, with the request and the fix; it may show a key that stands where none belongs. */
export function complaintOf(clause: ClauseId, violation: ViolationData, words: Readonly<Record<string, string>>): string {
  return `${clause}  ${statementOf(clause, words)}\n${breachText(violation)}`;
}

/** What was seen of a client, clause by clause: what was broken, what held, and what to do to see the rest. */
export function observedText(
  findings: readonly WatchedFinding[],
  requests: number,
  secrets: Secrets,
  words: Readonly<Record<string, string>>,
): string {
  const { verdicts } = sentencesOf();
  const broken = findings.filter(({ breaches }) => breaches.length > 0);
  const held = findings.filter(({ verdict }) => verdict === 'pass');
  const unseen = findings.filter(({ verdict }) => verdict === 'not-observed');
  const doubtful = findings.filter(({ verdict, breaches }) => verdict === 'review' && breaches.length === 0);
  const observations = findings.flatMap((finding) => finding.observations);
  const lines = [
    `${requests} requests seen.`,
    ...broken.flatMap(({ clause, verdict, breaches, cases }) => [
      '',
      `${verdicts[verdict].label}  ${clause}  ${statementOf(clause, words)}`,
      `  ${breaches.length} of ${cases} times`,
      ...breaches.slice(0, mostShown).map(breachText),
      ...(breaches.length > mostShown ? [`    and ${breaches.length - mostShown} more`] : []),
    ]),
    ...doubtful.flatMap(({ clause, note }) => [
      '',
      `${verdicts.review.label}  ${clause}  ${statementOf(clause, words)}`,
      `  ${note ?? ''}`,
    ]),
    '',
    `Held: ${held.length === 0 ? 'none' : held.map(({ clause, cases }) => `${clause} (${cases})`).join(', ')}.`,
    ...(observations.length === 0 ? [] : ['Recorded:']),
    ...observations.map(({ ambiguity, subject, seen }) => `  ${ambiguity ? `${ambiguity} ` : ''}${subject}: ${seen}`),
    ...(unseen.length === 0 ? [] : ['Not observed; to see them:']),
    ...unseen.map(({ clause, note }) => `  ${clause}  ${note ?? ''}`),
    '',
  ];
  return secrets.redactText(lines.join('\n'));
}
