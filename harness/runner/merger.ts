import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mustFollow } from '../../reports/consistency.ts';
import { mergeReports } from '../../reports/merge.ts';
import { unprintableIn } from '../../reports/printable.ts';
import type { Report } from '../../reports/report.ts';
import { shellWord } from '../../reports/reproduction.ts';
import { ending } from '../../reports/terminal.ts';
import { validateReport, writeReport } from '../../reports/write.ts';
import type { HasProfiles } from '../../specs/profile.ts';
import { environmentValue } from '../config/environment.ts';
import { UsageError } from './usage.ts';

/**
 * Judges reports of several runs as one, writes the report, and gives the exit code of its decision.
 * @throws UsageError for places that hold no report
 * @throws ReaderError for reports that do not follow from their own outcomes, or do not belong together
 */
export async function merged(places: readonly string[], reports: string, contract: HasProfiles): Promise<number> {
  const [first, ...others] = places.map((place) => reportIn(place, contract));
  if (first === undefined) throw new UsageError('merge-of-nothing');
  const report = mergeReports([first, ...others], `${new Date().toISOString().replace(/[:.]/g, '-')}-merged-${process.pid}`, contract);
  const paths = await writeReport(report, {
    directory: reports,
    newId: randomUUID,
    allure: places.map((place) => join(dirname(fileIn(place)), 'allure-results')).filter((folder) => existsSync(folder)),
  });
  const color = process.stdout.isTTY === true && environmentValue('NO_COLOR') === undefined;
  process.stdout.write(ending(report, [paths.html, paths.json, paths.junit], { color }));
  return report.decision.exitCode;
}

/** The report that a person names, by its file or its folder. */
function fileIn(place: string): string {
  return statSync(place).isDirectory() ? join(place, 'report.json') : place;
}

function reportIn(place: string, contract: HasProfiles): Report {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(fileIn(place), 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'not JSON';
    throw new UsageError('folder-without-report', { place: shellWord(place), code });
  }
  const violation = validateReport(value)[0] ?? unprintableIn(value);
  if (violation)
    throw new UsageError('report-ill-formed', { place: shellWord(place), pointer: violation.pointer || '/', message: violation.message });
  const report = value as Report;
  mustFollow(report, contract);
  return report;
}
