import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { isClauseId } from '../specs/clauses/catalogue.ts';
import { reserved } from '../specs/clauses/reserved.ts';
import schema from './sources.schema.json' with { type: 'json' };
import { compile } from './validate.ts';

/** One statement of a source document: clauses judge it, a feature shows it, or a reason says why nothing tests it. */
export interface SourceStatement {
  readonly id: string;
  readonly statement: string;
  /** The section or paragraph of the document. */
  readonly where: string;
  readonly clauses?: readonly string[];
  readonly feature?: string;
  readonly reason?: string;
}

/** A source document of a contract. */
export interface SourceDocument {
  readonly title: string;
  readonly url: string;
  readonly statements: readonly SourceStatement[];
}

const contracts = ['deposits-v3', 'omise'] as const;
const reservedIds: ReadonlySet<string> = new Set(reserved.map(({ id }) => id));

/** @throws Error that names the first member that does not fit, or the clause id that does not exist */
export function parseSources(text: string): SourceDocument {
  const value: unknown = parseDocument(text).toJS();
  const [wrong] = compile(schema)(value);
  if (wrong !== undefined) throw new Error(`${wrong.pointer === '' ? 'the document' : wrong.pointer}: ${wrong.message}`);
  // The schema has just been held against it.
  const document = value as SourceDocument;
  for (const { id, clauses = [] } of document.statements) {
    const unknown = clauses.find((clause) => !isClauseId(clause) && !reservedIds.has(clause));
    if (unknown !== undefined) throw new Error(`${id} names ${unknown}, which is not a clause and not reserved`);
  }
  return document;
}

/** The source documents of every contract, in the order of the contracts. */
export function sourceDocuments(): readonly SourceDocument[] {
  return contracts.map((id) => parseSources(readFileSync(new URL(`../specs/contracts/${id}/sources.yaml`, import.meta.url), 'utf8')));
}

/** Whether nothing covers a statement yet: it has reserved clauses alone. */
export function isGap({ clauses = [], feature, reason }: SourceStatement): boolean {
  return feature === undefined && reason === undefined && !clauses.some(isClauseId);
}
