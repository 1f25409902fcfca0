import { Command, Option } from 'commander';
import { profileNamed } from '../harness/runner/profile.ts';
import { counted } from '../language/filled.ts';
import { said, statementOf } from '../language/sentences.ts';
import type { Contract } from '../schemas/contract.ts';
import { contractFrom } from '../schemas/contracts.ts';
import { documentsOf, isGap, sourcesOf } from '../schemas/sources.ts';
import type { Clause } from '../specs/clause.ts';
import type { SourceDocument, Statement } from '../specs/types/sources.ts';
import { contractOption, usable } from './contract-option.ts';

interface ClausesOptions {
  readonly json?: true;
  readonly contract: string;
  readonly profile?: string;
  readonly ambiguities?: true;
  /** The former name of that option. */
  readonly disputed?: true;
  readonly sources?: true;
}

/** `countersign clauses`: what is judged, and why it may be asked. */
export function clausesCommand(): Command {
  return new Command('clauses')
    .description(said('clauses: about'))
    .option('--json', said('clauses --json'))
    .addOption(contractOption())
    .option('--profile <id>', said('clauses --profile'))
    .option('--ambiguities', said('clauses --ambiguities'))
    .addOption(new Option('--disputed').hideHelp())
    .addOption(new Option('--sources', said('clauses --sources')).conflicts(['ambiguities', 'disputed']))
    .action(({ json, sources, disputed, ambiguities: asked = disputed, ...options }: ClausesOptions) => {
      const contract = contractFrom(options.contract);
      const { ambiguities, words } = contract;
      const profile = profileNamed(contract, options.profile);
      const rows = [...profile.clauses.values()].map((clause) => ({ ...clause, statement: statementOf(clause.id, words) }));
      if (json) {
        const shown = sources ? sourceRows(mapsOf(contract)) : asked ? ambiguities : rows;
        process.stdout.write(`${JSON.stringify(shown, undefined, 2)}\n`);
      } else process.stdout.write(sources ? sourceTable(mapsOf(contract)) : asked ? ambiguityTable(contract) : clauseTable(rows));
    });
}

/** What `--sources` shows: a folder has to have its own map. */
function mapsOf(contract: Contract): readonly SourceDocument[] {
  return usable(() => {
    const documents = documentsOf(contract);
    return documents.length === 0 ? [sourcesOf(contract)] : documents;
  });
}

/** The statements of source documents, each with the document's title and whether it is a gap. */
function sourceRows(documents: readonly SourceDocument[]): readonly (Statement & { readonly document: string; readonly gap: boolean })[] {
  return documents.flatMap(({ title, statements }) =>
    statements.map((statement) => ({ ...statement, document: title, gap: isGap(statement) })),
  );
}

function sourceTable(of: readonly SourceDocument[]): string {
  const rows = sourceRows(of);
  const documents = of.map(({ title, url, statements }) => {
    const lines = statements.map((statement) => {
      const { id, statement: text, where, clauses: ids = [], feature, reason } = statement;
      const answers = [
        ...(isGap(statement) ? [said('gap-to-come', { ids: ids.join(' ') })] : ids.length > 0 ? [ids.join(' ')] : []),
        ...(feature === undefined ? [] : [`feature: ${feature}`]),
        ...(reason === undefined ? [] : [`reason: ${reason}`]),
      ];
      return `${id}  ${text} (${where})\n${answers.map((answer) => `      → ${answer}\n`).join('')}`;
    });
    return `${title}\n${url}\n\n${lines.join('')}`;
  });
  const counted = said('sources-counted', { rows: rows.length, gaps: rows.filter(({ gap }) => gap).length });
  return `${documents.join('\n')}\n${counted}\n`;
}

function clauseTable(rows: readonly (Clause & { readonly statement: string })[]): string {
  const width = Math.max(...rows.map(({ id }) => id.length));
  const lines = rows.map(({ id, party, level, basis, statement }) => {
    const source = basis.kind === 'interpretation' ? `interpretation ${basis.ambiguities.join(' ')}` : basis.kind;
    return `${id.padEnd(width)}  ${party.padEnd(8)}  ${level.padEnd(7)}  ${source.padEnd(12)}  ${statement}`;
  });
  return `${lines.join('\n')}\n${counted('{count} clause(s)', rows.length)}: ${['must', 'should', 'observe'].map((level) => `${rows.filter((row) => row.level === level).length} ${level}`).join(', ')}.\n`;
}

function ambiguityTable({ ambiguities }: Contract): string {
  return ambiguities
    .map(({ id, point, evidence, interpretations }) => {
      const read = Object.entries(interpretations).map(([name, meaning]) => `      ${name}: ${meaning}`);
      return `${id}  ${point}\n    ${evidence}\n${read.join('\n')}\n`;
    })
    .join('\n');
}
