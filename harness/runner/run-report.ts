import { randomUUID } from 'node:crypto';
import { said } from '../../language/sentences.ts';
import { mergeReports } from '../../reports/merge.ts';
import type { Report } from '../../reports/report.ts';
import { ending, type Style, summary } from '../../reports/terminal.ts';
import { writeReport } from '../../reports/write.ts';
import type { RunFile } from '../../specs/types/run-file.ts';
import { environmentValue } from '../config/environment.ts';
import { PartyReport } from './party-report.ts';
import { contractOfRun } from './run-file.ts';
import type { TestEnds } from './test-ends.ts';

/** How this process prints. */
export function styleHere(): Style {
  return { color: process.stdout.isTTY === true && environmentValue('NO_COLOR') === undefined };
}

/** A run of one party has no sections, unless another could not be opened. */
export function isOfOne({ parties, complete }: RunFile): boolean {
  return parties.length === 1 && complete;
}

/**
 * Writes the report of a run, and says how the run ended.
 * @param allure folders of Allure results
 */
export async function keepReport(report: Report, run: RunFile, allure: readonly string[] = []): Promise<void> {
  const telling = isOfOne(run) ? ending : summary;
  try {
    const { html, json, junit } = await writeReport(report, { directory: run.reports, newId: randomUUID, allure });
    process.stdout.write(telling(report, [html, json, junit], styleHere()));
  } catch (error) {
    // A full disk loses the files, not what was judged.
    if (!(error instanceof Error && 'code' in error)) throw error;
    process.stdout.write(telling(report, [], styleHere()));
    process.stderr.write(said('report-unwritten', { reports: run.reports, code: String(error.code) }));
  }
}

/**
 * The report of a run that ended before it reported. It says what preflight made at the target, too.
 * @param kept what was judged by then; nothing where it ended before a clause was asked
 */
export async function reportCut(run: RunFile, { planned, ends }: TestEnds = { planned: [], ends: [] }): Promise<number> {
  const [first, ...others] = run.parties.map((party) => {
    const gathered = new PartyReport(
      run,
      party,
      planned.filter(({ role }) => role === party.role),
    );
    for (const { about, ended, attached } of ends) if (about.role === party.role) gathered.add(about, attached, ended);
    return gathered.report(isOfOne(run) ? run.id : `${run.id}-${party.role}`, Date.now(), false, performance.now());
  });
  if (!first) throw new Error('A run has no party.');
  const report = isOfOne(run) ? first : mergeReports([first, ...others], run.id, contractOfRun(run), false);
  await keepReport(report, run);
  return report.decision.exitCode;
}
