import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { isClauseId } from '../specs/clauses/catalogue.ts';
import { reserved } from '../specs/clauses/reserved.ts';
import type { SourceDocument, Statement } from '../specs/types/sources.ts';
import { shippedContracts } from './contracts.ts';
import schema from './sources.schema.json' with { type: 'json' };
import { compile } from './validate.ts';

const root = new URL('../specs/contracts/', import.meta.url);

/** The folders of all contracts. */
export const contractFolders: readonly URL[] = shippedContracts.map((id) => new URL(`${id}/`, root));

const reservedIds: ReadonlySet<string> = new Set(reserved);

/**
 * The source document of the contract in a folder.
 *
 * @param folder ends in a slash
 * @throws Error that names the first member that does not fit, or the clause id that does not exist
 */
export function sourcesIn(folder: URL): SourceDocument {
  const value: unknown = parseDocument(readFileSync(new URL('sources.yaml', folder), 'utf8')).toJS();
  const [wrong] = compile(schema)(value);
  if (wrong !== undefined) throw new Error(`${wrong.pointer === '' ? 'the document' : wrong.pointer}: ${wrong.message}`);
  // The schema has just been checked.
  const document = value as SourceDocument;
  for (const { id, clauses = [] } of document.statements) {
    const unknown = clauses.find((clause) => !isClauseId(clause) && !reservedIds.has(clause));
    if (unknown !== undefined) throw new Error(`${id} names ${unknown}, which is not a clause and not reserved`);
  }
  return document;
}

/** Whether nothing covers a statement yet: it has only reserved clauses. */
export function isGap({ clauses = [], feature, reason }: Statement): boolean {
  return feature === undefined && reason === undefined && !clauses.some(isClauseId);
}
