import type { Coverage, CoverageCell } from '../specs/types/report.ts';

export const coverageTables = ['statuses', 'keywords', 'headers'] as const satisfies readonly (keyof Coverage)[];

/** Cells by what became of them. */
export interface CoverageSums {
  readonly judged: number;
  readonly exercised: number;
  readonly reasoned: number;
  /** Those that a case could have asked, and none did. */
  readonly open: readonly CoverageCell[];
}

export function coverageSums(cells: readonly CoverageCell[]): CoverageSums {
  const unmet = cells.filter(({ judged, exercised }) => judged + exercised === 0);
  const judged = cells.filter((cell) => cell.judged > 0).length;
  const open = unmet.filter(({ reason }) => reason === undefined || reason === 'not-asked');
  return { judged, exercised: cells.length - judged - unmet.length, reasoned: unmet.length - open.length, open };
}
