import { existsSync } from 'node:fs';
import { cp, lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import schema from '../schemas/report.schema.json' with { type: 'json' };
import { compile, type SchemaViolation } from '../schemas/validate.ts';
import { page } from './html.ts';
import { junit } from './junit.ts';
import type { Report } from './report.ts';

/** Where the files of a written report are. */
export interface ReportPaths {
  readonly directory: string;
  readonly json: string;
  readonly html: string;
  readonly junit: string;
}

export interface WriteSettings {
  /** The folder of all reports, made when it is missing; the report becomes a folder in it, named by the run's id. */
  readonly directory: string;
  /** Gives a UUID. */
  readonly newId: () => string;
  /** Pages beside it, by file name. */
  readonly pages?: Readonly<Record<string, string>>;
  /** Folders of Allure results that belong to the report: they are copied together into one. Of files of one name, that of the first folder stays. */
  readonly allure?: readonly string[];
}

/** A report that does not fit `schemas/report.schema.json`: our mistake, and nothing was written. */
class ReportUnfit extends Error {
  readonly violations: readonly SchemaViolation[];

  constructor(violations: readonly SchemaViolation[]) {
    super(`The report does not fit its schema: ${violations.map(({ pointer, message }) => `${pointer || '/'} ${message}`).join('; ')}`);
    this.name = 'ReportUnfit';
    this.violations = violations;
  }
}

/**
 * Writes report.json, index.html and junit.xml, and copies Allure results to allure-results/, in `<directory>/<run id>/`, all or nothing: they are written aside and renamed.
 * Then `<directory>/latest` names the run: a text file, because a symbolic link is lost in the archives in which CI keeps artifacts.
 *
 * @throws ReportUnfit when the report breaks its schema
 * @throws Error when the run has a report already, or its id cannot name a folder; and what the file system throws
 */
export async function writeReport(report: Report, { directory, newId, pages = {}, allure = [] }: WriteSettings): Promise<ReportPaths> {
  const violations = validateReport(report);
  if (violations.length > 0) throw new ReportUnfit(violations);
  const { id } = report.run;
  const target = join(directory, id);
  if (existsSync(target))
    throw new Error(`The run ${id} has a report in ${directory} already: give the run another id, or move that report away.`);

  const files = [
    ['report.json', `${JSON.stringify(report, undefined, 2)}\n`],
    ['index.html', await page(report)],
    ['junit.xml', junit(report)],
    ...Object.entries(pages),
  ] as const;
  const aside = join(directory, `.${id}-${newId()}`);
  try {
    await mkdir(aside, { recursive: true });
    for (const [name, content] of files) await writeFile(join(aside, name), content);
    for (const folder of allure) await cp(folder, join(aside, 'allure-results'), { recursive: true, force: false, filter: isOwnContent });
    await rename(aside, target);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
  const note = join(directory, `.latest-${id}`);
  await writeFile(note, `${id}\n`);
  await rename(note, join(directory, 'latest'));
  return {
    directory: target,
    json: join(target, 'report.json'),
    html: join(target, 'index.html'),
    junit: join(target, 'junit.xml'),
  };
}

/** A link in the results of others would add a file of this machine to the report, or write to another place; a pipe has no end. */
async function isOwnContent(path: string): Promise<boolean> {
  const facts = await lstat(path);
  return facts.isFile() || facts.isDirectory();
}

/** What a value breaks of the report's schema; empty when it is a report. For those who read one back. */
export function validateReport(value: unknown): readonly SchemaViolation[] {
  return compile(schema)(value);
}
