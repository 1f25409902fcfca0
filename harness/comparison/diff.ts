import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { encodeUtf8 } from '../../core/utf8.ts';
import { unopened } from '../../core/verdict/envelope.ts';
import { visible } from '../../core/visible.ts';
import { said } from '../../language/sentences.ts';
import { readCertificate } from '../../reports/certificate.ts';
import { byCause, type Change, type Compared, comparedCertificate, comparedReport, comparison } from '../../reports/comparison.ts';
import { mustFollow } from '../../reports/consistency.ts';
import { digestOf } from '../../reports/digest.ts';
import { unprintableIn } from '../../reports/printable.ts';
import type { Report } from '../../reports/report.ts';
import { validateReport } from '../../reports/write.ts';
import { contractOf, shippedContracts } from '../../schemas/contracts.ts';
import { UsageError } from '../runner/usage.ts';

export interface DiffOptions {
  readonly failOn?: 'new' | 'any';
  readonly json?: true;
  readonly markdown?: true;
}

/**
 * What differs between two runs, printed as the options ask.
 * @param places folders of reports, report.json or certificate.json files
 * @throws UsageError for what is not there, or is neither
 */
export function diffed(
  places: readonly [string, string],
  { failOn, json, markdown }: DiffOptions,
): { readonly text: string; readonly exitCode: 0 | 1 } {
  const [before, after] = [comparedIn(places[0]), comparedIn(places[1])];
  mustBeOfOneContract(before, after.title);
  const found = comparison(before, after);
  const isAny = found.new.length + found.fixed.length + found.notComparable.length + found.changed.length + found.measurements.length > 0;
  const exitCode = (failOn === 'new' && found.new.length > 0) || (failOn === 'any' && (isAny || found.contractChanged)) ? 1 : 0;
  const text = json ? `${JSON.stringify(found, undefined, 2)}\n` : differenceText(before, after, markdown);
  return { text, exitCode };
}

/**
 * Clauses of two contracts have the same ids and other statements. Another version of one contract is compared.
 * @throws UsageError
 */
export function mustBeOfOneContract(before: Compared, title: string): void {
  if (before.title !== title) throw new UsageError('diff-other-contract', { id: before.id, before: before.title, after: title });
}

/** @throws ReaderError for what is not there, is neither a report nor a certificate, or does not follow from its own outcomes */
export function comparedIn(place: string): Compared {
  const file = existsSync(place) && statSync(place).isDirectory() ? join(place, 'report.json') : place;
  let value: unknown;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError('diff-unreadable', { place, code: error instanceof Error && 'code' in error ? String(error.code) : 'not JSON' });
  }
  const payload = unopened(text);
  if (payload !== undefined) {
    const read = readCertificate(payload);
    if (read.kind === 'refused') throw new UsageError('diff-no-run', { place });
    return comparedCertificate(read.certificate.predicate);
  }
  if (validateReport(value).length > 0 || unprintableIn(value) !== undefined) throw new UsageError('diff-no-run', { place });
  const report = value as Report;
  if (report.digest !== digestOf(report)) throw new UsageError('diff-altered', { place });
  // A report of another version of the contract is compared as it is: which clauses that one had is not known here.
  const contract = shippedContracts.map(contractOf).find(({ digest }) => digest === report.contract.digest);
  if (contract !== undefined) mustFollow(report, contract);
  return comparedReport(report);
}

/** The difference for people: in Markdown, or for a terminal. Control characters from a target are not printed. */
export function differenceText(before: Compared, after: Compared, markdown = false): string {
  const found = comparison(before, after);
  const [bullet, bold] = markdown ? ['- ', '**'] : ['  ', ''];
  const shown = (text: string): string => (markdown ? codeSpan : String)(visible(encodeUtf8(text)));
  const heading = (text: string): string => (markdown ? `\n### ${text}\n\n` : `\n${text}\n`);
  const named = ({ clause, subject }: Change): string => `${bold}${clause}${bold}${subject === undefined ? '' : ` ${shown(subject)}`}`;
  const line = (change: Change): string =>
    `${bullet}${named(change)}: ${said('diff: from-to', { before: verdictSaid(change.before), after: verdictSaid(change.after) })}\n`;
  const section = (title: string, changes: readonly Change[]): string =>
    changes.length === 0
      ? ''
      : `${heading(title)}${byCause(changes)
          .map(
            ({ seen, changes: group }) =>
              `${group.map(line).join('')}${seen === undefined ? '' : `${markdown ? '  ' : '      '}${shown(seen)}\n`}`,
          )
          .join('')}`;
  const head = said('diff: head', { before: before.id, after: after.id, decisionBefore: before.decision, decisionAfter: after.decision });
  const body = [
    section(said('diff: new', { count: found.new.length }), found.new),
    section(said('diff: fixed', { count: found.fixed.length }), found.fixed),
    section(said('diff: not-comparable', { count: found.notComparable.length }), found.notComparable),
    section(said('diff: known', { count: found.known.length }), found.known),
    section(said('diff: changed', { count: found.changed.length }), found.changed),
    found.measurements.length === 0
      ? ''
      : `${heading(said('diff: measurements', { count: found.measurements.length }))}${found.measurements
          .map(
            ({ clause, subject, before: was, after: is }) =>
              `${bullet}${bold}${clause}${bold} ${shown(subject)}: ${shown(was)} → ${shown(is)}\n`,
          )
          .join('')}`,
    found.contractChanged ? `\n${said('diff: contract-changed')}\n` : '',
  ].join('');
  return `${markdown ? `## ${head}` : head}\n${body === '' ? `\n${said('diff: nothing')}\n` : body}`;
}

/** A text of others in Markdown: in a code span neither links nor mentions nor markup mean anything. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${text} ${fence}`;
}

function verdictSaid(verdict: string | undefined): string {
  return verdict ?? said('diff: not-asked');
}
