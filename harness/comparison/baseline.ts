import { said } from '../../language/sentences.ts';
import { type Compared, comparedReport, comparison } from '../../reports/comparison.ts';
import type { Report } from '../../reports/report.ts';

/** What a run says besides its decision when it is compared with an earlier one. */
export interface AgainstBaseline {
  readonly text: string;
  readonly exitCode: 0 | 1 | 2 | 3;
}

/**
 * The exit code of a run that has a baseline: 1 for anything new, and never green by comparison: known failures end 2, and incomplete stays 2. A run
 * that decided nothing stays 3.
 */
export function againstBaseline(report: Report, baseline: Compared): AgainstBaseline {
  const { exitCode } = report.decision;
  const found = comparison(baseline, comparedReport(report));
  const ids = (changes: typeof found.new): string => [...new Set(changes.map(({ clause }) => clause))].join(', ');
  if (exitCode === 3) return { text: '', exitCode };
  if (found.new.length > 0) return { text: said('baseline: new', { baseline: baseline.id, clauses: ids(found.new) }), exitCode: 1 };
  const known = found.known.filter(({ level }) => level === 'must');
  if (known.length > 0) return { text: said('baseline: known', { baseline: baseline.id, clauses: ids(known) }), exitCode: 2 };
  return { text: said('baseline: nothing-new', { baseline: baseline.id }), exitCode };
}
