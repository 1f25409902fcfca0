import type { Coverage, CoverageCell } from '../specs/types/report.ts';

export const coverageTables = ['statuses', 'keywords', 'headers', 'axes'] as const satisfies readonly (keyof Coverage)[];

/** A cell of any table. */
export interface Cell extends Pick<CoverageCell, 'judged' | 'exercised' | 'reason'> {
  /** The operation or the clause that it belongs to. */
  readonly of: string;
  readonly name: string;
}

/** The cells of a table; none where the party is not asked along axes. */
export function cellsOf({ axes = [], ...tables }: Coverage, table: keyof Coverage): readonly Cell[] {
  if (table === 'axes') return axes.map(({ clause, axis: _, value, ...cell }) => ({ ...cell, of: clause, name: value }));
  return tables[table].map(({ operation, of, as, ...cell }) => ({ ...cell, of: operation, name: as === undefined ? of : `${of} ${as}` }));
}

/** Cells by what became of them. */
export interface CoverageSums {
  readonly judged: number;
  readonly exercised: number;
  readonly reasoned: number;
  /** Those that a case could have asked, and none did. */
  readonly open: readonly Cell[];
}

export function coverageSums(cells: readonly Cell[]): CoverageSums {
  const unmet = cells.filter(({ judged, exercised }) => judged + exercised === 0);
  const judged = cells.filter((cell) => cell.judged > 0).length;
  const open = unmet.filter(({ reason }) => reason === undefined || reason === 'not-asked');
  return { judged, exercised: cells.length - judged - unmet.length, reasoned: unmet.length - open.length, open };
}
