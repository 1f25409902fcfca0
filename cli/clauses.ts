import { Command } from 'commander';
import { profileNamed } from '../harness/runner/profile.ts';
import type { Clause } from '../specs/clause.ts';
import { clauses, clauseUnder } from '../specs/clauses/catalogue.ts';
import { disputes } from '../specs/disputes.ts';

/** `countersign clauses`: what is judged, and why it may be asked. */
export function clausesCommand(): Command {
  return new Command('clauses')
    .description('list what is judged: id, level, basis and statement')
    .option('--json', 'as JSON')
    .option('--profile <id>', 'at the levels of that profile', 'onekey')
    .option('--disputed', 'only the points on which the documents are silent or contradict each other, with their readings')
    .action((options: { readonly json?: true; readonly profile: string; readonly disputed?: true }) => {
      const { json, disputed } = options;
      const profile = profileNamed(options.profile);
      const rows = clauses.map((clause) => clauseUnder(profile, clause));
      if (json) process.stdout.write(`${JSON.stringify(disputed ? disputes : rows, undefined, 2)}\n`);
      else process.stdout.write(disputed ? disputeTable() : clauseTable(rows));
    });
}

function clauseTable(rows: readonly Clause[]): string {
  const width = Math.max(...rows.map(({ id }) => id.length));
  const lines = rows.map(({ id, party, level, basis, statement }) => {
    const source = basis.kind === 'reading' ? `reading ${basis.disputes.join(' ')}` : basis.kind;
    return `${id.padEnd(width)}  ${party.padEnd(8)}  ${level.padEnd(7)}  ${source.padEnd(12)}  ${statement}`;
  });
  return `${lines.join('\n')}\n${rows.length} clauses: ${['must', 'should', 'observe'].map((level) => `${rows.filter((row) => row.level === level).length} ${level}`).join(', ')}.\n`;
}

function disputeTable(): string {
  return disputes
    .map(({ id, point, evidence, readings }) => {
      const read = Object.entries(readings).map(([name, meaning]) => `      ${name}: ${meaning}`);
      return `${id}  ${point}\n    ${evidence}\n${read.join('\n')}\n`;
    })
    .join('\n');
}
