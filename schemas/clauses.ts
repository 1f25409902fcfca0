/** The clauses of the catalogue that a contract judges. */
import { type ClauseId, clauses, isClauseId, type JudgedClause } from '../specs/clauses/catalogue.ts';
import type { Ambiguity } from '../specs/types/ambiguity-table.ts';
import type { ClauseTable } from '../specs/types/clause-table.ts';
import { ContractFault } from './contract-fault.ts';

const file = 'clauses.yaml';

/**
 * Adds level and basis of a contract to the clauses of the catalogue, in the order of the catalogue. A clause without a row is left out.
 *
 * @throws ContractFault
 */
export function judgedClauses(
  { clauses: rows }: ClauseTable,
  ambiguities: readonly Pick<Ambiguity, 'id'>[],
): ReadonlyMap<ClauseId, JudgedClause> {
  for (const [id, { basis }] of Object.entries(rows)) {
    if (!isClauseId(id)) throw new ContractFault({ file, pointer: `/clauses/${id}`, id: 'clause-unknown' });
    if (basis.kind !== 'interpretation') continue;
    const unknown = basis.ambiguities.find((ambiguity) => !ambiguities.some((each) => each.id === ambiguity));
    if (unknown !== undefined)
      throw new ContractFault({
        file,
        pointer: `/clauses/${id}/basis/ambiguities`,
        id: 'clause-by-unknown-ambiguity',
        values: { ambiguity: unknown },
      });
  }
  return new Map(
    clauses.flatMap(({ id, party }) => {
      const row = rows[id];
      return row === undefined ? [] : [[id, { id, party, ...row }] as const];
    }),
  );
}
