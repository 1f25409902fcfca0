import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReaderError } from '../../language/reader-error.ts';
import { type Compared, comparedReport } from '../../reports/comparison.ts';
import type { Report } from '../../reports/report.ts';
import { readBack } from '../../schemas/read-back.ts';
import schema from '../../schemas/report.schema.json' with { type: 'json' };
import type { RotationState } from '../../specs/types/rotation-state.ts';
import { comparedIn, differenceText } from '../comparison/diff.ts';

type Kept = NonNullable<RotationState['before']>;

function kept({ clauses, measurements, ...run }: Compared): Kept {
  return {
    ...run,
    clauses: [...clauses].map(([id, clause]) => ({ id, ...clause })),
    measurements: measurements.map(({ clause, subject, seen }) => ({ clause, subject, seen })),
  };
}

/** Whether a report is about that target and judged a rotation. */
function judgesRotation(file: string, url: string): boolean {
  try {
    const { target, clauses } = readBack<Report>(file, JSON.parse(readFileSync(file, 'utf8')), schema);
    const same = new URL(target.url).origin === new URL(url).origin;
    return same && clauses.some(({ id, verdict }) => id.startsWith('ROT-') && (verdict === 'pass' || verdict === 'fail'));
  } catch {
    return false;
  }
}

/**
 * The run with which a rotation is compared: the one that is named, else the last one of the folder that judged a rotation of that target.
 *
 * @throws UsageError where the named one is neither a report nor a certificate
 */
export function runBefore(named: string | undefined, reports: string, url: string): Kept | undefined {
  if (named !== undefined) return kept(comparedIn(named));
  // Names of runs begin with their time.
  for (const name of existsSync(reports) ? readdirSync(reports).toSorted().toReversed() : []) {
    const folder = join(reports, name);
    if (!judgesRotation(join(folder, 'report.json'), url)) continue;
    try {
      return kept(comparedIn(folder));
    } catch (error) {
      // A report that was changed, or has another version, is not used.
      if (!(error instanceof ReaderError)) throw error;
    }
  }
  return undefined;
}

/** What differs from the run before, of the clauses that this one asked. */
export function differenceFrom(before: Kept, report: Report): string {
  const after = comparedReport(report);
  const asked = before.clauses.filter(({ id }) => after.clauses.has(id));
  return differenceText({ ...before, title: after.title, clauses: new Map(asked.map(({ id, ...clause }) => [id, clause])) }, after);
}
