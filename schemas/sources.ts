import { isClauseId } from '../specs/clauses/catalogue.ts';
import { reserved } from '../specs/clauses/reserved.ts';
import type { SourceDocument, Statement } from '../specs/types/sources.ts';
import type { Contract } from './contract.ts';
import { ContractFault } from './contract-fault.ts';
import { parseFile, refuseUnless } from './contract-files.ts';
import { contractOf, shippedContracts } from './contracts.ts';
import schema from './sources.schema.json' with { type: 'json' };

const reservedIds: ReadonlySet<string> = new Set(reserved);

const file = 'sources.yaml';

/**
 * The source document of a contract.
 *
 * @throws ContractFault where the file is missing, a member does not fit, or a clause id does not exist
 */
export function sourcesOf({ id: contract, files }: Pick<Contract, 'id' | 'files'>): SourceDocument {
  const text = files.text(file);
  if (text === undefined) throw new ContractFault({ file, id: 'file-missing', values: { contract } });
  const value = parseFile(file, text);
  refuseUnless(schema, file, value);
  // The schema has just been checked.
  const document = value as SourceDocument;
  for (const [index, { id, clauses = [] }] of document.statements.entries()) {
    const unknown = clauses.findIndex((clause) => !isClauseId(clause) && !reservedIds.has(clause));
    if (unknown >= 0)
      throw new ContractFault({
        file,
        pointer: `/statements/${index}/clauses/${unknown}`,
        id: 'statement-of-unknown-clause',
        values: { statement: id, clause: String(clauses[unknown]) },
      });
  }
  return document;
}

/** The documents that a run cites: those of all shipped contracts, whose clauses answer each other's statements; of a folder its own, if any. */
export function documentsOf(contract: Contract): readonly SourceDocument[] {
  const isShipped = shippedContracts.some((id) => id === contract.source);
  return (isShipped ? shippedContracts.map(contractOf) : [contract]).filter(({ files }) => files.text(file) !== undefined).map(sourcesOf);
}

/** Whether nothing covers a statement yet: it has only reserved clauses. */
export function isGap({ clauses = [], feature, reason }: Statement): boolean {
  return feature === undefined && reason === undefined && !clauses.some(isClauseId);
}
